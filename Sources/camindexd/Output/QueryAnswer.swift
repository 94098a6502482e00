import CameraIndex
import Foundation

/// The answer to a question: events, or their number, and how much of the asked time was watched.
struct QueryAnswer {
    private let index: EventIndex
    private let zone: TimeZone
    private let format: OutputFormat
    private var question: EventQuery
    private let isLimited: Bool

    /// Events in a page of an answer that is not limited: many for a program, few for memory.
    private static let pageSize = 1_000

    /// Prepares an answer.
    ///
    /// - Parameters:
    ///   - index: The index that is asked.
    ///   - zone: The clocks on which times are told.
    ///   - format: The form.
    ///   - question: The question.
    ///   - isLimited: Whether only one page, of `question.limit` events, is wanted.
    init(
        index: EventIndex,
        zone: TimeZone,
        format: OutputFormat,
        question: EventQuery,
        isLimited: Bool
    ) {
        self.index = index
        self.zone = zone
        self.format = format
        self.question = question
        self.question.includesObservability = true
        self.isLimited = isLimited
    }

    /// Writes the answer.
    ///
    /// - Throws: `CommandEnd` where cameras that were asked for are not in the index.
    func write(onlyCount: Bool) throws {
        let first = try onlyCount ? writeCount() : writeEvents()
        try tellCoverage(first.coverage)
        guard first.unmatchedCameras.isEmpty else { throw unmatched(first.unmatchedCameras) }
    }

    // MARK: - Events

    /// Writes all pages that are wanted, and gives back the first.
    private func writeEvents() throws -> EventPage {
        var question = question
        if !isLimited { question.limit = Self.pageSize }
        var listing = EventListing(
            format: format,
            zone: zone,
            root: index.directory.path,
            write: StandardStream.output.write
        )
        let first = try index.events(question)
        var page = first
        try listing.append(page.events)
        question.includesCoverage = false
        while !isLimited, let next = page.next {
            question.cursor = next
            page = try index.events(question)
            try listing.append(page.events)
        }
        try listing.finish()
        try tellCount(first)
        return first
    }

    private func tellCount(_ page: EventPage) throws {
        if format == .table {
            let text = EventCountText.text(page.events.count, of: page.zones)
            try StandardStream.output.write((page.events.isEmpty ? "" : "\n") + text + "\n")
        }
        guard isLimited, let next = page.next else { return }
        try tell("there are more: repeat the command with --cursor \(next)")
    }

    // MARK: - Count

    private func writeCount() throws -> EventPage {
        var question = question
        question.limit = 1
        question.includesTotal = true
        let page = try index.events(question)
        let count = page.total ?? 0
        let text =
            switch format {
            case .table: EventCountText.text(count, of: page.zones) + "\n"
            case .json, .jsonl:
                "{\"events\":\(count),\"coverage\":"
                    + (try CoverageJSON(zone: zone).text(page.coverage?.parts ?? [])) + "}\n"
            case .csv: CSVLine.text(["events"]) + CSVLine.text([String(count)])
            }
        try StandardStream.output.write(text)
        return page
    }

    // MARK: - Coverage

    private func tellCoverage(_ coverage: CoverageAnswer?) throws {
        guard let coverage else { return }
        let parts = coverage.parts.map { WatchedTime($0) }
        for line in CoverageText(zone: zone).lines(parts) { try tell(line) }
        guard coverage.isObservabilityLeftOut else { return }
        let most = EventQuery.mostObservability.shortText
        try tell(
            "which zones could be observed is told of up to \(most) of footage: ask for less time "
                + "or fewer cameras"
        )
    }

    /// Under a table, else on standard error, where it is in no program's way.
    private func tell(_ line: String) throws {
        if format == .table {
            try StandardStream.output.write(line + "\n")
        } else {
            StandardStream.error.say(line)
        }
    }

    private func unmatched(_ names: [String]) -> CommandEnd {
        for name in names {
            OptionText.sayUnknownCamera(name)
        }
        return CommandEnd(status: names.count < question.cameras.count ? .partial : .failed)
    }
}

extension EventPage {
    /// How far the zones could be judged that the page speaks of.
    fileprivate var zones: [ZoneObservability] { coverage?.parts.flatMap(\.zones) ?? [] }
}
