import GRDB

/// The rows of `camera` and `timeline`.
enum TimelineTable {
    /// A timeline of a camera, as the tables of facts name it.
    struct Entry: Hashable {
        let id: Int64
        let camera: String
        let timeline: Timeline
    }

    /// The number of a camera's timeline, or nil where the index has none.
    static func id(of camera: String, _ timeline: Timeline, in database: Database) throws -> Int64?
    {
        try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT timeline.id FROM camera
                    JOIN timeline ON timeline.camera_id = camera.id AND timeline.footage = ?
                    WHERE camera.name = ?
                    """
            ),
            arguments: [timeline.footageColumn, camera]
        )
    }

    /// The number of a camera's timeline, which is made where there is none.
    static func idMaking(
        _ camera: String,
        _ timeline: Timeline,
        clock: MediaClock,
        in database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO camera (name) VALUES (?) ON CONFLICT DO NOTHING",
            arguments: [camera]
        )
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO timeline (camera_id, footage, clock_source, clock_uncertainty_us)
                VALUES ((SELECT id FROM camera WHERE name = ?), ?, ?, ?)
                ON CONFLICT DO UPDATE SET clock_source = excluded.clock_source,
                    clock_uncertainty_us = excluded.clock_uncertainty_us
                RETURNING id
                """
        )
        let arguments: StatementArguments = [
            camera, timeline.footageColumn, clock.source.rawValue, clock.uncertainty?.microseconds,
        ]
        guard let id = try Int64.fetchOne(statement, arguments: arguments) else {
            throw DatabaseError(message: "no timeline was made")
        }
        return id
    }

    /// What the timeline means in the world, by the last batch that was recorded on it.
    static func clock(of id: Int64, in database: Database) throws -> MediaClock? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT clock_source, clock_uncertainty_us FROM timeline WHERE id = ?"
            ),
            arguments: [id]
        )
        guard let row else { return nil }
        var columns = ColumnReader(row)
        return try columns.nextClock()
    }

    /// All timelines, by the name of their camera, each camera's UTC axis first.
    static func all(in database: Database) throws -> [Entry] {
        try entries(of: nil, withUnknownClock: true, in: database)
    }

    /// Timelines of the cameras of these names, or of all where `cameras` is nil.
    static func entries(
        of cameras: [String]?,
        withUnknownClock: Bool,
        in database: Database
    ) throws -> [Entry] {
        let marks = cameras.map { $0.map { _ in "?" }.joined(separator: ", ") }
        let statement = try database.cachedStatement(
            sql: """
                SELECT timeline.id, camera.name, timeline.footage
                FROM camera JOIN timeline ON timeline.camera_id = camera.id
                WHERE (? OR timeline.footage = '')
                    \(marks.map { "AND camera.name IN (\($0))" } ?? "")
                ORDER BY camera.name, timeline.footage <> '', timeline.id
                """
        )
        let arguments: StatementArguments = [withUnknownClock]
        let rows = try Row.fetchAll(
            statement,
            arguments: arguments + StatementArguments(cameras ?? [])
        )
        return try rows.map { row in
            var columns = ColumnReader(row)
            return Entry(
                id: try columns.next(),
                camera: try columns.next(),
                timeline: Timeline(footageColumn: try columns.next())
            )
        }
    }

    /// The names of all cameras.
    static func cameras(in database: Database) throws -> Set<String> {
        try String.fetchSet(database, sql: "SELECT name FROM camera")
    }

    /// Forgets a timeline and all that lies on it.
    static func remove(_ id: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM timeline WHERE id = ?", arguments: [id])
    }
}

extension Timeline {
    /// How the index writes the timeline: empty for UTC, else the name of the file.
    var footageColumn: String {
        switch self {
        case .utc: ""
        case .footage(let id): id.description
        }
    }

    /// Reads what `footageColumn` wrote.
    init(footageColumn: String) {
        self = footageColumn.isEmpty ? .utc : .footage(FootageID(stored: footageColumn))
    }
}
