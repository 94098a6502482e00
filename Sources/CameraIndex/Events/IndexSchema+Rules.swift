extension IndexSchema {
    /// What rules say of events, where something hid a stop, and what people said of events.
    static let rulesAndReviews = """
        ALTER TABLE stop ADD COLUMN hidden BLOB NOT NULL DEFAULT x'';
        ALTER TABLE event ADD COLUMN severity TEXT NOT NULL DEFAULT 'medium';
        ALTER TABLE event ADD COLUMN violation_code TEXT;
        ALTER TABLE event ADD COLUMN size_class TEXT;
        ALTER TABLE event ADD COLUMN cut_by_hours TEXT NOT NULL DEFAULT 'none';

        -- By the event's name and not its row: what was said stays when the event vanishes.
        CREATE TABLE review (
            number INTEGER PRIMARY KEY,
            event TEXT NOT NULL,
            at_us INTEGER NOT NULL,
            author TEXT NOT NULL,
            decision TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE INDEX review_of ON review (event, number);
        CREATE TRIGGER review_is_kept BEFORE DELETE ON review
        BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
        CREATE TRIGGER review_is_not_changed BEFORE UPDATE ON review
        BEGIN SELECT RAISE(ABORT, 'reviews are not changed'); END;
        """
}
