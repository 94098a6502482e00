import GRDB

/// The rows of `judged_zone`: by which rules and zones the events of each camera were judged last.
enum JudgedZoneTable {
    /// What makes the table.
    static let schema = """
        CREATE TABLE judged_zone (
            camera_id INTEGER NOT NULL REFERENCES camera,
            rule TEXT NOT NULL,
            zone TEXT NOT NULL,
            outline TEXT NOT NULL,
            limit_us INTEGER NOT NULL,
            PRIMARY KEY (camera_id, rule, zone)
        ) STRICT, WITHOUT ROWID;
        """

    /// The zones of a camera, by rule and zone.
    static func of(_ camera: String, in database: Database) throws -> [JudgedZone] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT judged_zone.rule, judged_zone.zone, judged_zone.outline, judged_zone.limit_us
                FROM camera JOIN judged_zone ON judged_zone.camera_id = camera.id
                WHERE camera.name = ? ORDER BY judged_zone.rule, judged_zone.zone
                """
        )
        return try Row.fetchAll(statement, arguments: [camera]).map { row in
            var columns = ColumnReader(row)
            return JudgedZone(
                rule: try columns.next(),
                zone: try columns.next(),
                outline: try Polygon(text: columns.next(String.self)),
                limit: try columns.nextDuration()
            )
        }
    }

    /// Puts zones in the place of those that are known of their rules.
    static func put(_ zones: [JudgedZone], of camera: String, in database: Database) throws {
        guard !zones.isEmpty else { return }
        let rules = Set(zones.map(\.rule))
        let known = try of(camera, in: database).filter { rules.contains($0.rule) }
        let isSame = known.count == zones.count && Set(known) == Set(zones)
        guard !isSame else { return }
        for rule in rules.sorted() {
            try database.execute(
                sql: """
                    DELETE FROM judged_zone
                    WHERE rule = ? AND camera_id = (SELECT id FROM camera WHERE name = ?)
                    """,
                arguments: [rule, camera]
            )
        }
        for zone in zones {
            // Of a camera that the index does not know, no row is made.
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO judged_zone (camera_id, rule, zone, outline, limit_us)
                    SELECT id, ?, ?, ?, ? FROM camera WHERE name = ?
                    """,
                arguments: [
                    zone.rule, zone.zone, zone.outline.description, zone.limit.microseconds, camera,
                ]
            )
        }
    }

    /// Forgets all zones of a camera.
    static func removeAll(of camera: String, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM judged_zone
                WHERE camera_id = (SELECT id FROM camera WHERE name = ?)
                """,
            arguments: [camera]
        )
    }
}
