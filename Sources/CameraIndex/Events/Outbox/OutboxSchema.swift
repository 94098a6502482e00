/// The tables of what others are told.
enum OutboxSchema {
    /// The statements that make them.
    static let statements = """
        CREATE TABLE outbox_destination (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            since_us INTEGER NOT NULL,
            sent INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        -- What was told of an event last, by its name and not its row: an event that vanishes and
        -- comes back goes on counting.
        CREATE TABLE outbox_told (
            event TEXT PRIMARY KEY,
            revision INTEGER NOT NULL,
            state TEXT NOT NULL,
            gist TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE outbox_message (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            revision INTEGER NOT NULL,
            change TEXT NOT NULL,
            camera TEXT NOT NULL,
            at_us INTEGER NOT NULL,
            body TEXT NOT NULL
        ) STRICT;

        CREATE TABLE outbox_delivery (
            message INTEGER NOT NULL REFERENCES outbox_message ON DELETE CASCADE,
            destination INTEGER NOT NULL REFERENCES outbox_destination ON DELETE CASCADE,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            tried_since_us INTEGER,
            reason TEXT,
            PRIMARY KEY (message, destination)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_place ON outbox_delivery (destination, state, message);
        CREATE TRIGGER outbox_message_of_nobody AFTER DELETE ON outbox_delivery BEGIN
            DELETE FROM outbox_message WHERE number = OLD.message
                AND NOT EXISTS (SELECT 1 FROM outbox_delivery WHERE message = OLD.message);
        END;
        """
}
