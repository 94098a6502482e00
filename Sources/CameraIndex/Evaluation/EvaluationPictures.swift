/// Pictures of what an evaluation counts as a mistake: each missed stop and each false event, at
/// rest and when it was or should have been raised, with the true and the found box.
public struct EvaluationPictures: ~Copyable {
    private let folder: String
    private let painter: TextPainter
    private let encoder = JPEGEncoder()
    private var names: Set<String> = []

    /// The true box, and the one that was found.
    private static let truthColour = Colour(red: 90, green: 240, blue: 110)
    private static let foundColour = Colour(red: 255, green: 120, blue: 60)

    /// Prepares to write into `folder`, and makes it.
    ///
    /// - Throws: `EvidenceError` where the folder cannot be made or no font is installed.
    public init(folder: String) throws(EvidenceError) {
        self.folder = folder
        try DurableFile.makeFolder(folder)
        painter = try TextPainter()
    }

    /// Something that was judged wrongly.
    private struct Mistake {
        var name: String
        var words: String
        var truth: TruthStop?
        var box: Box?
        var since: MediaTime
        var raised: MediaTime
    }

    /// Writes the pictures of a clip, and says how many.
    ///
    /// - Throws: `EvidenceError` where a file cannot be written, `MediaError` where the clip
    ///   cannot be read.
    public mutating func write(_ clip: ClipEvaluation) throws -> Int {
        var mistakes: [Mistake] = []
        for outcome in clip.outcomes where outcome.verdict == .missed {
            mistakes.append(Self.miss(outcome))
        }
        for event in clip.falseEvents {
            let truth = clip.outcomes.first { $0.event?.id == event.event.id }?.truth
            mistakes.append(Self.falseAlarm(event, truth, clip))
        }
        for mistake in mistakes { try write(mistake, of: clip) }
        return mistakes.count
    }

    private static func miss(_ outcome: StopOutcome) -> Mistake {
        let truth = outcome.truth
        let what = truth.what.map { " (\($0))" } ?? ""
        return Mistake(
            name: "missed",
            words: "missed\(what): stands \(outcome.dwell.tenthsText) from \(truth.since.text) on, "
                + "limit \(outcome.limit.tenthsText); \(outcome.reason ?? "")",
            truth: truth,
            box: outcome.stop?.box,
            since: truth.since,
            raised: truth.since + outcome.limit
        )
    }

    private static func falseAlarm(
        _ event: FalseEvent,
        _ truth: TruthStop?,
        _ clip: ClipEvaluation
    ) -> Mistake {
        Mistake(
            name: "false",
            words: "false: event since \(event.event.since.text), "
                + "\(event.event.dwell.tenthsText), limit \(clip.limit.tenthsText); "
                + event.reason.words,
            truth: truth,
            box: event.event.box,
            since: event.event.since,
            raised: event.event.raisedAt
        )
    }

    private mutating func write(_ mistake: Mistake, of clip: ClipEvaluation) throws {
        var panels: [DiagnosticSheet.Panel] = []
        for (words, time) in [("at rest", mistake.since), ("raised", mistake.raised)] {
            var reader = try VideoReader(path: clip.truth.path)
            guard let frame = try reader.frame(atOrAfter: max(.zero, time)) else { continue }
            let (size, turn) = (frame.size, frame.turn)
            func place(_ box: Box) -> Caption.Place {
                Caption.Place(box: box, frame: size, turn: turn)
            }
            var marks: [DiagnosticSheet.Mark] = []
            if let box = mistake.truth?.box {
                marks.append(.init(place(box), Self.truthColour, "truth"))
            }
            if let box = mistake.box { marks.append(.init(place(box), Self.foundColour, "found")) }
            panels.append(
                DiagnosticSheet.Panel(
                    title: "\(words), \(frame.time.text)",
                    picture: try frame.colourPicture(),
                    zones: clip.zones.filter { $0 != .wholeFrame }.map(\.outline.points),
                    marks: marks
                )
            )
        }
        let sheet = DiagnosticSheet(
            title: "\(clip.truth.name): \(mistake.words)",
            panels: panels
        )
        let bytes = try encoder.bytes(of: sheet.drawn(with: painter))
        try DurableFile(path: "\(folder)/\(name(mistake, of: clip)).jpg").write(bytes)
    }

    /// A name that sorts by clip and time, such as `street-missed-00123s`.
    private mutating func name(_ mistake: Mistake, of clip: ClipEvaluation) -> String {
        let seconds = String(max(0, Int(mistake.since.seconds.rounded())))
        let padded = String(repeating: "0", count: max(0, 5 - seconds.count)) + seconds
        let safe = DataDirectory.fileName(for: clip.camera.isEmpty ? clip.truth.name : clip.camera)
        let name = "\(safe)-\(mistake.name)-\(padded)s"
        var (free, number) = (name, 1)
        while !names.insert(free).inserted {
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }
}
