import Foundation
import GRDB

/// The rows of `activity`: of one timeline no two overlap.
enum ActivityTable {
    private static let overlapping = """
        SELECT start_us, end_us, cells FROM activity
        WHERE timeline_id = ?1 AND start_us < ?3 AND end_us > ?2
            AND start_us >= coalesce((
                SELECT max(start_us) FROM activity WHERE timeline_id = ?1 AND start_us <= ?2
            ), ?2)
        ORDER BY start_us
        """

    /// The grids of a timeline that overlap `range`, in order.
    static func overlapping(
        _ range: MediaRange,
        timeline: Int64,
        in database: Database
    ) throws -> [ActivityGrid] {
        let statement = try database.cachedStatement(sql: overlapping)
        let arguments: StatementArguments = [
            timeline, range.start.microseconds, range.end.microseconds,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var columns = ColumnReader(row)
            let range = try columns.nextRange()
            let cells = [UInt8](try columns.next(Data.self))
            guard cells.count == ActivityGrid.columns * ActivityGrid.rows else {
                throw UnknownWord(text: "\(cells.count) cells of activity")
            }
            return ActivityGrid(range: range, cells: cells)
        }
    }

    /// Lays a grid over what was said before.
    ///
    /// What remains of an older grid keeps its cells, which are a mean over more than that.
    static func lay(_ grid: ActivityGrid, timeline: Int64, in database: Database) throws {
        guard !grid.range.isEmpty else { return }
        try forget(grid.range, timeline: timeline, in: database)
        try insert(grid, timeline: timeline, in: database)
    }

    /// Forgets what was said of `range`.
    static func forget(_ range: MediaRange, timeline: Int64, in database: Database) throws {
        let delete = try database.cachedStatement(
            sql: "DELETE FROM activity WHERE timeline_id = ? AND start_us = ?"
        )
        for grid in try overlapping(range, timeline: timeline, in: database) {
            try delete.execute(arguments: [timeline, grid.range.start.microseconds])
            for piece in CoverageLedger.pieces(of: grid.range, without: range) {
                let rest = ActivityGrid(range: piece, cells: grid.cells)
                try insert(rest, timeline: timeline, in: database)
            }
        }
    }

    private static func insert(
        _ grid: ActivityGrid,
        timeline: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO activity (timeline_id, start_us, end_us, cells) VALUES (?, ?, ?, ?)"
        )
        try statement.execute(arguments: [
            timeline, grid.range.start.microseconds, grid.range.end.microseconds,
            Data(grid.cells),
        ])
    }
}
