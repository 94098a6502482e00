import Foundation
import GRDB

/// The rows of `stop`.
enum StopTable {
    private static let columns = """
        stop.id, stop.since_us, stop.since_uncertainty_us, stop.until_us, stop.ending,
        stop.end_uncertainty_us, stop.arrival_seen,
        stop.box_x, stop.box_y, stop.box_width, stop.box_height,
        stop.frame_width, stop.frame_height, stop.turn,
        stop.seen_ratio, stop.hidden_ratio, stop.gaps, stop.hidden
        """

    /// The stops that began before `range` and stood at its start, then those that began in it.
    static let overlapping = """
        \(SpanClass.commonTable)
        SELECT \(columns)
        FROM span CROSS JOIN stop INDEXED BY stop_standing
            ON stop.timeline_id = ?1 AND stop.span_class = span.class
            AND stop.since_us > ?2 - span.length_us AND stop.since_us < ?2
        WHERE stop.until_us > ?2
        UNION ALL
        SELECT \(columns)
        FROM stop INDEXED BY stop_began
        WHERE stop.timeline_id = ?1 AND stop.since_us >= ?2 AND stop.since_us < ?3
        ORDER BY 2, 1
        """

    private static let began = """
        SELECT \(columns)
        FROM stop INDEXED BY stop_began
        WHERE stop.timeline_id = ? AND stop.since_us >= ? AND stop.since_us < ?
        ORDER BY stop.since_us, stop.id
        """

    private static let upsert = """
        INSERT INTO stop (
            timeline_id, id, since_us, since_uncertainty_us, until_us, ending,
            end_uncertainty_us, arrival_seen, box_x, box_y, box_width, box_height,
            frame_width, frame_height, turn, seen_ratio, hidden_ratio, gaps, hidden, span_class
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (timeline_id, id) DO UPDATE SET
            since_us = excluded.since_us, since_uncertainty_us = excluded.since_uncertainty_us,
            until_us = excluded.until_us, ending = excluded.ending,
            end_uncertainty_us = excluded.end_uncertainty_us,
            arrival_seen = excluded.arrival_seen, box_x = excluded.box_x,
            box_y = excluded.box_y, box_width = excluded.box_width,
            box_height = excluded.box_height, frame_width = excluded.frame_width,
            frame_height = excluded.frame_height, turn = excluded.turn,
            seen_ratio = excluded.seen_ratio, hidden_ratio = excluded.hidden_ratio,
            gaps = excluded.gaps, hidden = excluded.hidden, span_class = excluded.span_class
        """

    /// The stops of a timeline that overlap `range`, the earliest first.
    static func overlapping(
        _ range: MediaRange,
        timeline: Int64,
        in database: Database
    ) throws -> [Stop] {
        try fetch(overlapping, range, timeline, in: database)
    }

    /// Removes the stops that began within `range`, and says which they were.
    static func removeBegun(
        in range: MediaRange,
        timeline: Int64,
        in database: Database
    ) throws -> [Stop] {
        let stops = try fetch(began, range, timeline, in: database)
        let statement = try database.cachedStatement(
            sql: "DELETE FROM stop WHERE timeline_id = ? AND since_us >= ? AND since_us < ?"
        )
        try statement.execute(arguments: [
            timeline, range.start.microseconds, range.end.microseconds,
        ])
        return stops
    }

    /// Removes the stops of the given names, and says which there were.
    static func remove(
        _ ids: [StopID],
        timeline: Int64,
        in database: Database
    ) throws -> [Stop] {
        let condition = "WHERE stop.timeline_id = ? AND stop.id = ?"
        return try ids.flatMap { id in
            let arguments: StatementArguments = [timeline, id.description]
            let rows = try Row.fetchAll(
                try database.cachedStatement(sql: "SELECT \(columns) FROM stop \(condition)"),
                arguments: arguments
            )
            try database.cachedStatement(sql: "DELETE FROM stop \(condition)")
                .execute(arguments: arguments)
            return try rows.map(stop)
        }
    }

    /// Writes stops, in the place of those of the same name.
    static func put(_ stops: [Stop], timeline: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(sql: upsert)
        for stop in stops {
            try statement.execute(arguments: [
                timeline, stop.id.description, stop.since.microseconds,
                stop.sinceUncertainty.microseconds, stop.lastSeen.microseconds,
                stop.ending?.rawValue, stop.endUncertainty.microseconds, stop.arrivalSeen,
                stop.box.x, stop.box.y, stop.box.width, stop.box.height,
                stop.frame.width, stop.frame.height, stop.turn.rawValue,
                stop.seenRatio, stop.hiddenRatio, PackedRanges.data(of: stop.gaps),
                PackedRanges.data(of: stop.hidden),
                SpanClass.of(from: stop.since, to: stop.lastSeen).number,
            ])
        }
    }

    private static func fetch(
        _ sql: String,
        _ range: MediaRange,
        _ timeline: Int64,
        in database: Database
    ) throws -> [Stop] {
        let statement = try database.cachedStatement(sql: sql)
        let arguments: StatementArguments = [
            timeline, range.start.microseconds, range.end.microseconds,
        ]
        return try Row.fetchAll(statement, arguments: arguments).map(stop)
    }

    private static func stop(_ row: Row) throws -> Stop {
        var columns = ColumnReader(row)
        let id = StopID(stored: try columns.next())
        let since = try columns.nextTime()
        let sinceUncertainty = try columns.nextDuration()
        let lastSeen = try columns.nextTime()
        let ending = try columns.nextOptional(String.self)
        return Stop(
            id: id,
            since: since,
            sinceUncertainty: sinceUncertainty,
            lastSeen: lastSeen,
            ending: try ending.map { word in
                guard let ending = Stop.Ending(rawValue: word) else {
                    throw UnknownWord(text: word)
                }
                return ending
            },
            endUncertainty: try columns.nextDuration(),
            arrivalSeen: try columns.next(),
            box: try columns.nextBox(),
            frame: try columns.nextSize(),
            turn: try columns.nextWord(),
            seenRatio: try columns.next(),
            hiddenRatio: try columns.next(),
            gaps: PackedRanges.ranges(in: try columns.next()),
            hidden: PackedRanges.ranges(in: try columns.next())
        )
    }
}

/// A list of ranges in one column: start and end of each as 64-bit little-endian microseconds.
enum PackedRanges {
    /// The ranges as bytes.
    static func data(of ranges: [MediaRange]) -> Data {
        var data = Data(capacity: 16 * ranges.count)
        for range in ranges {
            for value in [range.start.microseconds, range.end.microseconds] {
                for shift in stride(from: 0, to: 64, by: 8) {
                    data.append(UInt8(truncatingIfNeeded: value >> Int64(shift)))
                }
            }
        }
        return data
    }

    /// The ranges in `data`; what is left of a half range is passed over.
    static func ranges(in data: Data) -> [MediaRange] {
        let bytes = Array(data)
        return stride(from: 0, through: bytes.count - 16, by: 16).map { at in
            MediaRange(time(in: bytes[at..<at + 8]), time(in: bytes[at + 8..<at + 16]))
        }
    }

    private static func time(in bytes: ArraySlice<UInt8>) -> MediaTime {
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return MediaTime(microseconds: Int64(bitPattern: value))
    }
}
