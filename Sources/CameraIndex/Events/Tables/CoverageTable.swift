import GRDB

/// The rows of `coverage`: of one timeline no two overlap.
enum CoverageTable {
    /// The spans of a timeline that overlap `range`, in order.
    ///
    /// Spans do not overlap each other, so only the last one that begins before the range can
    /// reach into it.
    static let overlapping = """
        SELECT start_us, end_us, state, longest_gap_us, floor_us FROM coverage
        WHERE timeline_id = ?1 AND start_us < ?3 AND end_us > ?2
            AND start_us >= coalesce((
                SELECT max(start_us) FROM coverage WHERE timeline_id = ?1 AND start_us <= ?2
            ), ?2)
        ORDER BY start_us
        """

    /// The spans of a timeline that overlap `range`, in order.
    static func overlapping(
        _ range: MediaRange,
        timeline: Int64,
        in database: Database
    ) throws -> [CoverageSpan] {
        let statement = try database.cachedStatement(sql: overlapping)
        let arguments: StatementArguments = [
            timeline, range.start.microseconds, range.end.microseconds,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map(span)
    }

    /// From the first to the last moment of which the ledger says something.
    static func extent(ofTimeline timeline: Int64, in database: Database) throws -> MediaRange? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT (SELECT min(start_us) FROM coverage WHERE timeline_id = ?1),
                    (SELECT end_us FROM coverage WHERE timeline_id = ?1
                        ORDER BY start_us DESC LIMIT 1)
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [timeline]) else { return nil }
        var columns = ColumnReader(row)
        guard let start = try columns.nextOptional(Int64.self) else { return nil }
        return MediaRange(MediaTime(microseconds: start), try columns.nextTime())
    }

    /// How much of a timeline was watched.
    static func watched(timeline: Int64, in database: Database) throws -> MediaDuration {
        let statement = try database.cachedStatement(
            sql: """
                SELECT coalesce(sum(end_us - start_us), 0) FROM coverage
                WHERE timeline_id = ? AND state = 'watched'
                """
        )
        let sum = try Int64.fetchOne(statement, arguments: [timeline])
        return MediaDuration(microseconds: sum ?? 0)
    }

    /// Lays a span over what was said before, and joins it to neighbours that say the same.
    static func lay(_ span: CoverageSpan, timeline: Int64, in database: Database) throws {
        guard !span.range.isEmpty else { return }
        let tick = MediaDuration(microseconds: 1)
        let touched = MediaRange(span.range.start - tick, span.range.end + tick)
        let old = try overlapping(touched, timeline: timeline, in: database)
        try replace(old, by: CoverageLedger.laying(span, over: old), timeline, in: database)
    }

    /// Forgets what was said of `range`.
    static func forget(_ range: MediaRange, timeline: Int64, in database: Database) throws {
        let old = try overlapping(range, timeline: timeline, in: database)
        let rest = old.flatMap { span in
            CoverageLedger.pieces(of: span.range, without: range).map { piece in
                CoverageSpan(
                    range: piece,
                    state: span.state,
                    longestGap: span.longestGap,
                    floor: span.floor
                )
            }
        }
        try replace(old, by: rest, timeline, in: database)
    }

    private static func replace(
        _ old: [CoverageSpan],
        by new: [CoverageSpan],
        _ timeline: Int64,
        in database: Database
    ) throws {
        let delete = try database.cachedStatement(
            sql: "DELETE FROM coverage WHERE timeline_id = ? AND start_us = ?"
        )
        for span in old where !new.contains(span) {
            try delete.execute(arguments: [timeline, span.range.start.microseconds])
        }
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO coverage (
                    timeline_id, start_us, end_us, state, longest_gap_us, floor_us
                ) VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        for span in new where !old.contains(span) {
            try insert.execute(arguments: [
                timeline, span.range.start.microseconds, span.range.end.microseconds,
                span.state.rawValue, span.longestGap?.microseconds, span.floor?.microseconds,
            ])
        }
    }

    private static func span(_ row: Row) throws -> CoverageSpan {
        var columns = ColumnReader(row)
        return CoverageSpan(
            range: try columns.nextRange(),
            state: try columns.nextWord(),
            longestGap: try columns.nextOptional(Int64.self).map {
                MediaDuration(microseconds: $0)
            },
            floor: try columns.nextOptional(Int64.self).map { MediaDuration(microseconds: $0) }
        )
    }
}
