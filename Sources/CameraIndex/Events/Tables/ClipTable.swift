import GRDB

/// The rows of `clip`.
enum ClipTable {
    /// The clips of an event, in order.
    static func clips(ofEvent number: Int64, in database: Database) throws -> [Clip] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT start_us, end_us, path, sha256, size_bytes, footage
                FROM clip WHERE event = ? ORDER BY start_us
                """
        )
        return try Row.fetchAll(statement, arguments: [number]).map { row in
            var columns = ColumnReader(row)
            return Clip(
                range: try columns.nextRange(),
                path: try columns.next(),
                sha256: try columns.next(),
                sizeBytes: try columns.next(),
                footage: FootageID(stored: try columns.next())
            )
        }
    }

    /// The files of an event's clips, as paths below the data folder.
    static func files(
        of id: EventID,
        timeline: Int64,
        in database: Database
    ) throws -> [String] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT clip.path FROM event JOIN clip ON clip.event = event.number
                WHERE event.id = ? AND event.timeline_id = ? ORDER BY clip.start_us
                """
        )
        let arguments: StatementArguments = [id.description, timeline]
        return try String.fetchAll(statement, arguments: arguments)
    }

    /// Puts `clips` in the place of an event's clips.
    static func put(_ clips: [Clip], of id: EventID, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM clip WHERE event = (SELECT number FROM event WHERE id = ?)",
            arguments: [id.description]
        )
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO clip (event, start_us, end_us, path, sha256, size_bytes, footage)
                VALUES ((SELECT number FROM event WHERE id = ?), ?, ?, ?, ?, ?, ?)
                """
        )
        for clip in clips {
            try insert.execute(arguments: [
                id.description, clip.range.start.microseconds, clip.range.end.microseconds,
                clip.path, clip.sha256, clip.sizeBytes, clip.footage.description,
            ])
        }
    }
}
