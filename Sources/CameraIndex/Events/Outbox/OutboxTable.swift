import GRDB

/// The rows of what others were told, and of what they are to be told.
enum OutboxTable {
    // MARK: - Events

    /// The number of an event, its state, and in short what there is to tell of it; nil where its
    /// evidence is still to be made, or where it is not known.
    ///
    /// How long what goes on has lasted is no part of it: that is news all the time.
    static func gist(
        of id: EventID,
        in database: Database
    ) throws -> (number: Int64, state: Event.State, gist: String)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT number, state, since_us || ' ' || state || ' ' || ifnull(ended_us, '-')
                    || ' ' || evidence_state || ' ' || ifnull(evidence_reason, '')
                FROM event WHERE id = ? AND evidence_state <> 'pending'
                """
        )
        return try Row.fetchOne(statement, arguments: [id.description]).map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), try columns.nextWord(), try columns.next())
        }
    }

    /// What was told of an event last, or nil.
    static func told(
        of id: EventID,
        in database: Database
    ) throws -> OutboxTelling.Told? {
        let statement = try database.cachedStatement(
            sql: "SELECT revision, state, gist FROM outbox_told WHERE event = ?"
        )
        return try Row.fetchOne(statement, arguments: [id.description]).map { row in
            var columns = ColumnReader(row)
            return OutboxTelling.Told(
                revision: try columns.next(),
                state: try columns.next(),
                gist: try columns.next()
            )
        }
    }

    /// Notes what was told of an event last.
    static func put(
        _ told: OutboxTelling.Told,
        of id: EventID,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO outbox_told (event, revision, state, gist) VALUES (?, ?, ?, ?)
                ON CONFLICT (event) DO UPDATE SET revision = excluded.revision,
                    state = excluded.state, gist = excluded.gist
                """
        )
        try statement.execute(arguments: [id.description, told.revision, told.state, told.gist])
    }

    // MARK: - Messages

    /// Adds a message, and returns its number.
    static func add(_ message: OutboxMessage, in database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO outbox_message (event, revision, change, camera, at_us, body)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            message.event.description, message.revision, message.change.rawValue, message.camera,
            message.at.microseconds, message.body,
        ])
        return database.lastInsertedRowID
    }

    /// Has a message delivered to a destination.
    static func address(
        _ message: Int64,
        to destination: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO outbox_delivery (message, destination, state) VALUES (?, ?, 'waiting')
                """
        )
        try statement.execute(arguments: [message, destination])
    }

    /// The messages to a destination in one state, in order, from a place on.
    static func messages(
        to destination: Int64,
        _ state: OutboxMessage.State,
        after number: Int64 = 0,
        limit: Int,
        in database: Database
    ) throws -> [OutboxMessage] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT outbox_message.number, event, revision, change, camera, at_us, body,
                    state, attempts, tried_since_us, reason
                FROM outbox_delivery INDEXED BY outbox_place
                JOIN outbox_message ON outbox_message.number = message
                WHERE destination = ? AND state = ? AND message > ? ORDER BY message LIMIT ?
                """
        )
        let arguments: StatementArguments = [destination, state.rawValue, number, limit]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var columns = ColumnReader(row)
            return OutboxMessage(
                number: try columns.next(),
                event: EventID(stored: try columns.next()),
                revision: try columns.next(),
                change: try columns.nextWord(),
                camera: try columns.next(),
                at: UTCTime(microseconds: try columns.next()),
                body: try columns.next(),
                state: try columns.nextWord(),
                attempts: try columns.next(),
                triedSince: try columns.nextOptional(Int64.self).map { UTCTime(microseconds: $0) },
                reason: try columns.nextOptional()
            )
        }
    }

    /// Notes what came of an attempt to deliver a message.
    static func note(
        _ state: OutboxMessage.State,
        _ reason: String?,
        of message: Int64,
        to destination: Int64,
        at time: UTCTime,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE outbox_delivery SET state = ?, reason = ?, attempts = attempts + 1,
                    tried_since_us = ifnull(tried_since_us, ?)
                WHERE message = ? AND destination = ?
                """,
            arguments: [state.rawValue, reason, time.microseconds, message, destination]
        )
        try database.execute(
            sql: """
                UPDATE outbox_destination
                SET sent = sent + (?1 = 'sent'), failures = failures + (?1 <> 'sent')
                WHERE number = ?2
                """,
            arguments: [state.rawValue, destination]
        )
        if state != .waiting { try prune(state, of: destination, in: database) }
    }

    /// So many of those that were taken are kept, for `camindexd outbox list`.
    private static let keptSent = 100
    /// So many of those that were not taken are kept.
    private static let keptDead = 10_000

    /// Removes the oldest messages of a state beyond those that are kept.
    private static func prune(
        _ state: OutboxMessage.State,
        of destination: Int64,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                DELETE FROM outbox_delivery
                WHERE destination = ?1 AND state = ?2 AND message <= (
                    SELECT message FROM outbox_delivery INDEXED BY outbox_place
                    WHERE destination = ?1 AND state = ?2
                    ORDER BY message DESC LIMIT 1 OFFSET ?3
                )
                """,
            arguments: [destination, state.rawValue, state == .sent ? keptSent : keptDead]
        )
    }

    /// Has messages that a destination would not take delivered once more: one, or all.
    ///
    /// - Returns: how many.
    static func revive(
        _ message: Int64?,
        to destination: Int64,
        in database: Database
    ) throws -> Int {
        try database.execute(
            sql: """
                UPDATE outbox_delivery SET state = 'waiting', attempts = 0, tried_since_us = NULL,
                    reason = NULL
                WHERE destination = ?1 AND state = 'dead' AND (?2 IS NULL OR message = ?2)
                """,
            arguments: [destination, message]
        )
        return database.changesCount
    }
}
