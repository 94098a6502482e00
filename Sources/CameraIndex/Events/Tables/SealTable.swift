import GRDB

/// The rows of `seal`: which events have something to sign.
enum SealTable {
    /// Notes by which rule and zone, as JSON, the events of a timeline, or of a stretch of it, were
    /// judged, where their evidence was made; those of which that is news are due to be signed.
    static func note(
        _ judgement: String,
        rule: String,
        zone: String,
        timeline: Int64,
        within range: MediaRange?,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO seal (event, judgement, is_due)
                SELECT number, ?, 1 FROM event
                WHERE timeline_id = ? AND rule = ? AND zone = ? AND evidence_state <> 'pending'
                    AND since_us < ? AND until_us > ?
                ON CONFLICT (event) DO UPDATE SET judgement = excluded.judgement, is_due = 1
                WHERE judgement IS NOT excluded.judgement
                """,
            arguments: [
                judgement, timeline, rule, zone, range?.end.microseconds ?? .max,
                range?.start.microseconds ?? .min,
            ]
        )
    }

    /// The events of a timeline that are due to be signed, the earliest first.
    static func due(timeline: Int64, in database: Database) throws -> [EventID] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT event.id FROM seal INDEXED BY seal_due
                JOIN event ON event.number = seal.event
                WHERE seal.is_due = 1 AND event.timeline_id = ?
                    AND event.evidence_state <> 'pending'
                ORDER BY event.since_us, event.id
                """
        )
        return try String.fetchAll(statement, arguments: [timeline]).map(EventID.init(stored:))
    }

    /// The judgement of an event, and whether it is due to be signed; nil where its evidence was
    /// never made.
    static func entry(
        of event: Int64,
        in database: Database
    ) throws -> (judgement: String, isDue: Bool)? {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT judgement, is_due FROM seal WHERE event = ?"),
            arguments: [event]
        )
        return try row.map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), try columns.next())
        }
    }

    /// Notes that all there is to say of an event is signed.
    static func settle(_ event: Int64, in database: Database) throws {
        try database.execute(sql: "UPDATE seal SET is_due = 0 WHERE event = ?", arguments: [event])
    }
}
