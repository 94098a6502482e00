import GRDB

/// The rows of `review`: what was said of events, in the order in which it was said.
///
/// An event's own column holds the last word, so that it can be searched for.
enum ReviewTable {
    /// The history of an event, the oldest entry first.
    static func entries(of id: EventID, in database: Database) throws -> [ReviewEntry] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT at_us, author, decision, note FROM review WHERE event = ? ORDER BY number
                """
        )
        return try Row.fetchAll(statement, arguments: [id.description]).map { row in
            var columns = ColumnReader(row)
            return ReviewEntry(
                at: UTCTime(microseconds: try columns.next()),
                by: try columns.next(),
                decision: try columns.nextWord(),
                note: try columns.next()
            )
        }
    }

    /// Adds an entry to the history of an event, whose last word it is.
    ///
    /// - Returns: whether there is such an event.
    static func add(_ entry: ReviewEntry, to id: EventID, in database: Database) throws -> Bool {
        try database.execute(
            sql: "UPDATE event SET review = ? WHERE id = ?",
            arguments: [entry.decision.rawValue, id.description]
        )
        guard database.changesCount > 0 else { return false }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO review (event, at_us, author, decision, note) VALUES (?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            id.description, entry.at.microseconds, entry.by, entry.decision.rawValue, entry.note,
        ])
        return true
    }
}
