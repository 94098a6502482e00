import Foundation
import GRDB

/// The rows of `observability`: of one timeline no two overlap.
enum ObservabilityTable {
    /// What makes the table; where all cells are alike, one stands for all.
    static let schema = """
        CREATE TABLE observability (
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            cells BLOB NOT NULL,
            PRIMARY KEY (timeline_id, start_us),
            CHECK (start_us < end_us),
            CHECK (length(cells) IN (1, 576))
        ) STRICT, WITHOUT ROWID;
        """

    static let overlapping = """
        SELECT start_us, end_us, turn, cells FROM observability
        WHERE timeline_id = ?1 AND start_us < ?3 AND end_us > ?2
            AND start_us >= coalesce((
                SELECT max(start_us) FROM observability WHERE timeline_id = ?1 AND start_us <= ?2
            ), ?2)
        ORDER BY start_us
        """

    /// Visits the grids of a timeline that overlap `range`, in order.
    static func forEach(
        overlapping range: MediaRange,
        timeline: Int64,
        in database: Database,
        _ body: (ObservabilityGrid) throws -> Void
    ) throws {
        let statement = try database.cachedStatement(sql: overlapping)
        let arguments: StatementArguments = [
            timeline, range.start.microseconds, range.end.microseconds,
        ]
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() { try body(grid(row)) }
    }

    /// Lays a grid over what was said before.
    ///
    /// What remains of an older grid keeps its cells, which are a mean over more than that.
    static func lay(
        _ grid: ObservabilityGrid,
        timeline: Int64,
        in database: Database
    ) throws {
        guard !grid.range.isEmpty else { return }
        try forget(grid.range, timeline: timeline, in: database)
        try insert(grid, timeline: timeline, in: database)
    }

    /// Forgets what was said of `range`.
    static func forget(_ range: MediaRange, timeline: Int64, in database: Database) throws {
        let delete = try database.cachedStatement(
            sql: "DELETE FROM observability WHERE timeline_id = ? AND start_us = ?"
        )
        var old: [ObservabilityGrid] = []
        try forEach(overlapping: range, timeline: timeline, in: database) { old.append($0) }
        for grid in old {
            try delete.execute(arguments: [timeline, grid.range.start.microseconds])
            for piece in CoverageLedger.pieces(of: grid.range, without: range) {
                var rest = grid
                rest.range = piece
                try insert(rest, timeline: timeline, in: database)
            }
        }
    }

    private static func insert(
        _ grid: ObservabilityGrid,
        timeline: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO observability (timeline_id, start_us, end_us, turn, cells)
                VALUES (?, ?, ?, ?, ?)
                """
        )
        let isUniform = grid.cells.allSatisfy { $0 == grid.cells[0] }
        try statement.execute(arguments: [
            timeline, grid.range.start.microseconds, grid.range.end.microseconds,
            grid.turn.rawValue, Data(isUniform ? Array(grid.cells.prefix(1)) : grid.cells),
        ])
    }

    private static func grid(_ row: Row) throws -> ObservabilityGrid {
        var columns = ColumnReader(row)
        let range = try columns.nextRange()
        let turn = try columns.nextWord(QuarterTurn.self)
        var cells = [UInt8](try columns.next(Data.self))
        let count = ObservabilityGrid.columns * ObservabilityGrid.rows
        if cells.count == 1 { cells = [UInt8](repeating: cells[0], count: count) }
        guard cells.count == count else {
            throw UnknownWord(text: "\(cells.count) cells of observability")
        }
        return ObservabilityGrid(range: range, turn: turn, cells: cells)
    }
}
