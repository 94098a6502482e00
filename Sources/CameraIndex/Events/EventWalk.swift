import GRDB

/// One walk over one index of `event`, in the order of time.
enum EventWalk: Hashable {
    /// Whose events are walked over.
    enum Scope: Hashable {
        /// Those of one timeline.
        case one(Int64)
        /// Those of all cameras, of which these timelines are taken.
        case many([Int64])
    }

    /// The events that began before the range and stood at its start.
    case standing(Scope)
    /// The events that began in the range.
    case began(Scope)

    /// SQL that finds number, time and name of the first events.
    ///
    /// - Parameters:
    ///   - filter: Further conditions.
    ///   - isContinued: Whether to begin behind a cursor.
    /// - Returns: the statement; its parameters are `arguments`, the filter's, and the limit.
    func hitsSQL(_ filter: String, isContinued: Bool) -> String {
        let place = isContinued ? " AND (event.since_us, event.id) > (?, ?)" : ""
        return """
            \(commonTable)SELECT event.number, event.since_us, event.id
            \(source)\(place)\(filter)
            ORDER BY event.since_us, event.id LIMIT ?
            """
    }

    /// SQL that counts the events.
    func countSQL(_ filter: String) -> String {
        "\(commonTable)SELECT count(*) \(source)\(filter)"
    }

    /// Values of all parameters but those of the filter and the limit.
    func arguments(in range: MediaRange, after cursor: EventCursor?) -> StatementArguments {
        var start = range.start
        // Behind a cursor, what began in the range began no earlier than the cursor's event.
        if case .began = self, let cursor { start = max(start, cursor.since) }
        var arguments: StatementArguments = [timelines, start.microseconds]
        if case .began = self { arguments += [range.end.microseconds] }
        if let cursor { arguments += [cursor.since.microseconds, cursor.id.description] }
        return arguments
    }

    private var scope: Scope {
        switch self {
        case .standing(let scope), .began(let scope): scope
        }
    }

    private var timelines: any DatabaseValueConvertible {
        switch scope {
        case .one(let id): id
        case .many(let ids): "[\(ids.map(String.init).joined(separator: ","))]"
        }
    }

    private var commonTable: String {
        guard case .standing = self else { return "" }
        return SpanClass.commonTable + "\n"
    }

    private var source: String {
        switch self {
        case .standing(.one):
            """
            FROM span CROSS JOIN event INDEXED BY event_standing
                ON event.timeline_id = ?1 AND event.span_class = span.class
                AND event.since_us > ?2 - span.length_us AND event.since_us < ?2
            WHERE event.until_us > ?2
            """
        case .standing(.many):
            """
            FROM span CROSS JOIN event INDEXED BY event_standing_anywhere
                ON event.span_class = span.class
                AND event.since_us > ?2 - span.length_us AND event.since_us < ?2
            WHERE event.until_us > ?2
                AND event.timeline_id IN (SELECT value FROM json_each(?1))
            """
        case .began(.one):
            """
            FROM event INDEXED BY event_began
            WHERE event.timeline_id = ?1 AND event.since_us >= ?2 AND event.since_us < ?3
            """
        case .began(.many):
            """
            FROM event INDEXED BY event_began_anywhere
            WHERE event.since_us >= ?2 AND event.since_us < ?3
                AND event.timeline_id IN (SELECT value FROM json_each(?1))
            """
        }
    }
}
