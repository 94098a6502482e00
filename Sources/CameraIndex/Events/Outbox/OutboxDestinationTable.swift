import GRDB

/// The rows of those who are told of events.
enum OutboxDestinationTable {
    /// Makes the destinations those of `names`: new ones are told from now on, and what was on its
    /// way to others is dropped.
    ///
    /// - Returns: those that were removed, each with the messages that were on their way to it.
    static func set(
        _ names: [String],
        at time: UTCTime,
        in database: Database
    ) throws -> [OutboxState] {
        let gone = try states(in: database).filter { !names.contains($0.destination) }
        for state in gone {
            try database.execute(
                sql: "DELETE FROM outbox_destination WHERE name = ?",
                arguments: [state.destination]
            )
        }
        for name in names {
            try database.execute(
                sql: """
                    INSERT INTO outbox_destination (name, since_us) VALUES (?, ?)
                    ON CONFLICT (name) DO NOTHING
                    """,
                arguments: [name, time.microseconds]
            )
        }
        return gone
    }

    /// The number of a destination and when it was named first, or nil where it is not known.
    static func entry(
        named name: String,
        in database: Database
    ) throws -> (number: Int64, since: UTCTime)? {
        let statement = try database.cachedStatement(
            sql: "SELECT number, since_us FROM outbox_destination WHERE name = ?"
        )
        return try Row.fetchOne(statement, arguments: [name]).map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), UTCTime(microseconds: try columns.next()))
        }
    }

    /// Those of `destinations` that have a row.
    static func known(
        _ destinations: [OutboxDestination],
        in database: Database
    ) throws -> [OutboxTelling.Destination] {
        try destinations.compactMap { destination in
            try entry(named: destination.name, in: database).map {
                OutboxTelling.Destination(
                    number: $0.number,
                    since: $0.since,
                    filter: destination.filter
                )
            }
        }
    }

    /// How it stands with each destination, by their names.
    static func states(in database: Database) throws -> [OutboxState] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, sent, failures,
                    (SELECT count(*) FROM outbox_delivery INDEXED BY outbox_place
                        WHERE destination = number AND state = 'waiting'),
                    (SELECT count(*) FROM outbox_delivery INDEXED BY outbox_place
                        WHERE destination = number AND state = 'dead'),
                    number
                FROM outbox_destination ORDER BY name
                """
        )
        return try Row.fetchAll(statement).map { row in
            var columns = ColumnReader(row)
            var state = OutboxState(destination: try columns.next())
            state.sent = try columns.next()
            state.failures = try columns.next()
            state.waiting = try columns.next()
            state.dead = try columns.next()
            let oldest = try OutboxTable.messages(
                to: try columns.next(),
                .waiting,
                limit: 1,
                in: database
            ).first
            state.oldestMicroseconds = oldest?.at.microseconds
            state.reason = oldest?.reason
            return state
        }
    }
}
