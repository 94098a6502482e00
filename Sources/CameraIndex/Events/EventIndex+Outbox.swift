import GRDB

extension EventIndex {
    /// From now on what this index records of events is told to `destinations`, and to no others.
    ///
    /// A destination that is new is told of what comes from now on, and of what goes on. What was
    /// on its way to one that is not named any more is dropped.
    ///
    /// - Parameters:
    ///   - destinations: who is told.
    ///   - json: writes the events.
    ///   - clock: tells when that is.
    /// - Returns: the destinations that were removed, and what was on its way to them.
    /// - Throws: `IndexError` where the index cannot be written; then all is as it was.
    @discardableResult
    public func tell(
        _ destinations: [OutboxDestination],
        as json: EventJSON,
        clock: any HostClock
    ) throws(IndexError) -> [OutboxState] {
        let (gone, known) = try write { database in
            let names = destinations.map(\.name)
            let gone = try OutboxDestinationTable.set(names, at: clock.utc, in: database)
            return (gone, try OutboxDestinationTable.known(destinations, in: database))
        }
        begin(
            OutboxTelling(destinations: known, isNewsOfKnown: false, json: json, clock: clock)
        )
        return gone
    }

    /// From now on those of `destinations` that the index knows are told what this index records of
    /// events that were told before: that they are others now, or do not hold any more.
    ///
    /// What was not told before is no news to them. It is for a program beside the one that tells.
    ///
    /// - Parameters:
    ///   - destinations: who is told.
    ///   - json: writes the events.
    ///   - clock: tells when that is.
    /// - Throws: `IndexError` where the index cannot be read.
    public func tellChanges(
        to destinations: [OutboxDestination],
        as json: EventJSON,
        clock: any HostClock
    ) throws(IndexError) {
        let known = try read { try OutboxDestinationTable.known(destinations, in: $0) }
        begin(OutboxTelling(destinations: known, isNewsOfKnown: true, json: json, clock: clock))
    }

    /// Messages to a destination in one state, in order; none where it is not known.
    ///
    /// - Parameters:
    ///   - destination: its name.
    ///   - state: how far the messages have come.
    ///   - number: only messages behind this one.
    ///   - limit: how many at most.
    /// - Returns: the messages.
    /// - Throws: `IndexError` where the index cannot be read.
    public func messages(
        to destination: String,
        _ state: OutboxMessage.State,
        after number: Int64 = 0,
        limit: Int
    ) throws(IndexError) -> [OutboxMessage] {
        try read { database in
            let entry = try OutboxDestinationTable.entry(named: destination, in: database)
            guard let entry else { return [] }
            return try OutboxTable.messages(
                to: entry.number,
                state,
                after: number,
                limit: limit,
                in: database
            )
        }
    }

    /// Notes what came of an attempt to deliver a message.
    ///
    /// - Parameters:
    ///   - state: `waiting` where it is tried again.
    ///   - reason: why it was not taken, or nil where it was.
    ///   - message: the message.
    ///   - destination: the name of the destination; nothing happens where it is not known.
    ///   - time: when that was.
    /// - Throws: `IndexError` where the index cannot be written.
    public func note(
        _ state: OutboxMessage.State,
        because reason: String? = nil,
        of message: OutboxMessage,
        to destination: String,
        at time: UTCTime
    ) throws(IndexError) {
        try write { database in
            let entry = try OutboxDestinationTable.entry(named: destination, in: database)
            guard let entry else { return }
            try OutboxTable.note(
                state,
                reason,
                of: message.number,
                to: entry.number,
                at: time,
                in: database
            )
        }
    }

    /// Has messages that a destination would not take delivered once more.
    ///
    /// - Parameters:
    ///   - message: the number of one, or nil for all.
    ///   - destination: its name.
    /// - Returns: how many there are; nil where the destination is not known.
    /// - Throws: `IndexError` where the index cannot be written.
    public func revive(
        _ message: Int64? = nil,
        to destination: String
    ) throws(IndexError) -> Int? {
        try write { database in
            try OutboxDestinationTable.entry(named: destination, in: database).map {
                try OutboxTable.revive(message, to: $0.number, in: database)
            }
        }
    }

    /// How it stands with what each destination is told, by their names.
    public func outboxStates() throws(IndexError) -> [OutboxState] {
        try read { try OutboxDestinationTable.states(in: $0) }
    }
}
