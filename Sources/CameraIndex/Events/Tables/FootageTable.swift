import GRDB

/// The rows of `footage`.
enum FootageTable {
    /// Where a file lay before its clock was corrected.
    struct Displaced {
        let timeline: Int64
        let range: MediaRange
        /// Whether the timeline was the file's own and is of no use without it.
        let ownsTimeline: Bool
    }

    /// Adds whether footage came from a stream and lies in no file.
    static let liveColumn = """
        ALTER TABLE footage ADD COLUMN is_live INTEGER NOT NULL DEFAULT 0
            CHECK (is_live IN (0, 1))
        """

    private static let columns = """
        footage.id, camera.name, footage.path, footage.size_bytes, timeline.footage,
        footage.start_us, footage.end_us, footage.clock_source, footage.clock_uncertainty_us,
        footage.codec, footage.frame_width, footage.frame_height, footage.turn,
        footage.frame_rate, footage.offset_us, footage.watched_until_us, footage.is_complete,
        footage.settings, footage.is_live, footage.tail_us, footage.tail_sha256
        FROM footage JOIN camera ON camera.id = footage.camera_id
        JOIN timeline ON timeline.id = footage.timeline_id
        """

    /// All footage of a camera: known clock first, in the order of time.
    static func of(_ camera: String, in database: Database) throws -> [Footage] {
        try fetch(
            "WHERE camera.name = ? ORDER BY timeline.footage <> '', timeline.id, footage.start_us",
            [camera],
            in: database
        )
    }

    /// The footage of this content, of whichever cameras.
    static func named(_ id: FootageID, in database: Database) throws -> [Footage] {
        try fetch("WHERE footage.id = ? ORDER BY camera.name", [id.description], in: database)
    }

    /// From the first to the last moment of a timeline of which there is footage or coverage.
    static func extent(ofTimeline timeline: Int64, in database: Database) throws -> MediaRange? {
        let statement = try database.cachedStatement(
            sql: "SELECT min(start_us), max(end_us) FROM footage WHERE timeline_id = ?"
        )
        let ledger = try CoverageTable.extent(ofTimeline: timeline, in: database)
        guard let row = try Row.fetchOne(statement, arguments: [timeline]) else { return ledger }
        var columns = ColumnReader(row)
        guard let start = try columns.nextOptional(Int64.self) else { return ledger }
        let files = MediaRange(MediaTime(microseconds: start), try columns.nextTime())
        guard let ledger else { return files }
        return MediaRange(min(files.start, ledger.start), max(files.end, ledger.end))
    }

    /// What the census asks of a file.
    struct Extent {
        let hasKnownClock: Bool
        let range: MediaRange
        let sizeBytes: Int64
    }

