extension EventIndex {
    /// All events of a timeline that rules made and that were going on within `range`, or all, by
    /// all rules or some.
    public func events(
        of camera: String,
        on timeline: Timeline,
        within range: MediaRange? = nil,
        by rules: Set<String>? = nil
    ) throws(IndexError) -> [IndexedEvent] {
        var query = EventQuery(cameras: [camera])
        if timeline == .utc {
            query.from = range.map { UTCTime(microseconds: $0.start.microseconds) }
            query.to = range.map { UTCTime(microseconds: $0.end.microseconds) }
            query.includesUnknownClock = false
        }
        query.rules = rules.map { $0.sorted() } ?? []
        query.kinds = [.dwell]
        query.includesCoverage = false
        query.limit = 1_000
        guard rules?.isEmpty != true else { return [] }
        var events: [IndexedEvent] = []
        repeat {
            let page = try self.events(query)
            events += page.events.filter { indexed in
                // A name with a wildcard in it finds its likes too.
                indexed.timeline == timeline && indexed.event.camera == camera
                    && range.map { indexed.event.overlaps($0) } ?? true
            }
            query.cursor = page.next
        } while query.cursor != nil
        return events
    }

    /// Changes events of several timelines of a camera, all or none.
    ///
    /// Events that are known already keep review and stills.
    ///
    /// - Parameters:
    ///   - changes: what changes on each timeline.
    ///   - camera: the camera.
    ///   - zones: the zones by whose rules that was judged; they replace what is known of these
    ///     rules.
    ///   - isOnly: whether the camera has no other rules.
    /// - Returns: the stills of events that no longer hold.
    /// - Throws: `IndexError.eventElsewhere`, `.busy` or `.diskFull`; then nothing has changed.
    @discardableResult
    public func change(
        _ changes: [EventChange],
        of camera: String,
        judging zones: [JudgedZone] = [],
        isOnly: Bool = false
    ) throws(IndexError) -> RecordOutcome {
        guard !changes.allSatisfy(\.isEmpty) || !zones.isEmpty || isOnly else {
            return RecordOutcome()
        }
        return try write { database in
            if isOnly { try JudgedZoneTable.removeAll(of: camera, in: database) }
            try JudgedZoneTable.put(zones, of: camera, in: database)
            var outcome = RecordOutcome()
            for change in changes {
                let id = try TimelineTable.id(of: camera, change.timeline, in: database)
                guard let id else { continue }
                outcome.orphanedStills += try EventTable.remove(
                    change.removed,
                    timeline: id,
                    telling: telling,
                    in: database
                )
                try EventTable.put(change.events, timeline: id, in: database)
                try telling?.note(change.events.lazy.map(\.id), in: database)
            }
            return outcome
        }
    }
}

/// Events of one timeline that come, go or are told anew.
public struct EventChange: Sendable {
    /// The axis on which they lie.
    public var timeline: Timeline
    /// Those that no longer hold.
    public var removed: [EventID]
    /// Those that are new or changed.
    public var events: [Event]

    /// Makes a change.
    public init(timeline: Timeline, removed: [EventID], events: [Event]) {
        self.timeline = timeline
        self.removed = removed
        self.events = events
    }

    /// Whether nothing changes.
    var isEmpty: Bool { removed.isEmpty && events.isEmpty }
}

extension Event {
    /// Whether it was going on within a stretch of its timeline.
    public func overlaps(_ range: MediaRange) -> Bool {
        range.start < endedAt ?? since + dwell && since < range.end
    }
}
