import GRDB

/// The rows of `camera_clock`: how far each camera's own clock was off, from when on.
enum CameraClockTable {
    static let schema = """
        CREATE TABLE camera_clock (
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            at_us INTEGER NOT NULL,
            offset_us INTEGER NOT NULL,
            uncertainty_us INTEGER NOT NULL,
            is_host_kept INTEGER,
            PRIMARY KEY (timeline_id, at_us)
        ) STRICT, WITHOUT ROWID;
        """

    /// What is selected of it for an event, in the order in which `clock` reads it.
    static let columns =
        "camera_clock.offset_us, camera_clock.uncertainty_us, camera_clock.is_host_kept"

    /// Joins the reading by which an event of a live camera was raised: one is written an hour at
    /// least, and what is older by more than another hour is of a camera that tells no more.
    static let join = """
        LEFT JOIN camera_clock ON event.clock_source = 'arrival'
            AND camera_clock.timeline_id = event.timeline_id
            AND camera_clock.at_us > event.raised_us - 7200000000
            AND camera_clock.at_us = (
                SELECT max(at_us) FROM camera_clock
                WHERE timeline_id = event.timeline_id AND at_us <= event.raised_us
            )
        """

    /// Writes readings; one of the same moment is replaced.
    static func put(
        _ readings: [CameraClockReading],
        timeline: Int64,
        in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO camera_clock VALUES (?, ?, ?, ?, ?)"
        )
        for reading in readings {
            try statement.execute(arguments: [
                timeline, reading.at.microseconds, reading.clock.offset.microseconds,
                reading.clock.uncertainty.microseconds, reading.clock.isHostKept,
            ])
        }
    }

    /// Reads what was selected, or nil where there is no reading.
    static func clock(from columns: inout ColumnReader) throws -> CameraClock? {
        let offset = try columns.nextOptional(Int64.self)
        let uncertainty = try columns.nextOptional(Int64.self)
        let isHostKept = try columns.nextOptional(Bool.self)
        guard let offset, let uncertainty else { return nil }
        return CameraClock(
            offset: MediaDuration(microseconds: offset),
            uncertainty: MediaDuration(microseconds: uncertainty),
            isHostKept: isHostKept
        )
    }
}
