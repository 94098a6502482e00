import CameraIndex

/// What an evaluation found, as tables for people.
struct EvaluationTable {
    /// How much is told.
    enum Detail {
        /// The kinds of clips and all together.
        case kinds
        /// Each clip too, and what was judged wrongly.
        case mistakes
        /// Each stop too.
        case allStops
    }

    let clips: [ClipEvaluation]
    let detail: Detail

    /// The tables: one row a clip, one a kind, all together, and the stops and false events.
    var text: String {
        let kinds = Set(clips.map(\.truth.kind)).sorted()
        var parts: [String] = []
        if detail != .kinds {
            parts.append(table(of: clips.map { ($0.truth.name, EvaluationTotals([$0])) }, "CLIP"))
        }
        if detail == .kinds || 1 < kinds.count && kinds.count < clips.count {
            parts.append(table(of: kinds.map(row), "KIND"))
        }
        parts.append(totals(EvaluationTotals(clips)))
        if detail != .kinds { parts += [stopTable, falseEventTable] }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func row(of kind: String) -> (name: String, totals: EvaluationTotals) {
        let own = clips.filter { $0.truth.kind == kind }
        return (kind.isEmpty ? "other" : kind, EvaluationTotals(own))
    }

    // MARK: - Measures

    private func table(
        of rows: [(name: String, totals: EvaluationTotals)],
        _ title: String
    ) -> String {
        var table = TextTable(columns: [
            .words(title), .numbers("LENGTH"), .numbers("STOPS"), .numbers("EXPECTED"),
            .numbers("FOUND"), .numbers("MISSED"), .numbers("SHORT"), .numbers("EDGE"),
            .numbers("FALSE"), .numbers("A DAY"), .numbers("OTHER"), .numbers("SINCE 50 95 MAX"),
            .numbers("ENDED 50 95 MAX"), .numbers("U 50 95 MAX"), .numbers("INSIDE"),
            .numbers("IOU"),
        ])
        for (name, totals) in rows {
            let short =
                totals.verdicts[.spared, default: 0] + totals.verdicts[.raisedEarly, default: 0]
            table.append([
                name, totals.watched.shortText, "\(totals.stops)", "\(totals.expected)",
                "\(totals.verdicts[.found, default: 0])",
                "\(totals.verdicts[.missed, default: 0])", "\(short)",
                "\(totals.verdicts[.onTheEdge, default: 0])", "\(totals.falseEvents)",
                totals.falseEventsPerCameraDay.map { Self.number($0, 1) } ?? "",
                "\(totals.otherStops)",
                Self.spread(totals.since), Self.spread(totals.ended),
                Self.spread(totals.uncertainty), Self.percent(totals.insideShare),
                totals.medianOverlap.map { Self.number($0, 2) } ?? "",
            ])
        }
        return table.text
    }

    private func totals(_ totals: EvaluationTotals) -> String {
        let found = totals.verdicts[.found, default: 0]
        let pictures =
            totals.decodedPerHour.map {
                "; \(totals.decodedCount) pictures decoded, \(Self.number($0, 0)) an hour"
            } ?? ""
        let days = totals.falseEventsPerCameraDay.map { "\(Self.number($0, 2)) a camera-day" }
        var lines = [
            (totals.clips == 1 ? "1 clip, " : "\(totals.clips) clips, ")
                + "\(totals.watched.shortText) of footage, \(totals.stops) stops" + pictures,
            "found \(found) of \(totals.expected) expected (recall \(Self.percent(totals.recall)), "
                + "precision \(Self.percent(totals.precision))), \(totals.falseEvents) false "
                + "(\(days ?? "nothing watched"))",
            "left in time: \(totals.verdicts[.spared, default: 0]), raised all the same: "
                + "\(totals.verdicts[.raisedEarly, default: 0]); on the edge: "
                + "\(totals.verdicts[.onTheEdge, default: 0]), raised: \(totals.edgeEvents)",
            "within 3 u of the limit: \(totals.closeAbove) at or above it, "
                + "\(totals.closeBelow) below",
        ]
        for (name, spread) in [
            ("since", totals.since), ("raisedAt", totals.raised), ("endedAt", totals.ended),
            ("u", totals.uncertainty),
        ] {
            guard let spread else { continue }
            lines.append(
                "\(name): median \(Self.seconds(spread.median)), p95 \(Self.seconds(spread.p95)), "
                    + "max \(Self.seconds(spread.max)) of \(spread.count)"
            )
        }
        if let share = totals.insideShare {
            lines.append(
                "the true moment lies inside the stated uncertainty in "
                    + "\(Self.percent(share)) of \(totals.judgedEnds) ends"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Stops

    private var stopTable: String {
        var table = TextTable(columns: [
            .words("CLIP"), .words("STOP"), .numbers("FROM"), .numbers("TO"), .numbers("DWELL"),
            .words("JUDGED"), .numbers("SINCE"), .numbers("±"), .numbers("ENDED"), .numbers("±"),
            .words("ENDING"), .numbers("IOU"), .words("NOTE"),
        ])
        var count = 0
        let isWhole = detail == .allStops
        for clip in clips {
            for (index, outcome) in clip.outcomes.enumerated()
            where isWhole || outcome.verdict == .missed || outcome.verdict.isFalseAlarm {
                table.append([clip.truth.name, "\(index)"] + cells(outcome))
                count += 1
            }
        }
        return count == 0 ? "" : table.text
    }

    private func cells(_ outcome: StopOutcome) -> [String] {
        let truth = outcome.truth
        let stop = outcome.stop
        return [
            Self.place(truth.since), truth.end.map(Self.place) ?? "stays",
            Self.seconds(outcome.dwell),
            outcome.verdict.words
                + (outcome.verdict == .onTheEdge && outcome.event != nil ? ", raised" : ""),
            outcome.sinceError.map(Self.signed) ?? (stop.map { Self.place($0.since) } ?? ""),
            stop.map { Self.seconds($0.sinceUncertainty) } ?? "",
            outcome.endError.map(Self.signed) ?? (stop.map { Self.place($0.lastSeen) } ?? ""),
            stop.map { Self.seconds($0.endUncertainty) } ?? "",
            stop.map { $0.ending?.rawValue ?? "standing" } ?? "",
            outcome.overlap.map { Self.number($0, 2) } ?? "",
            outcome.reason ?? "",
        ]
    }

    private func words(_ outcome: StopOutcome) -> String {
        let isOpen = outcome.verdict == .onTheEdge || outcome.verdict == .unasked
        return outcome.verdict.words + (isOpen && outcome.event != nil ? ", raised" : "")
    }

    private var falseEventTable: String {
        var table = TextTable(columns: [
            .words("FALSE IN"), .numbers("FROM"), .numbers("TO"), .numbers("DWELL"),
            .words("BOX"), .words("BECAUSE"),
        ])
        var count = 0
        for clip in clips {
            for (event, reason) in clip.falseEvents.map({ ($0.event, $0.reason.words) })
                + (detail == .allStops ? clip.unjudgedEvents.map { ($0, "not judged") } : [])
            {
                table.append([
                    clip.truth.name, Self.place(event.since),
                    event.endedAt.map(Self.place) ?? "open", Self.seconds(event.dwell),
                    event.box.map { "\($0.x),\($0.y) \($0.width)x\($0.height)" } ?? "", reason,
                ])
                count += 1
            }
        }
        return count == 0 ? "" : table.text
    }

    // MARK: - Words

    private static func spread(_ spread: Spread?) -> String {
        spread.map { "\(seconds($0.median)) \(seconds($0.p95)) \(seconds($0.max))" } ?? ""
    }

    private static func place(_ time: MediaTime) -> String { number(time.seconds, 1) }

    private static func seconds(_ duration: MediaDuration) -> String {
        number(duration.seconds, 2)
    }

    private static func signed(_ duration: MediaDuration) -> String {
        (duration >= .zero ? "+" : "") + seconds(duration)
    }

    private static func percent(_ share: Double?) -> String {
        share.map { number($0 * 100, 1) + " %" } ?? "-"
    }

    private static func number(_ value: Double, _ digits: Int) -> String {
        value.text(digits: digits)
    }
}

extension StopOutcome.Verdict {
    /// The verdict in a word or two.
    fileprivate var words: String {
        switch self {
        case .found: "found"
        case .missed: "MISSED"
        case .spared: "left in time"
        case .raisedEarly: "RAISED EARLY"
        case .onTheEdge: "on the edge"
        case .raisedUnasked: "RAISED UNASKED"
        case .unasked: "not asked"
        }
    }
}
