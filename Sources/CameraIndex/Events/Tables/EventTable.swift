import GRDB

/// The rows of `event`.
enum EventTable {
    /// What is selected of an event, in the order in which `indexed` reads it.
    ///
    /// The file that shows a moment is the one that began last before it; a stream is none.
    private static let selection = """
        SELECT event.number, event.id, camera.name, timeline.footage,
            event.rule, event.kind, event.zone, event.state, event.stop,
            event.since_us, event.raised_us, event.ended_us, event.dwell_us, event.limit_us,
            event.arrival_seen, event.box_x, event.box_y, event.box_width, event.box_height,
            event.frame_width, event.frame_height, event.uncertainty_us, event.on_the_edge,
            event.review, event.clock_source, event.clock_uncertainty_us,
            event.severity, event.violation_code, event.size_class, event.cut_by_hours,
            event.detail, event.evidence_state, event.evidence_reason,
            CASE WHEN since_file.is_live = 0 THEN since_file.path END, since_file.offset_us,
            CASE WHEN ended_file.is_live = 0 THEN ended_file.path END, ended_file.offset_us,
            \(CameraClockTable.columns)
        FROM event
        JOIN timeline ON timeline.id = event.timeline_id
        JOIN camera ON camera.id = timeline.camera_id
        LEFT JOIN footage AS since_file ON since_file.rowid = (
            SELECT rowid FROM footage INDEXED BY footage_began
            WHERE timeline_id = event.timeline_id AND start_us <= event.since_us
            ORDER BY start_us DESC LIMIT 1
        )
        LEFT JOIN footage AS ended_file ON ended_file.rowid = (
            SELECT rowid FROM footage INDEXED BY footage_began
            WHERE timeline_id = event.timeline_id AND start_us <= event.ended_us
            ORDER BY start_us DESC LIMIT 1
        )
        \(CameraClockTable.join)
        """

    /// What is known of the cause, which tells a camera's health.
    static let detailColumn = "ALTER TABLE event ADD COLUMN detail TEXT"

    /// Selects the event of one number.
    static let byNumber = selection + " WHERE event.number = ?"

    private static let upsert = """
        INSERT INTO event (
            id, timeline_id, rule, kind, zone, state, stop, since_us, raised_us, ended_us,
            until_us, span_class, dwell_us, limit_us, arrival_seen,
            box_x, box_y, box_width, box_height, frame_width, frame_height,
            uncertainty_us, on_the_edge, clock_source, clock_uncertainty_us,
            severity, violation_code, size_class, cut_by_hours, detail, evidence_state, review
        ) VALUES (
            ?1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            ?, ?,
            -- What was said of an event holds when it comes back.
            coalesce(
                (SELECT decision FROM review WHERE event = ?1 ORDER BY number DESC LIMIT 1), ?
            )
        )
        ON CONFLICT (id) DO UPDATE SET
            rule = excluded.rule, kind = excluded.kind, zone = excluded.zone,
            state = excluded.state, stop = excluded.stop, since_us = excluded.since_us,
            raised_us = excluded.raised_us, ended_us = excluded.ended_us,
            until_us = excluded.until_us, span_class = excluded.span_class,
            dwell_us = excluded.dwell_us, limit_us = excluded.limit_us,
            arrival_seen = excluded.arrival_seen, box_x = excluded.box_x,
            box_y = excluded.box_y, box_width = excluded.box_width,
            box_height = excluded.box_height, frame_width = excluded.frame_width,
            frame_height = excluded.frame_height, uncertainty_us = excluded.uncertainty_us,
            on_the_edge = excluded.on_the_edge, clock_source = excluded.clock_source,
            clock_uncertainty_us = excluded.clock_uncertainty_us, severity = excluded.severity,
            violation_code = excluded.violation_code, size_class = excluded.size_class,
            cut_by_hours = excluded.cut_by_hours, detail = excluded.detail,
            -- Pictures are of the moment of rest and of the limit: others are due where they move
            -- by more than another look at the same footage may move them.
            evidence_state = CASE
                WHEN abs(since_us - excluded.since_us) <= 2000000 AND limit_us = excluded.limit_us
                THEN evidence_state ELSE excluded.evidence_state END
        WHERE timeline_id = excluded.timeline_id
        """

