/// Writes what a pipeline learns to the index, with the place from which a later scan goes on.
struct FactRecorder {
    private let context: CameraContext
    private let timeline: Timeline
    /// Stops that stood when an earlier scan ended; they hold once this scan reports them again.
    private var unconfirmed: Set<StopID> = []
    /// What waits for the transaction that replaces the facts of a file, or nil.
    private var replacement: FactBatch?
    /// Pictures that no event names any more, below the data folder.
    private(set) var orphanedStills: [String] = []

    init(_ context: CameraContext, timeline: Timeline) {
        self.context = context
        self.timeline = timeline
    }

    /// Judges what is known of the timeline by the rules of now, without decoding.
    mutating func judgeAgain(clock: MediaClock) throws(IndexError) {
        let stops = try context.index.stops(camera: context.camera, timeline: timeline)
        guard !stops.isEmpty else { return }
        let events = context.events(
            of: stops,
            on: timeline,
            clock: try context.index.clock(camera: context.camera, timeline: timeline) ?? clock
        )
        let outcome = try context.index.replaceEvents(
            camera: context.camera,
            timeline: timeline,
            rules: Set(context.rules.map(\.name)),
            with: events
        )
        orphanedStills += outcome.orphanedStills
    }

    /// From now on what is recorded replaces the facts of `range`, all at once at `commit`.
    mutating func beginReplacing(_ range: MediaRange, clock: MediaClock) {
        var batch = FactBatch(camera: context.camera, timeline: timeline, clock: clock)
        batch.replacing = range
        replacement = batch
    }

    /// Notes that what stood when an earlier scan ended must be reported again to hold.
    mutating func expectOpenStops() throws(IndexError) {
        unconfirmed = Set(try openStops().map(\.id))
    }

    /// Tells the stops that stood before a break in the footage that nobody knows their end.
    mutating func interruptOpenStops(
        before time: MediaTime,
        clock: MediaClock
    ) throws(IndexError) {
        let broken = try openStops().filter { $0.lastSeen <= time }.map { stop in
            var stop = stop
            stop.ending = .interrupted
            return stop
        }
        guard !broken.isEmpty else { return }
        var batch = FactBatch(camera: context.camera, timeline: timeline, clock: clock)
        batch.stops = broken
        batch.events = context.events(of: broken, on: timeline, clock: clock)
        try write(batch)
    }

    private func openStops() throws(IndexError) -> [Stop] {
        try context.index.stops(camera: context.camera, timeline: timeline)
            .filter { $0.ending == nil }
    }

    /// Records a file alone: it was moved.
    mutating func note(_ footage: Footage) throws(IndexError) {
        var batch = FactBatch(camera: context.camera, timeline: timeline, clock: footage.clock)
        batch.footage = [footage]
        try write(batch)
    }

    /// Records what the pipeline learned, how far `footage` was watched, and where to go on.
    mutating func record(
        _ pipeline: inout CameraPipeline,
        _ footage: Footage
    ) throws(IndexError) {
        var batch = batch(of: pipeline.takeFacts(isFinal: false), footage.clock)
        batch.footage = [footage]
        if replacement == nil || footage.isComplete {
            batch.checkpoint = try checkpoint(pipeline)
        }
        try write(batch)
    }

    /// Writes what replaces the facts of a file.
    mutating func commit() throws(IndexError) {
        guard let batch = replacement else { return }
        replacement = nil
        try write(batch)
    }

    /// Gives up what was to replace the facts of a file: they stay as they are.
    mutating func abandon() {
        replacement = nil
    }

    /// Records what stands when nothing more comes for now.
    ///
    /// Stops of an earlier end that were not found again are taken back: what was judged early
    /// there has been judged on more by now.
    mutating func recordEnd(
        of pipeline: inout CameraPipeline,
        clock: MediaClock
    ) throws(IndexError) {
        var batch = batch(of: pipeline.takeFacts(isFinal: true), clock)
        batch.removedStops = unconfirmed.sorted { $0.description < $1.description }
        unconfirmed.removeAll()
        try write(batch)
    }

    private mutating func batch(
        of facts: CameraPipeline.Facts,
        _ clock: MediaClock
    ) -> FactBatch {
        var batch = FactBatch(camera: context.camera, timeline: timeline, clock: clock)
        batch.stops = facts.stops
        batch.coverage = facts.coverage
        batch.activity = facts.activity
        batch.events = context.events(of: facts.stops, on: timeline, clock: clock)
        unconfirmed.subtract(facts.stops.map(\.id))
        return batch
    }

    private func checkpoint(_ pipeline: borrowing CameraPipeline) throws(IndexError) -> Checkpoint?
    {
        guard let state = pipeline.archivedState(), let reached = pipeline.reached else {
            return nil
        }
        let file = try StateFile.write(
            state,
            camera: context.camera,
            timeline: timeline,
            reached: reached,
            in: context.index.directory
        )
        return Checkpoint(state: file, reached: reached)
    }

    /// Writes a batch, or adds it to what replaces the facts of a file.
    private mutating func write(_ batch: FactBatch) throws(IndexError) {
        if var replacement {
            replacement.absorb(batch)
            self.replacement = replacement
            return
        }
        let outcome = try context.index.record(batch)
        orphanedStills += outcome.orphanedStills
    }
}

extension FactBatch {
    /// Adds what a later batch of the same timeline says; what it says anew of a stop, an event or
    /// a file holds.
    fileprivate mutating func absorb(_ later: FactBatch) {
        let stopIDs = Set(later.stops.map(\.id))
        stops = stops.filter { !stopIDs.contains($0.id) } + later.stops
        let eventIDs = Set(later.events.map(\.id))
        events = events.filter { !eventIDs.contains($0.id) } + later.events
        let files = Set(later.footage.map(\.id))
        footage = footage.filter { !files.contains($0.id) } + later.footage
        coverage += later.coverage
        activity += later.activity
        removedStops += later.removedStops
        checkpoint = later.checkpoint ?? checkpoint
    }
}
