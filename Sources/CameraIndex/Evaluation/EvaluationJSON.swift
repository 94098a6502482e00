/// An evaluation as JSON, for programs: keys in a fixed order (design/evaluation.md, "JSON").
public struct EvaluationJSON: Sendable {
    private let clips: [ClipEvaluation]
    private let shortfalls: [String]

    /// Prepares to write `clips`, and what of them lies below the bars.
    public init(_ clips: [ClipEvaluation], shortfalls: [String] = []) {
        self.clips = clips
        self.shortfalls = shortfalls
    }

    /// One object, without a line break.
    public var text: String {
        var object = JSONObject()
        object.add("clips", .array(clips.map { .object(clip($0)) }))
        let kinds = Set(clips.map(\.truth.kind)).sorted()
        object.add(
            "kinds",
            .array(
                kinds.map { kind in
                    var object = JSONObject()
                    object.add("kind", .string(kind))
                    let own = clips.filter { $0.truth.kind == kind }
                    object.add("measures", .object(measures(EvaluationTotals(own))))
                    return .object(object)
                }
            )
        )
        object.add("all", .object(measures(EvaluationTotals(clips))))
        object.add("belowBars", .array(shortfalls.map { .string($0) }))
        return object.text
    }

    // MARK: - Clips

    private func clip(_ clip: ClipEvaluation) -> JSONObject {
        var object = JSONObject()
        object.add("clip", .string(clip.truth.name))
        object.add("path", .string(clip.truth.path))
        object.add("suite", .string(clip.truth.suite.rawValue))
        object.add("kind", .string(clip.truth.kind))
        object.add("limitSeconds", .seconds(clip.limit))
        object.add("measures", .object(measures(EvaluationTotals([clip]))))
        object.add("stops", .array(clip.outcomes.map { .object(stop($0)) }))
        object.add(
            "falseEvents",
            .array(clip.falseEvents.map { .object(event($0.event, $0.reason.rawValue)) })
        )
        object.add(
            "unjudgedEvents",
            .array(clip.unjudgedEvents.map { .object(event($0, nil)) })
        )
        object.add("problems", .array(clip.problems.map { .string($0) }))
        return object
    }

    private func stop(_ outcome: StopOutcome) -> JSONObject {
        var object = JSONObject()
        let truth = outcome.truth
        object.add("since", .seconds(truth.since - .zero))
        object.add("end", truth.end.map { .seconds($0 - .zero) } ?? .null)
        object.add("dwellSeconds", .seconds(outcome.dwell))
        object.add("what", truth.what.map { .string($0) } ?? .null)
        object.add("verdict", .string(outcome.verdict.rawValue))
        object.add("raised", .bool(outcome.event != nil))
        object.add("uncertaintySeconds", .seconds(outcome.uncertainty))
        object.add("sinceErrorSeconds", seconds(outcome.sinceError))
        object.add("raisedErrorSeconds", seconds(outcome.raisedError))
        object.add("endErrorSeconds", seconds(outcome.endError))
        object.add("ending", outcome.stop?.ending.map { .string($0.rawValue) } ?? .null)
        object.add("overlap", number(outcome.overlap))
        object.add("reason", outcome.reason.map { .string($0) } ?? .null)
        return object
    }

    private func event(_ event: Event, _ reason: String?) -> JSONObject {
        var object = JSONObject()
        let box = event.box.map { [$0.x, $0.y, $0.width, $0.height] }
        object.add("since", .seconds(event.since - .zero))
        object.add("end", event.endedAt.map { .seconds($0 - .zero) } ?? .null)
        object.add("dwellSeconds", .seconds(event.dwell))
        object.add("box", box.map { .array($0.map { .integer($0) }) } ?? .null)
        object.add("id", .string(event.id.description))
        if let reason { object.add("reason", .string(reason)) }
        return object
    }

    // MARK: - Measures

    private func measures(_ totals: EvaluationTotals) -> JSONObject {
        var object = JSONObject()
        object.add("clips", .integer(totals.clips))
        object.add("watchedSeconds", .seconds(totals.watched))
        object.add("decodedPictures", .integer(totals.decodedCount))
        object.add("stops", .integer(totals.stops))
        object.add("expected", .integer(totals.expected))
        for verdict in StopOutcome.Verdict.allCases {
            object.add(verdict.rawValue, .integer(totals.verdicts[verdict, default: 0]))
        }
        object.add("onTheEdgeRaised", .integer(totals.edgeEvents))
        object.add("within3uAbove", .integer(totals.closeAbove))
        object.add("within3uBelow", .integer(totals.closeBelow))
        object.add("falseEvents", .integer(totals.falseEvents))
        object.add("unjudgedEvents", .integer(totals.unjudgedEvents))
        object.add("otherStops", .integer(totals.otherStops))
        object.add("recall", number(totals.recall))
        object.add("precision", number(totals.precision))
        object.add("falseEventsPerCameraDay", number(totals.falseEventsPerCameraDay))
        object.add("since", spread(totals.since))
        object.add("raisedAt", spread(totals.raised))
        object.add("endedAt", spread(totals.ended))
        object.add("uncertainty", spread(totals.uncertainty))
        object.add("insideUncertainty", number(totals.insideShare))
        object.add("overlapMedian", number(totals.medianOverlap))
        object.add("overlapLeast", number(totals.overlaps.first))
        return object
    }

    private func spread(_ spread: Spread?) -> JSONText {
        guard let spread else { return .null }
        var object = JSONObject()
        object.add("count", .integer(spread.count))
        object.add("medianSeconds", .seconds(spread.median))
        object.add("p95Seconds", .seconds(spread.p95))
        object.add("maxSeconds", .seconds(spread.max))
        return .object(object)
    }

    private func seconds(_ duration: MediaDuration?) -> JSONText {
        duration.map { .seconds($0) } ?? .null
    }

    private func number(_ value: Double?) -> JSONText {
        value.map { JSONText(text: $0.text(digits: 4)) } ?? .null
    }
}