    /// Writes events; one that exists keeps its review and its stills, which are due again where
    /// its beginning or its limit moved.
    static func put(_ events: [Event], timeline: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(sql: upsert)
        for event in events {
            let until = event.endedAt ?? max(event.since + event.dwell, event.raisedAt)
            let box = event.box ?? Box(x: 0, y: 0, width: 0, height: 0)
            // A camera's health has no pictures to be made.
            let evidence = event.kind.isHealth ? EvidenceState.whole : .pending
            try statement.execute(arguments: [
                event.id.description, timeline, event.rule, event.kind.rawValue, event.zone,
                event.state.rawValue, event.stop.description, event.since.microseconds,
                event.raisedAt.microseconds, event.endedAt?.microseconds, until.microseconds,
                SpanClass.of(from: event.since, to: until).number,
                event.dwell.microseconds, event.limit.microseconds, event.arrivalSeen,
                box.x, box.y, box.width, box.height,
                event.frame.width, event.frame.height, event.uncertainty.microseconds,
                event.onTheEdge, event.clock.source.rawValue,
                event.clock.uncertainty?.microseconds, event.severity.rawValue,
                event.violationCode, event.sizeClass?.rawValue, event.cutByHours.rawValue,
                event.detail, evidence.name, event.review.rawValue,
            ])
            if database.changesCount == 0 {
                throw IndexError.eventElsewhere(event.id, camera: event.camera)
            }
        }
    }

    /// Removes events of a timeline, which is told, and returns the files of their evidence.
    static func remove(
        _ ids: some Sequence<EventID>,
        timeline: Int64,
        telling: OutboxTelling? = nil,
        in database: Database
    ) throws -> [String] {
        var files: [String] = []
        try telling?.retract(ids, timeline: timeline, in: database)
        let delete = try database.cachedStatement(
            sql: "DELETE FROM event WHERE id = ? AND timeline_id = ?"
        )
        for id in ids {
            files += try StillTable.files(of: id, timeline: timeline, in: database)
            files += try ClipTable.files(of: id, timeline: timeline, in: database)
            try delete.execute(arguments: [id.description, timeline])
        }
        return files
    }

