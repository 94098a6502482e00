import GRDB

/// The rows of `segment`: the files of recordings.
///
/// A row comes before its file and goes after it, so that no file is without one: `open` is written
/// before the file is made, `whole` once its bytes and its name are on the disk, `garbage` before
/// it is deleted; the row goes once its name is gone from the disk.
enum SegmentTable {
    /// The table, and what finds the events whose surroundings are kept.
    static let schema = """
        CREATE TABLE segment (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            camera_id INTEGER NOT NULL REFERENCES camera,
            path TEXT NOT NULL UNIQUE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            size_bytes INTEGER NOT NULL,
            codec TEXT NOT NULL,
            frame_width INTEGER NOT NULL,
            frame_height INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'whole', 'garbage')),
            is_spool INTEGER NOT NULL CHECK (is_spool IN (0, 1)),
            CHECK (start_us <= end_us)
        ) STRICT;
        CREATE INDEX segment_began ON segment (camera_id, start_us);
        CREATE INDEX segment_unsettled ON segment (camera_id) WHERE state <> 'whole';
        CREATE INDEX segment_spool ON segment (camera_id, start_us) WHERE is_spool;
        CREATE INDEX segment_age ON segment (start_us) WHERE state = 'whole';
        CREATE INDEX event_open ON event (timeline_id, since_us) WHERE state = 'open';
        """

    private static let selection = """
        SELECT segment.number, camera.name, segment.path, segment.start_us, segment.end_us,
            segment.size_bytes, segment.codec, segment.frame_width, segment.frame_height,
            segment.turn, segment.state, segment.is_spool
        FROM segment JOIN camera ON camera.id = segment.camera_id
        """

    /// Segments of a camera for which `condition` holds, in the order of time.
    static func fetch(
        of camera: String,
        where condition: String,
        _ arguments: StatementArguments = [],
        in database: Database
    ) throws -> [RecordedSegment] {
        let statement = try database.cachedStatement(
            sql: """
                \(selection) WHERE camera.name = ? AND (\(condition))
                ORDER BY segment.start_us, segment.number
                """
        )
        return try Row.fetchAll(statement, arguments: [camera] + arguments).map(segment)
    }

    /// Whole segments in the order of time that lie behind another one, so many at most.
    ///
    /// - Parameters:
    ///   - camera: whose, or nil for all cameras.
    ///   - last: the one behind which they lie, or nil.
    ///   - end: they end before it.
    ///   - count: so many at most.
    ///   - database: the index.
    /// - Returns: the oldest of them, in the order of time.
    /// - Throws: what the index throws.
    static func whole(
        of camera: String?,
        behind last: RecordedSegment?,
        endingBefore end: MediaTime,
        atMost count: Int,
        in database: Database
    ) throws -> [RecordedSegment] {
        let statement = try database.cachedStatement(
            sql: """
                \(selection) WHERE segment.state = 'whole' AND segment.end_us < ?
                    AND (segment.start_us, segment.number) > (?, ?)
                    \(camera == nil ? "" : "AND camera.name = ?")
                ORDER BY segment.start_us, segment.number LIMIT ?
                """
        )
        var arguments: StatementArguments = [
            end.microseconds, last?.range.start.microseconds ?? .min, last?.number ?? 0,
        ]
        if let camera { arguments += [camera] }
        return try Row.fetchAll(statement, arguments: arguments + [count]).map(segment)
    }

    /// All segments of a state.
    static func all(
        _ state: RecordedSegment.State,
        in database: Database
    ) throws -> [RecordedSegment] {
        let statement = try database.cachedStatement(
            sql: "\(selection) WHERE segment.state = ? AND segment.state <> 'whole'"
        )
        return try Row.fetchAll(statement, arguments: [state.rawValue]).map(segment)
    }

    /// Writes a new row.
    ///
    /// - Returns: its number.
    static func insert(_ segment: RecordedSegment, in database: Database) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO camera (name) VALUES (?) ON CONFLICT DO NOTHING",
            arguments: [segment.camera]
        )
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO segment (
                    camera_id, path, start_us, end_us, size_bytes, codec, frame_width,
                    frame_height, turn, state, is_spool
                ) VALUES ((SELECT id FROM camera WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            segment.camera, segment.path, segment.range.start.microseconds,
            segment.range.end.microseconds, segment.sizeBytes, segment.format.codec,
            segment.format.frame.width, segment.format.frame.height, segment.format.turn.rawValue,
            segment.state.rawValue, segment.isSpool,
        ])
        return database.lastInsertedRowID
    }

    /// Says that a segment is on the disk, up to which moment it goes, and how large it is.
    static func close(
        _ number: Int64,
        end: MediaTime,
        sizeBytes: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE segment SET state = 'whole', end_us = max(start_us, ?), size_bytes = ?
                WHERE number = ?
                """
        )
        try statement.execute(arguments: [end.microseconds, sizeBytes, number])
    }

    /// Says that segments are to be deleted.
    static func discard(_ numbers: [Int64], in database: Database) throws {
        try forEach(numbers, "UPDATE segment SET state = 'garbage' WHERE number = ?", database)
    }

    /// Says that segments are kept as those of a continuous recording are.
    static func keep(_ numbers: [Int64], in database: Database) throws {
        try forEach(numbers, "UPDATE segment SET is_spool = 0 WHERE number = ?", database)
    }

    /// Removes the rows of segments whose files are gone.
    static func remove(_ numbers: [Int64], in database: Database) throws {
        try forEach(numbers, "DELETE FROM segment WHERE number = ?", database)
    }

    /// Bytes of the whole segments of a camera.
    static func sizeBytes(of camera: String, in database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: """
                SELECT coalesce(sum(size_bytes), 0) FROM segment
                JOIN camera ON camera.id = segment.camera_id
                WHERE camera.name = ? AND state = 'whole'
                """
        )
        return try Int64.fetchOne(statement, arguments: [camera]) ?? 0
    }

    /// When what raised an event came to rest, and the event's limit: of those for which
    /// `condition` holds, on a camera's UTC axis.
    static func stays(
        of camera: String,
        where condition: String,
        _ arguments: StatementArguments = [],
        in database: Database
    ) throws -> [MediaRange] {
        guard let timeline = try TimelineTable.id(of: camera, .utc, in: database) else { return [] }
        let statement = try database.cachedStatement(
            sql: """
                SELECT since_us, limit_us FROM event
                WHERE timeline_id = ? AND (\(condition)) ORDER BY since_us
                """
        )
        return try Row.fetchAll(statement, arguments: [timeline] + arguments).map { row in
            var columns = ColumnReader(row)
            let since = try columns.nextTime()
            return MediaRange(since, since + (try columns.nextDuration()))
        }
    }

    private static func forEach(
        _ numbers: [Int64],
        _ sql: String,
        _ database: Database
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        for number in numbers { try statement.execute(arguments: [number]) }
    }

    private static func segment(_ row: Row) throws -> RecordedSegment {
        var columns = ColumnReader(row)
        let number = try columns.next(Int64.self)
        let camera = try columns.next(String.self)
        let path = try columns.next(String.self)
        let range = try columns.nextRange()
        let sizeBytes = try columns.next(Int64.self)
        let codec = try columns.next(String.self)
        let frame = try columns.nextSize()
        var segment = RecordedSegment(
            of: camera,
            path: path,
            from: range.start,
            format: Footage.Format(codec: codec, frame: frame, turn: try columns.nextWord())
        )
        segment.number = number
        segment.range = range
        segment.sizeBytes = sizeBytes
        segment.state = try columns.nextWord()
        segment.isSpool = try columns.next()
        return segment
    }
}
