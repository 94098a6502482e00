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
        var told: [TimelineTable.Entry] = []
        for entry in timelines where entry.timeline == .utc {
            if let asked = try asked(of: entry) {
                parts.append(try part(entry, asked: asked, file: nil))
                told.append(entry)
            }
        }
        for entry in timelines where entry.timeline != .utc && query.includesUnknownClock {
            let extent = try FootageTable.extent(ofTimeline: entry.id, in: database)
            guard let extent else { continue }
            let file = try FootageTable.path(onTimeline: entry.id, in: database)
            parts.append(try part(entry, asked: extent, file: file))
            told.append(entry)
        }
        var answer = CoverageAnswer(parts: parts)
        guard query.includesObservability else { return answer }
        guard answer.watched <= EventQuery.mostObservability else {
            answer.isObservabilityLeftOut = true
            return answer
        }
        for (place, entry) in told.enumerated() {
            answer.parts[place].zones = try zones(entry, within: parts[place].asked)
        }
        return answer
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

    /// How far the zones that the query asks for could be judged.
    private func zones(
        _ entry: TimelineTable.Entry,
        within asked: MediaRange
    ) throws -> [ZoneObservability] {
        let zones = try JudgedZoneTable.of(entry.camera, in: database).filter { zone in
            (query.rules.isEmpty || query.rules.contains(zone.rule))
                && (query.zones.isEmpty || query.zones.contains(zone.zone))
        }
        return try ObservabilityReport(of: zones, timeline: entry.id, in: database)
            .answer(within: [asked])
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
