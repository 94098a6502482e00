import GRDB

/// Writes down what others are to be told of events, in the transaction that changes them.
struct OutboxTelling {
    /// A destination with its row.
    struct Destination {
        /// The number of its row.
        let number: Int64
        /// When it was named first.
        let since: UTCTime
        /// Of which events it is told.
        let filter: OutboxFilter
    }

    /// Who is told.
    let destinations: [Destination]
    /// Whether only those events are told of which something was told before.
    let isNewsOfKnown: Bool
    /// Writes events as JSON.
    let json: EventJSON
    /// Tells the time.
    let clock: any HostClock

    /// Takes note that events were written: those of which there is news are told, once their
    /// evidence is made.
    func note(_ ids: some Sequence<EventID>, in database: Database) throws {
        guard !destinations.isEmpty else { return }
        for id in ids { try note(id, in: database) }
    }

    /// Takes note that events are about to be removed: who was told of one is told of that.
    func retract(
        _ ids: some Sequence<EventID>,
        timeline: Int64,
        in database: Database
    ) throws {
        guard !destinations.isEmpty else { return }
        for id in ids {
            guard let told = try OutboxTable.told(of: id, in: database),
                told.state != Told.retracted,
                let number = try EventTable.number(of: id, timeline: timeline, in: database),
                let event = try EventTable.event(numbered: number, in: database)
            else { continue }
            try tell(
                event,
                .retract,
                Told(revision: told.revision + 1, state: Told.retracted, gist: ""),
                in: database
            )
        }
    }

    private func note(_ id: EventID, in database: Database) throws {
        // Most of what is written says of what goes on that it still does: that is no news, and
        // must not cost the reading of the whole event.
        guard let (number, state, gist) = try OutboxTable.gist(of: id, in: database) else { return }
        let told = try OutboxTable.told(of: id, in: database)
        guard told?.gist != gist, told != nil || !isNewsOfKnown else { return }
        guard let event = try EventTable.event(numbered: number, in: database) else { return }
        let change = Self.change(from: told?.state, to: state)
        let new = Told(revision: (told?.revision ?? 0) + 1, state: state.rawValue, gist: gist)
        try tell(event, change, new, in: database)
    }

    /// What is news of an event that is in `state` now and was told to be in another, or never.
    private static func change(from told: String?, to state: Event.State) -> OutboxMessage.Change {
        let isKnown = told != nil && told != Told.retracted
        if state == .open { return isKnown ? .update : .begin }
        return isKnown && told != Event.State.open.rawValue ? .update : .end
    }

    private func tell(
        _ indexed: IndexedEvent,
        _ change: OutboxMessage.Change,
        _ told: Told,
        in database: Database
    ) throws {
        let event = indexed.event
        let asked = destinations.filter { destination in
            guard destination.filter.passes(event) else { return false }
            // What was over before somebody was named is no news to them.
            let end = event.endedAt.flatMap { event.clock.utc(at: $0) }
            return told.revision > 1 || end.map { $0 >= destination.since } ?? true
        }
        guard !asked.isEmpty else { return }
        let now = clock.utc
        let body = json.line(indexed, change: change, revision: told.revision, at: now)
        try OutboxTable.put(told, of: event.id, in: database)
        let message = try OutboxTable.add(
            OutboxMessage(
                number: 0,
                event: event.id,
                revision: told.revision,
                change: change,
                camera: event.camera,
                at: now,
                body: body
            ),
            in: database
        )
        for destination in asked {
            try OutboxTable.address(message, to: destination.number, in: database)
        }
    }
}

extension OutboxTelling {
    /// What was told of an event last.
    struct Told {
        /// Counts what was told.
        let revision: Int64
        /// The state it was told to be in, or that it was retracted.
        let state: String
        /// In short what was told: where it is the same there is no news.
        let gist: String

        /// The state of an event that does not hold any more.
        static let retracted = "retracted"
    }
}
