import CameraIndex
import Foundation

/// What a trial of rules answers, in the chosen format.
struct TrialReport {
    private let answer: RuleTrial.Answer
    private let camera: String
    private let shortfalls: ShortfallText
    private let zone: TimeZone
    private let root: String

    /// Prepares the answer.
    ///
    /// - Parameters:
    ///   - answer: What came of the trial.
    ///   - camera: The camera.
    ///   - scan: The scan that would tell more, without its paths.
    ///   - zone: The clocks on which times are told.
    ///   - root: The data folder, which is put before the paths of pictures.
    init(
        _ answer: RuleTrial.Answer,
        camera: String,
        scan: String,
        zone: TimeZone,
        root: String
    ) {
        self.answer = answer
        self.camera = camera
        self.zone = zone
        self.root = root
        shortfalls = ShortfallText(scan: scan, zone: zone)
    }

    /// Writes the answer.
    ///
    /// - Throws: `CommandEnd` where some of the time could not be judged.
    func write(_ format: OutputFormat) throws {
        switch format {
        case .table: try StandardStream.output.write(table)
        case .json: try StandardStream.output.write(json())
        case .jsonl:
            try StandardStream.output.write(answer.lines.map { object($0) + "\n" }.joined())
        case .csv: try StandardStream.output.write(csv)
        }
        if format != .table { for line in remarks { StandardStream.error.say(line) } }
        for problem in answer.problems { StandardStream.error.say("\(problem)") }
        guard answer.shortfalls.isEmpty, answer.problems.isEmpty else {
            throw CommandEnd(status: .partial)
        }
    }

    /// The numbers of events in words: "2 events", "1 event stays".
    static func counts(
        raised: Int,
        vanished: Int,
        kept: Int
    ) -> (raised: String, vanished: String, kept: String) {
        ("\(raised)", "\(vanished)", kept == 1 ? "1 stays" : "\(kept) stay")
    }

    // MARK: - For people

    private var table: String {
        let rows = answer.lines.map { line in
            EventTable.Row(
                line.event,
                mark: line.change.mark,
                still: line.event.stills.last.map { "\(root)/\($0.path)" } ?? ""
            )
        }
        let counts = Self.counts(
            raised: answer.count(.raised),
            vanished: answer.count(.vanished),
            kept: answer.count(.kept)
        )
        let count =
            "\(counts.raised) would be raised, \(counts.vanished) would vanish, \(counts.kept)"
        return EventTable.text(rows, zone: zone) + (rows.isEmpty ? "" : "\n") + count + "\n"
            + remarks.map { $0 + "\n" }.joined()
    }

    /// What the numbers are worth.
    private var remarks: [String] {
        CoverageText(zone: zone).lines(answer.coverage.parts.map { WatchedTime($0) })
            + answer.shortfalls.flatMap { shortfalls.lines(of: $0) }
    }

    // MARK: - For programs

    private func object(_ line: RuleTrial.Line) -> String {
        let event = EventJSON(timeZone: zone, root: root).line(line.event)
        return "{\"change\":\"\(line.change.rawValue)\",\"event\":\(event)}"
    }

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let name = String(decoding: try encoder.encode(camera), as: UTF8.self)
        let counts = RuleTrial.Line.Change.allCases.map { "\"\($0)\":\(answer.count($0))" }
        let short = try encoder.encode(answer.shortfalls.map { shortfalls.object(of: $0) })
        let unjudged = try encoder.encode(answer.problems.map(\.description))
        let events = answer.lines.map { "\n" + object($0) }.joined(separator: ",")
        let coverage = try CoverageJSON(zone: zone).text(answer.coverage.parts)
        return """
            {"camera":\(name),\(counts.joined(separator: ",")),"events":[\(events)],
            "notWatchedCloselyEnough":\(String(decoding: short, as: UTF8.self)),\
            "notJudged":\(String(decoding: unjudged, as: UTF8.self)),
            "coverage":\(coverage)}

            """
    }

    private var csv: String {
        let csv = EventCSV(zone: zone)
        return "change," + csv.header
            + answer.lines.map { "\($0.change.rawValue)," + csv.line($0.event) }.joined()
    }
}

extension RuleTrial.Line.Change {
    /// The mark before a row.
    fileprivate var mark: String {
        switch self {
        case .raised: "+"
        case .vanished: "-"
        case .kept: "="
        }
    }
}
