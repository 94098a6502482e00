import Foundation
import GRDB

/// The rows of `checkpoint`: at most one for each timeline.
enum CheckpointTable {
    /// The files of earlier states that hold parts of the state, as a JSON array.
    static let earlierColumn = """
        ALTER TABLE checkpoint ADD COLUMN state_earlier TEXT NOT NULL DEFAULT '[]'
            CHECK (json_valid(state_earlier))
        """

    /// Where a scan of the timeline goes on, or nil where it begins anew.
    static func of(timeline: Int64, in database: Database) throws -> Checkpoint? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT state_path, state_sha256, state_earlier, reached_us
                FROM checkpoint WHERE timeline_id = ?
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [timeline]) else { return nil }
        var columns = ColumnReader(row)
        let state = StateFile(
            path: try columns.next(),
            sha256: try columns.next(),
            earlier: try JSONDecoder().decode(
                [String].self,
                from: Data(try columns.next(String.self).utf8)
            )
        )
        return Checkpoint(state: state, reached: try columns.nextTime())
    }

    /// The state files that the checkpoint of a timeline names.
    static func statePaths(timeline: Int64, in database: Database) throws -> Set<String> {
        let statement = try database.cachedStatement(
            sql: """
                SELECT state_path FROM checkpoint WHERE timeline_id = ?1
                UNION ALL
                SELECT earlier.value FROM checkpoint, json_each(state_earlier) AS earlier
                WHERE timeline_id = ?1
                """
        )
        return try String.fetchSet(statement, arguments: [timeline])
    }

    /// The state files that checkpoints of a camera name.
    static func statePaths(of camera: String, in database: Database) throws -> Set<String> {
        try TimelineTable.entries(of: [camera], withUnknownClock: true, in: database)
            .reduce(into: []) { paths, timeline in
                paths.formUnion(try statePaths(timeline: timeline.id, in: database))
            }
    }

    /// Sets where a scan of the timeline goes on.
    static func put(_ checkpoint: Checkpoint, timeline: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO checkpoint
                    (timeline_id, state_path, state_sha256, state_earlier, reached_us)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (timeline_id) DO UPDATE SET state_path = excluded.state_path,
                    state_sha256 = excluded.state_sha256, state_earlier = excluded.state_earlier,
                    reached_us = excluded.reached_us
                """
        )
        let state = checkpoint.state
        let earlier = String(decoding: try JSONEncoder().encode(state.earlier), as: UTF8.self)
        try statement.execute(arguments: [
            timeline, state.path, state.sha256, earlier, checkpoint.reached.microseconds,
        ])
    }

    /// Forgets a checkpoint within `range` or at its end: the facts it goes on from are gone.
    static func forget(_ range: MediaRange, timeline: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM checkpoint
                WHERE timeline_id = ? AND reached_us > ? AND reached_us <= ?
                """,
            arguments: [timeline, range.start.microseconds, range.end.microseconds]
        )
    }
}
