import GRDB

/// Reads out of the ledger how much of an asked time was watched.
struct CoverageReport {
    private let query: EventQuery
    private let timelines: [TimelineTable.Entry]
    private let database: Database

    /// Asks for the time of `query` on `timelines`.
    init(_ query: EventQuery, timelines: [TimelineTable.Entry], in database: Database) {
        self.query = query
        self.timelines = timelines
        self.database = database
    }

    /// The answer: cameras with a known clock first, by name, then the files without.
    func answer() throws -> CoverageAnswer {
        var parts: [CoverageAnswer.Part] = []
        for entry in timelines where entry.timeline == .utc {
            if let asked = try asked(of: entry) {
                parts.append(try part(entry, asked: asked, file: nil))
            }
        }
        for entry in timelines where entry.timeline != .utc && query.includesUnknownClock {
            let extent = try FootageTable.extent(ofTimeline: entry.id, in: database)
            guard let extent else { continue }
            let file = try FootageTable.path(onTimeline: entry.id, in: database)
            parts.append(try part(entry, asked: extent, file: file))
        }
        return CoverageAnswer(parts: parts)
    }

    private func part(
        _ entry: TimelineTable.Entry,
        asked: MediaRange,
        file: String?
    ) throws -> CoverageAnswer.Part {
        CoverageAnswer.Part(
            camera: entry.camera,
            timeline: entry.timeline,
            file: file,
            asked: asked,
            spans: try CoverageTable.overlapping(asked, timeline: entry.id, in: database)
        )
    }

    /// The asked time; an open end reaches as far as the footage and the ledger do.
    private func asked(of entry: TimelineTable.Entry) throws -> MediaRange? {
        let range = query.timeRange
        if query.from != nil, query.to != nil { return range }
        let extent = try FootageTable.extent(ofTimeline: entry.id, in: database)
        guard let extent else { return nil }
        let start = query.from == nil ? extent.start : range.start
        let end = query.to == nil ? extent.end : range.end
        return start < end ? MediaRange(start, end) : nil
    }
}
