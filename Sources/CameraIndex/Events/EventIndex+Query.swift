import GRDB

extension EventIndex {
    /// Answers a question: a page of events, and how much of the asked time was watched.
    ///
    /// - Throws: `IndexError.badCursor`, `.busy` or `.damaged`.
    public func events(_ query: EventQuery) throws(IndexError) -> EventPage {
        var cursor: EventCursor?
        if let text = query.cursor { cursor = try EventCursor(text: text) }
        return try read { database in
            let asked = try AskedTimelines(query, in: database)
            let search = EventSearch(query, timelines: asked.entries, in: database)
            // One more than asked for tells whether there is a next page.
            let limit = max(1, query.limit)
            let hits = try search.hits(limit: limit + 1, after: cursor)
            let page = hits.prefix(limit)
            return EventPage(
                events: try page.compactMap {
                    try EventTable.event(numbered: $0.number, in: database)
                },
                coverage: query.includesCoverage
                    ? try CoverageReport(query, timelines: asked.entries, in: database).answer()
                    : nil,
                next: hits.count > limit ? page.last?.place.text : nil,
                total: query.includesTotal ? try search.count() : nil,
                unmatchedCameras: asked.unmatched
            )
        }
    }

    /// How much of the time that `query` asks for was watched.
    public func coverage(_ query: EventQuery) throws(IndexError) -> CoverageAnswer {
        try read { database in
            let asked = try AskedTimelines(query, in: database)
            return try CoverageReport(query, timelines: asked.entries, in: database).answer()
        }
    }

    /// The event whose name is `name` or alone begins with it.
    ///
    /// - Throws: `IndexError.unknownEvent` or `.ambiguousEvent`.
    public func event(_ name: String) throws(IndexError) -> IndexedEvent {
        try read { database in
            let matches = try EventTable.named(name, limit: 5, in: database)
            guard let first = matches.first, !name.isEmpty else {
                throw IndexError.unknownEvent(name)
            }
            guard matches.count == 1 || first.id.description == name else {
                throw IndexError.ambiguousEvent(name, matches: matches.map(\.id))
            }
            guard let event = try EventTable.event(numbered: first.number, in: database) else {
                throw IndexError.unknownEvent(name)
            }
            return event
        }
    }

    /// What the index holds of each camera, by name.
    public func cameras() throws(IndexError) -> [CameraSummary] {
        try read { try CameraCensus(in: $0).summaries() }
    }
}