    /// Stretch and size of each file of a camera: known clock first, in the order of time.
    static func extents(of camera: String, in database: Database) throws -> [Extent] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT timeline.footage = '', footage.start_us, footage.end_us, footage.size_bytes
                FROM camera JOIN timeline ON timeline.camera_id = camera.id
                JOIN footage ON footage.timeline_id = timeline.id
                WHERE camera.name = ?
                ORDER BY timeline.footage <> '', timeline.id, footage.start_us
                """
        )
        return try Row.fetchAll(statement, arguments: [camera]).map { row in
            var columns = ColumnReader(row)
            return Extent(
                hasKnownClock: try columns.next(),
                range: try columns.nextRange(),
                sizeBytes: try columns.next()
            )
        }
    }

    /// Path of the file whose own axis a timeline is.
    static func path(onTimeline timeline: Int64, in database: Database) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT path FROM footage WHERE timeline_id = ? ORDER BY start_us LIMIT 1"
            ),
            arguments: [timeline]
        )
    }

    /// Writes a file on its timeline, and says where it lay before if that was elsewhere.
    static func put(
        _ footage: Footage,
        timeline: Int64,
        in database: Database
    ) throws -> Displaced? {
        let displaced = try place(of: footage, movingTo: timeline, in: database)
        let statement = try database.cachedStatement(sql: upsert)
        let tail = footage.tail
        try statement.execute(arguments: [
            footage.id.description, timeline, timeline, footage.path, footage.sizeBytes,
            footage.range.start.microseconds, footage.range.end.microseconds,
            footage.clock.source.rawValue, footage.clock.uncertainty?.microseconds,
            footage.format.codec, footage.format.frame.width, footage.format.frame.height,
            footage.format.turn.rawValue, footage.format.frameRate,
            footage.offset.microseconds, footage.watchedUntil.microseconds, footage.isComplete,
            footage.settings, footage.isLive, tail?.at.microseconds, tail?.sha256,
        ])
        return displaced
    }

    /// Forgets files of a timeline; what was learned from them stays.
    static func remove(
        _ ids: [FootageID],
        timeline: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: "DELETE FROM footage WHERE timeline_id = ? AND id = ?"
        )
        for id in ids { try statement.execute(arguments: [timeline, id.description]) }
    }

    private static let upsert = """
        INSERT INTO footage (
            id, timeline_id, camera_id, path, size_bytes, start_us, end_us,
            clock_source, clock_uncertainty_us, codec, frame_width, frame_height, turn,
            frame_rate, offset_us, watched_until_us, is_complete, settings, is_live,
            tail_us, tail_sha256
        ) VALUES (
            ?, ?, (SELECT camera_id FROM timeline WHERE id = ?), ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
        ) ON CONFLICT (camera_id, id) DO UPDATE SET
            timeline_id = excluded.timeline_id, path = excluded.path,
            size_bytes = excluded.size_bytes, start_us = excluded.start_us,
            end_us = excluded.end_us, clock_source = excluded.clock_source,
            clock_uncertainty_us = excluded.clock_uncertainty_us, codec = excluded.codec,
            frame_width = excluded.frame_width, frame_height = excluded.frame_height,
            turn = excluded.turn, frame_rate = excluded.frame_rate,
            offset_us = excluded.offset_us, watched_until_us = excluded.watched_until_us,
            is_complete = excluded.is_complete, settings = excluded.settings,
            is_live = excluded.is_live,
            tail_us = excluded.tail_us, tail_sha256 = excluded.tail_sha256
        """

    private static func place(
        of footage: Footage,
        movingTo timeline: Int64,
        in database: Database
    ) throws -> Displaced? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT timeline.id, footage.start_us, footage.end_us, footage.offset_us,
                        timeline.footage = footage.id
                    FROM footage JOIN camera ON camera.id = footage.camera_id
                    JOIN timeline ON timeline.id = footage.timeline_id
                    WHERE camera.name = ? AND footage.id = ?
                    """
            ),
            arguments: [footage.camera, footage.id.description]
        )
        guard let row else { return nil }
        var columns = ColumnReader(row)
        let old: Int64 = try columns.next()
        let range = try columns.nextRange()
        let offset = try columns.nextTime()
        let ownsTimeline: Bool = try columns.next()
        guard old != timeline || offset != footage.offset else { return nil }
        return Displaced(
            timeline: old,
            range: range,
            ownsTimeline: ownsTimeline && old != timeline
        )
    }

    private static func fetch(
        _ condition: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> [Footage] {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) \(condition)")
        return try Row.fetchAll(statement, arguments: arguments).map(footage)
    }

    private static func footage(_ row: Row) throws -> Footage {
        var columns = ColumnReader(row)
        var footage = Footage(
            id: FootageID(stored: try columns.next()),
            camera: try columns.next(),
            path: try columns.next(),
            sizeBytes: try columns.next(),
            timeline: Timeline(footageColumn: try columns.next()),
            range: try columns.nextRange(),
            clock: try columns.nextClock(),
            format: Footage.Format(
                codec: try columns.next(),
                frame: try columns.nextSize(),
                turn: try columns.nextWord(),
                frameRate: try columns.nextOptional()
            ),
            offset: try columns.nextTime(),
            watchedUntil: try columns.nextTime(),
            isComplete: try columns.next(),
            settings: try columns.next()
        )
        footage.isLive = try columns.next()
        if let at = try columns.nextOptional(Int64.self) {
            footage.tail = Footage.Tail(
                at: MediaTime(microseconds: at),
                sha256: try columns.next()
            )
        }
        return footage
    }
}
