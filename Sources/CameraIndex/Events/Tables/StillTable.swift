import GRDB

/// The rows of `still`, and what the events say of their evidence.
enum StillTable {
    /// The stills of an event, in the order of their moments.
    static func stills(ofEvent number: Int64, in database: Database) throws -> [Still] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT moment, at_us, path, sha256, frame_path, frame_sha256
                FROM still WHERE event = ?
                """
        )
        let stills = try Row.fetchAll(statement, arguments: [number]).map { row in
            var columns = ColumnReader(row)
            return Still(
                moment: try columns.nextWord(),
                at: try columns.nextTime(),
                path: try columns.next(),
                sha256: try columns.next(),
                framePath: try columns.next(),
                frameSHA256: try columns.next()
            )
        }
        return stills.sorted { $0.at < $1.at }
    }

    /// The picture files of an event, as paths below the data folder.
    static func files(
        of id: EventID,
        timeline: Int64,
        in database: Database
    ) throws -> [String] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT still.path, still.frame_path FROM event
                JOIN still ON still.event = event.number
                WHERE event.id = ? AND event.timeline_id = ?
                """
        )
        let arguments: StatementArguments = [id.description, timeline]
        return try Row.fetchAll(statement, arguments: arguments).flatMap { row in
            var columns = ColumnReader(row)
            return [try columns.next(String.self), try columns.next(String.self)]
        }
    }

    /// Puts `stills` in the place of an event's stills.
    ///
    /// - Returns: whether there is such an event.
    static func put(
        _ stills: [Still],
        _ evidence: EvidenceState,
        of id: EventID,
        in database: Database
    ) throws -> Bool {
        let find = try database.cachedStatement(
            sql: """
                UPDATE event SET evidence_state = ?, evidence_reason = ?
                WHERE id = ? RETURNING number
                """
        )
        let arguments: StatementArguments = [evidence.name, evidence.reason, id.description]
        guard let number = try Int64.fetchOne(find, arguments: arguments) else { return false }
        try database.execute(sql: "DELETE FROM still WHERE event = ?", arguments: [number])
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO still (event, moment, at_us, path, sha256, frame_path, frame_sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        )
        for still in stills {
            try insert.execute(arguments: [
                number, still.moment.rawValue, still.at.microseconds, still.path, still.sha256,
                still.framePath, still.frameSHA256,
            ])
        }
        return true
    }
}
