/// The tables of clips and of the chain of manifests.
enum EvidenceSchema {
    /// What makes the tables, and holds that what is signed stays.
    static let statements = tables + triggers

    private static let tables = """
        CREATE TABLE clip (
            event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            footage TEXT NOT NULL,
            PRIMARY KEY (event, start_us),
            CHECK (start_us < end_us)
        ) STRICT, WITHOUT ROWID;

        -- The events whose evidence was made: by which rule and zone they were judged, and whether
        -- something changed since they were signed.
        CREATE TABLE seal (
            event INTEGER PRIMARY KEY REFERENCES event ON DELETE CASCADE,
            judgement TEXT NOT NULL,
            is_due INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX seal_due ON seal (event) WHERE is_due = 1;

        -- The chain. Names no row of event: what was signed stays when its event is gone.
        CREATE TABLE manifest (
            sequence INTEGER PRIMARY KEY,
            event TEXT NOT NULL,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            link TEXT NOT NULL UNIQUE,
            content TEXT NOT NULL,
            signed_us INTEGER NOT NULL,
            text BLOB NOT NULL,
            signature BLOB NOT NULL
        ) STRICT;
        CREATE INDEX manifest_of_event ON manifest (event, sequence);

        """

    private static let signed = """
        state, since_us, raised_us, ended_us, dwell_us, limit_us, arrival_seen,
        box_x, box_y, box_width, box_height, frame_width, frame_height, uncertainty_us,
        on_the_edge, review, clock_source, clock_uncertainty_us, evidence_state, evidence_reason,
        severity, violation_code, size_class, cut_by_hours
        """

    /// The columns of `signed` of one of the two rows that a trigger sees.
    private static func row(_ name: String) -> String {
        signed.split { $0 == "," || $0.isWhitespace }.map { "\(name).\($0)" }
            .joined(separator: ", ")
    }

    private static let triggers = """
        CREATE TRIGGER manifest_stays BEFORE DELETE ON manifest
        BEGIN SELECT RAISE(ABORT, 'a signed manifest stays'); END;
        CREATE TRIGGER manifest_stays_as_it_is BEFORE UPDATE ON manifest
        BEGIN SELECT RAISE(ABORT, 'a signed manifest stays as it is'); END;

        -- Whoever changes an event, what was signed of it is no longer all there is to say.
        CREATE TRIGGER event_changed AFTER UPDATE ON event
        WHEN (\(row("old"))) IS NOT (\(row("new")))
        BEGIN UPDATE seal SET is_due = 1 WHERE event = new.number; END;
        CREATE TRIGGER still_added AFTER INSERT ON still
        BEGIN UPDATE seal SET is_due = 1 WHERE event = new.event; END;
        CREATE TRIGGER clip_added AFTER INSERT ON clip
        BEGIN UPDATE seal SET is_due = 1 WHERE event = new.event; END;
        """
}