    /// The number of an event of a timeline, or nil where there is none.
    static func number(
        of id: EventID,
        timeline: Int64,
        in database: Database
    ) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: "SELECT number FROM event WHERE id = ? AND timeline_id = ?"
        )
        return try Int64.fetchOne(statement, arguments: [id.description, timeline])
    }

    /// The names of a timeline's events of stops that began within `range`, of all or some rules.
    static func begun(
        in range: MediaRange?,
        rules: Set<String>? = nil,
        timeline: Int64,
        in database: Database
    ) throws -> [EventID] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, rule FROM event INDEXED BY event_began
                WHERE timeline_id = ? AND since_us >= ? AND since_us < ? AND stop <> ''
                """
        )
        let arguments: StatementArguments = [
            timeline, range?.start.microseconds ?? .min, range?.end.microseconds ?? .max,
        ]
        return try Row.fetchAll(statement, arguments: arguments).compactMap { row in
            var columns = ColumnReader(row)
            let id = EventID(stored: try columns.next())
            let rule: String = try columns.next()
            return rules?.contains(rule) ?? true ? id : nil
        }
    }

    /// The names of the events that were made of a stop.
    static func made(
        of stop: Stop,
        timeline: Int64,
        in database: Database
    ) throws -> [EventID] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id FROM event INDEXED BY event_began
                WHERE timeline_id = ? AND since_us >= ? AND since_us <= ? AND stop = ?
                """
        )
        let arguments: StatementArguments = [
            timeline, stop.since.microseconds, stop.lastSeen.microseconds, stop.id.description,
        ]
        return try String.fetchAll(statement, arguments: arguments).map(EventID.init(stored:))
    }

    /// The event of this number, with its evidence.
    static func event(numbered number: Int64, in database: Database) throws -> IndexedEvent? {
        let statement = try database.cachedStatement(sql: byNumber)
        return try Row.fetchOne(statement, arguments: [number]).map {
            try indexed($0, in: database)
        }
    }

    /// Numbers and names of the events whose name begins with `prefix`, at most `limit`.
    static func named(
        _ prefix: String,
        limit: Int,
        in database: Database
    ) throws -> [(number: Int64, id: EventID)] {
        let statement = try database.cachedStatement(
            sql: "SELECT number, id FROM event WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        )
        // U+10FFFF sorts behind every character a name can hold.
        let arguments: StatementArguments = [prefix, prefix + "\u{10FFFF}", limit]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var columns = ColumnReader(row)
            return (try columns.next(), EventID(stored: try columns.next()))
        }
    }

    /// The events of a timeline whose pictures are still to be made, the earliest first.
    static func awaitingEvidence(
        timeline: Int64,
        in database: Database
    ) throws -> [IndexedEvent] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT number FROM event INDEXED BY event_awaiting
                WHERE timeline_id = ? AND evidence_state = 'pending' ORDER BY since_us
                """
        )
        return try Int64.fetchAll(statement, arguments: [timeline]).compactMap { number in
            try event(numbered: number, in: database)
        }
    }

    private static func indexed(_ row: Row, in database: Database) throws -> IndexedEvent {
        var columns = ColumnReader(row)
        let number: Int64 = try columns.next()
        let id = EventID(stored: try columns.next())
        let camera: String = try columns.next()
        let timeline = Timeline(footageColumn: try columns.next())
        let event = try event(id, camera, from: &columns)
        let evidence = try evidence(from: &columns)
        return IndexedEvent(
            event: event,
            timeline: timeline,
            stills: try StillTable.stills(ofEvent: number, in: database),
            clips: try ClipTable.clips(ofEvent: number, in: database),
            manifest: try ManifestTable.reference(to: id, in: database),
            evidence: evidence,
            since: try place(of: event.since, from: &columns),
            ended: try place(of: event.endedAt, from: &columns),
            cameraClock: try CameraClockTable.clock(from: &columns)
        )
    }

    private static func event(
        _ id: EventID,
        _ camera: String,
        from columns: inout ColumnReader
    ) throws -> Event {
        let rule: String = try columns.next()
        let kind: Event.Kind = try columns.nextWord()
        return Event(
            id: id,
            camera: camera,
            rule: rule,
            kind: kind,
            zone: try columns.next(),
            state: try columns.nextWord(),
            stop: StopID(stored: try columns.next()),
            since: try columns.nextTime(),
            raisedAt: try columns.nextTime(),
            endedAt: try columns.nextOptional(Int64.self).map { MediaTime(microseconds: $0) },
            dwell: try columns.nextDuration(),
            limit: try columns.nextDuration(),
            arrivalSeen: try columns.next(),
            box: try columns.nextBox(unless: kind.isHealth),
            frame: try columns.nextSize(),
            uncertainty: try columns.nextDuration(),
            onTheEdge: try columns.next(),
            review: try columns.nextWord(),
            clock: try columns.nextClock(),
            severity: try columns.nextWord(),
            violationCode: try columns.nextOptional(),
            sizeClass: try columns.nextOptionalWord(),
            cutByHours: try columns.nextWord(),
            detail: try columns.nextOptional()
        )
    }

    private static func evidence(from columns: inout ColumnReader) throws -> EvidenceState {
        let word: String = try columns.next()
        let reason: String? = try columns.nextOptional()
        return switch word {
        case "pending": .pending
        case "whole": .whole
        case "incomplete": .incomplete(reason: reason ?? "")
        default: throw UnknownWord(text: word)
        }
    }

    private static func place(
        of moment: MediaTime?,
        from columns: inout ColumnReader
    ) throws -> IndexedEvent.Place? {
        let file: String? = try columns.nextOptional()
        let offset: Int64? = try columns.nextOptional()
        guard let moment, let file, let offset else { return nil }
        return IndexedEvent.Place(
            file: file,
            at: MediaTime(microseconds: moment.microseconds - offset)
        )
    }
}
