import GRDB

/// Writes one batch inside a transaction.
struct BatchRecording {
    private var batch: FactBatch
    private let database: Database
    private let timeline: Int64
    private let telling: OutboxTelling?
    private var outcome = RecordOutcome()
    /// Stops that were forgotten to make room for those of the batch.
    private var forgotten: Set<StopID> = []

    /// Begins to write `batch`; makes its camera and timeline where there are none.
    ///
    /// What changes of events is told to others.
    ///
    /// - Precondition: footage and events are of the batch's camera, footage of its timeline.
    init(_ batch: FactBatch, telling: OutboxTelling? = nil, in database: Database) throws {
        precondition(
            batch.footage.allSatisfy {
                $0.camera == batch.camera && $0.timeline == batch.timeline
            } && batch.events.allSatisfy { $0.camera == batch.camera },
            "a batch is of one timeline of one camera"
        )
        self.batch = batch
        self.telling = telling
        self.database = database
        timeline = try TimelineTable.idMaking(
            batch.camera,
            batch.timeline,
            clock: batch.clock,
            in: database
        )
    }

    /// Writes the batch.
    ///
    /// - Returns: what it changed, and the files of states that are of no use any more.
    mutating func run() throws -> (RecordOutcome, abandonedStates: Set<String>) {
        let before = try CheckpointTable.statePaths(timeline: timeline, in: database)
        try FootageTable.remove(batch.removedFootage, timeline: timeline, in: database)
        try putFootage()
        if let range = batch.replacing { try replace(range) }
        if !batch.removedStops.isEmpty { try removeStops() }
        try putFacts()
        try CameraClockTable.put(batch.cameraClocks, timeline: timeline, in: database)
        try JudgedZoneTable.put(batch.judgedZones, of: batch.camera, in: database)
        try putEvents()
        if let checkpoint = batch.checkpoint {
            try CheckpointTable.put(checkpoint, timeline: timeline, in: database)
        }
        let after = try CheckpointTable.statePaths(timeline: timeline, in: database)
        return (outcome, before.subtracting(after))
    }

    private mutating func putFootage() throws {
        for footage in batch.footage {
            let old = try FootageTable.put(footage, timeline: timeline, in: database)
            guard let old else { continue }
            let stillsBefore = try EventTable.begun(
                in: old.ownsTimeline ? nil : old.range,
                timeline: old.timeline,
                in: database
            )
            outcome.orphanedStills += try EventTable.remove(
                stillsBefore,
                timeline: old.timeline,
                telling: telling,
                in: database
            )
            if old.ownsTimeline {
                try TimelineTable.remove(old.timeline, in: database)
            } else {
                _ = try forgetFacts(in: old.range, timeline: old.timeline)
            }
        }
    }

    private mutating func replace(_ range: MediaRange) throws {
        let old = try forgetFacts(in: range, timeline: timeline)
        keepNames(of: old)
        let kept = Set(batch.events.map(\.id))
        let events = try EventTable.begun(in: range, timeline: timeline, in: database)
        outcome.orphanedStills += try EventTable.remove(
            events.filter { !kept.contains($0) },
            timeline: timeline,
            telling: telling,
            in: database
        )
    }

    /// Forgets the stops that no longer hold, and the events that were made of them.
    private mutating func removeStops() throws {
        let old = try StopTable.remove(batch.removedStops, timeline: timeline, in: database)
        keepNames(of: old)
        let kept = Set(batch.events.map(\.id))
        for stop in old {
            let events = try EventTable.made(of: stop, timeline: timeline, in: database)
            outcome.orphanedStills += try EventTable.remove(
                events.filter { !kept.contains($0) },
                timeline: timeline,
                telling: telling,
                in: database
            )
        }
    }

    /// Gives the stops of the batch the names of those they replace, and their events accordingly.
    private mutating func keepNames(of old: [Stop]) {
        forgotten.formUnion(old.map(\.id))
        // What bears the name of a forgotten stop is that stop.
        let new = batch.stops.filter { !forgotten.contains($0.id) }
        let own = Set(batch.stops.map(\.id))
        let names = StopMatching.names(of: new, takenFrom: old.filter { !own.contains($0.id) })
        outcome.keptStops.merge(names) { first, _ in first }
        for index in batch.stops.indices {
            if let name = names[batch.stops[index].id] {
                batch.stops[index].id = name
            }
        }
        for index in batch.events.indices {
            let event = batch.events[index]
            guard let name = names[event.stop],
                let id = event.id(ofStop: name, on: batch.timeline)
            else { continue }
            batch.events[index].stop = name
            batch.events[index].id = id
            outcome.keptEvents[event.id] = id
        }
    }

    /// Forgets what began in a stretch, and what was said of the stretch itself.
    private func forgetFacts(in range: MediaRange, timeline: Int64) throws -> [Stop] {
        try CoverageTable.forget(range, timeline: timeline, in: database)
        try ActivityTable.forget(range, timeline: timeline, in: database)
        try ObservabilityTable.forget(range, timeline: timeline, in: database)
        try CheckpointTable.forget(range, timeline: timeline, in: database)
        return try StopTable.removeBegun(in: range, timeline: timeline, in: database)
    }

    private func putFacts() throws {
        try StopTable.put(batch.stops, timeline: timeline, in: database)
        for span in batch.coverage {
            try CoverageTable.lay(span, timeline: timeline, in: database)
        }
        for grid in batch.activity {
            try ActivityTable.lay(grid, timeline: timeline, in: database)
        }
        for grid in batch.observability {
            try ObservabilityTable.lay(grid, timeline: timeline, in: database)
        }
    }

    private mutating func putEvents() throws {
        outcome.orphanedStills += try EventTable.remove(
            batch.removedEvents,
            timeline: timeline,
            telling: telling,
            in: database
        )
        try EventTable.put(batch.events, timeline: timeline, in: database)
        try telling?.note(batch.events.lazy.map(\.id), in: database)
    }
}

extension Event {
    /// The name this event has once its stop bears another name; nil where its own was not made
    /// of its stop.
    fileprivate func id(ofStop name: StopID, on timeline: Timeline) -> EventID? {
        // A stop is cut into a handful of parts by gaps; which one this is, its name only tells.
        for segment in 0..<1000 {
            let own = EventID(
                camera: camera,
                rule: rule,
                zone: zone,
                stop: stop,
                segment: segment,
                timeline: timeline
            )
            guard own == id else { continue }
            return EventID(
                camera: camera,
                rule: rule,
                zone: zone,
                stop: name,
                segment: segment,
                timeline: timeline
            )
        }
        return nil
    }
}
