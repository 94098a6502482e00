import GRDB

/// The tables of the index, version by version.
///
/// A step that was released is never changed: a newer version adds one. What the tables promise is
/// stated in design/event-index.md.
enum IndexSchema {
    /// All steps from an empty file to this version.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 footage, facts, events") { database in
            for statements in [axes, facts, events, evidence] {
                try database.execute(sql: statements)
            }
        }
        migrator.registerMigration("2 rules and reviews") { database in
            try database.execute(sql: rulesAndReviews)
        }
        migrator.registerMigration("3 clips, manifests") { database in
            try database.execute(sql: EvidenceSchema.statements)
        }
        migrator.registerMigration("4 observability") { database in
            try database.execute(sql: ObservabilityTable.schema)
            try database.execute(sql: JudgedZoneTable.schema)
        }
        migrator.registerMigration("5 live footage") { database in
            try database.execute(sql: FootageTable.liveColumn)
        }
        migrator.registerMigration("6 recordings") { database in
            try database.execute(sql: SegmentTable.schema)
        }
        migrator.registerMigration("7 camera health") { database in
            try database.execute(sql: EventTable.detailColumn)
            try database.execute(sql: ViewTable.schema)
        }
        migrator.registerMigration("8 clocks of cameras") { database in
            try database.execute(sql: CameraClockTable.schema)
        }
        migrator.registerMigration("9 outbox") { database in
            try database.execute(sql: OutboxSchema.statements)
        }
        migrator.registerMigration("10 states in several files") { database in
            try database.execute(sql: CheckpointTable.earlierColumn)
        }
        return migrator
    }

    /// Cameras, their timelines, and the files on them.
    private static let axes = """
        CREATE TABLE camera (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        -- footage is '' for the camera's UTC axis, else the file whose own axis this is.
        CREATE TABLE timeline (
            id INTEGER PRIMARY KEY,
            camera_id INTEGER NOT NULL REFERENCES camera,
            footage TEXT NOT NULL,
            clock_source TEXT NOT NULL,
            clock_uncertainty_us INTEGER,
            UNIQUE (camera_id, footage)
        ) STRICT;

        CREATE TABLE footage (
            id TEXT NOT NULL,
            camera_id INTEGER NOT NULL REFERENCES camera,
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            path TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            clock_source TEXT NOT NULL,
            clock_uncertainty_us INTEGER,
            codec TEXT NOT NULL,
            frame_width INTEGER NOT NULL,
            frame_height INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            frame_rate REAL,
            offset_us INTEGER NOT NULL,
            watched_until_us INTEGER NOT NULL,
            is_complete INTEGER NOT NULL,
            settings TEXT NOT NULL,
            tail_us INTEGER,
            tail_sha256 TEXT,
            PRIMARY KEY (camera_id, id),
            CHECK (start_us <= end_us)
        ) STRICT;
        CREATE INDEX footage_began ON footage (timeline_id, start_us);
        CREATE INDEX footage_named ON footage (id);
        """

    /// Stops, coverage, activity and the places where a scan goes on.
    private static let facts = """
        CREATE TABLE stop (
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            id TEXT NOT NULL,
            since_us INTEGER NOT NULL,
            since_uncertainty_us INTEGER NOT NULL,
            until_us INTEGER NOT NULL,
            ending TEXT,
            end_uncertainty_us INTEGER NOT NULL,
            arrival_seen INTEGER NOT NULL,
            box_x INTEGER NOT NULL,
            box_y INTEGER NOT NULL,
            box_width INTEGER NOT NULL,
            box_height INTEGER NOT NULL,
            frame_width INTEGER NOT NULL,
            frame_height INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            seen_ratio REAL NOT NULL,
            hidden_ratio REAL NOT NULL,
            gaps BLOB NOT NULL,
            span_class INTEGER NOT NULL,
            PRIMARY KEY (timeline_id, id),
            CHECK (since_us <= until_us),
            CHECK (until_us - since_us <= 64000000 << span_class)
        ) STRICT;
        CREATE INDEX stop_began ON stop (timeline_id, since_us, id);
        CREATE INDEX stop_standing ON stop (timeline_id, span_class, since_us);

        CREATE TABLE coverage (
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            state TEXT NOT NULL,
            longest_gap_us INTEGER,
            floor_us INTEGER,
            PRIMARY KEY (timeline_id, start_us),
            CHECK (start_us < end_us)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE activity (
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            cells BLOB NOT NULL,
            PRIMARY KEY (timeline_id, start_us),
            CHECK (start_us < end_us),
            CHECK (length(cells) = 144)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE checkpoint (
            timeline_id INTEGER PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            state_path TEXT NOT NULL,
            state_sha256 TEXT NOT NULL,
            reached_us INTEGER NOT NULL
        ) STRICT;
        """

    /// Events and the four ways to find them by time.
    private static let events = """
        CREATE TABLE event (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            timeline_id INTEGER NOT NULL REFERENCES timeline ON DELETE CASCADE,
            rule TEXT NOT NULL,
            kind TEXT NOT NULL,
            zone TEXT NOT NULL,
            state TEXT NOT NULL,
            stop TEXT NOT NULL,
            since_us INTEGER NOT NULL,
            raised_us INTEGER NOT NULL,
            ended_us INTEGER,
            until_us INTEGER NOT NULL,
            span_class INTEGER NOT NULL,
            dwell_us INTEGER NOT NULL,
            limit_us INTEGER NOT NULL,
            arrival_seen INTEGER NOT NULL,
            box_x INTEGER NOT NULL,
            box_y INTEGER NOT NULL,
            box_width INTEGER NOT NULL,
            box_height INTEGER NOT NULL,
            frame_width INTEGER NOT NULL,
            frame_height INTEGER NOT NULL,
            uncertainty_us INTEGER NOT NULL,
            on_the_edge INTEGER NOT NULL,
            review TEXT NOT NULL,
            clock_source TEXT NOT NULL,
            clock_uncertainty_us INTEGER,
            evidence_state TEXT NOT NULL DEFAULT 'pending',
            evidence_reason TEXT,
            CHECK (since_us <= until_us),
            CHECK (until_us - since_us <= 64000000 << span_class)
        ) STRICT;
        -- Of one camera: what began within a stretch, and what was standing at a moment.
        CREATE INDEX event_began ON event (timeline_id, since_us, id);
        CREATE INDEX event_standing ON event (timeline_id, span_class, since_us);
        -- The same for all cameras at once.
        CREATE INDEX event_began_anywhere ON event (since_us, id, timeline_id);
        CREATE INDEX event_standing_anywhere ON event (span_class, since_us, timeline_id);
        """

    /// Pictures, and the events whose pictures are still to be made.
    private static let evidence = """
        CREATE TABLE still (
            event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
            moment TEXT NOT NULL,
            at_us INTEGER NOT NULL,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            frame_path TEXT NOT NULL,
            frame_sha256 TEXT NOT NULL,
            PRIMARY KEY (event, moment)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_awaiting ON event (timeline_id, since_us)
            WHERE evidence_state = 'pending';
        """
}
