/// Writes what a pipeline learns to the index, with the place from which a later scan goes on.
struct FactRecorder {
    private let context: CameraContext
    private let timeline: Timeline
    private var states: StateArchive
    /// The files of the timeline.
    private(set) var known: KnownFootage
    /// Stops that stood when an earlier scan ended; they hold once this scan reports them again.
    private var unconfirmed: [Stop] = []
    /// Stops that stood when the pipeline was last recorded, by the names they had then.
    private var standing: Set<StopID> = []
    /// Stops of the pipeline that are known under another name.
    private var names: [StopID: StopID] = [:]
    /// When stops were seen last that stood when an earlier scan ended: perhaps behind the place
    /// from which this one goes on.
    private var seen: [StopID: MediaTime] = [:]
    /// The file that is being watched.
    private var current: Footage?
    /// The moment from which the pipeline has seen everything, or nil where it was restored.
    private var freshSince: MediaTime?
    /// What waits for the transaction that replaces the facts of a file, or nil.
    private var replacement: FactBatch?
    /// How far a scan had come that can be gone on with behind what is watched now.
    private var newestCheckpoint: MediaTime?
    private var orphanedStills: [String] = []
    /// The earliest moment of an event that was written since it was last asked for.
    private var changedSince: MediaTime?
    /// The events that were written since they were last asked for.
    private var written: Set<EventID> = []

    /// Prepares to record facts of a timeline.
    ///
    /// - Parameters:
    ///   - context: what the scan of the camera works with.
    ///   - timeline: where the facts lie.
    ///   - longestDrift: by how much the scene of a state may be older than the rest of it.
    /// - Throws: `IndexError` when the index cannot be read.
    init(
        _ context: CameraContext,
        timeline: Timeline,
        longestDrift: MediaDuration = .zero
    ) throws(IndexError) {
        self.context = context
        self.timeline = timeline
        states = StateArchive(context, timeline: timeline, longestDrift: longestDrift)
        known = KnownFootage(
            try context.index.footage(of: context.camera).filter { $0.timeline == timeline }
        )
    }

    /// Pictures since the last call that no event names any more, below the data folder.
    mutating func takeOrphanedStills() -> [String] {
        defer { orphanedStills = [] }
        return orphanedStills
    }

    /// From when on events have changed since the last call; nil where none has.
    mutating func takeChanges() -> MediaTime? {
        defer { changedSince = nil }
        return changedSince
    }

    /// The events that were written since the last call.
    mutating func takeWritten() -> Set<EventID> {
        defer { written = [] }
        return written
    }

    // MARK: - Facts that are known

    /// Judges what is known of the timeline by the rules of now, without decoding.
    ///
    /// - Returns: what the rules make of it.
    mutating func judgeAgain() throws(IndexError) -> RuleComparison {
        let comparison = try judge.comparison(within: nil, against: context.ruleNames)
        let outcome = try context.index.change(
            [comparison.change],
            of: context.camera,
            judging: context.book.judgedZones
        )
        orphanedStills += outcome.orphanedStills
        return comparison
    }

    /// Judges what stands by the rules of now, without decoding: those that judged it before may
    /// have been others.
    ///
    /// What has ended stays as it was judged.
    mutating func judgeStanding() throws(IndexError) {
        let seen = try openStops().map(\.lastSeen)
        guard let first = seen.min(), let last = seen.max() else { return }
        let tick = MediaDuration(microseconds: 1)
        let range = MediaRange(first - tick, last + tick)
        let comparison = try judge.comparison(within: range, against: nil)
        var change = comparison.change
        change.removed = comparison.vanished.map(\.event).filter { $0.state == .open }.map(\.id)
        let outcome = try context.index.change([change], of: context.camera)
        orphanedStills += outcome.orphanedStills
        written.formUnion(change.events.map(\.id))
    }

    /// Records a file alone: it was moved.
    mutating func note(_ footage: Footage) throws(IndexError) {
        var batch = batch(at: footage.offset)
        batch.footage = [footage]
        try write(batch)
    }

    // MARK: - A pipeline from its beginning to its end

    /// Begins at `time` with a pipeline that knows nothing: what stood before, but for `others`, is
    /// lost from sight.
    mutating func begin(
        at time: MediaTime,
        leaving others: Set<StopID> = []
    ) throws(IndexError) {
        try noteCheckpoint()
        freshSince = time
        standing = []
        let broken = try openStops().filter {
            $0.lastSeen <= time && !others.contains($0.id)
        }.map(Self.interrupted)
        guard !broken.isEmpty else { return }
        var batch = batch(at: time)
        batch.stops = broken
        batch.events = try events(of: broken)
        try write(batch)
    }

    /// Begins at `time` with a pipeline that goes on from where an earlier scan ended.
    ///
    /// What that one judged early, as nothing more came, must be reported again to hold.
    mutating func begin<Source: FactSource & ~Copyable>(
        with pipeline: borrowing Source,
        at time: MediaTime
    ) throws(IndexError) {
        guard let reached = pipeline.reached else { return try begin(at: time) }
        let own = pipeline.openStopIDs
        let others = try openStops().filter { !own.contains($0.id) && $0.lastSeen <= time }
        let early = reached - pipeline.longestHiding...reached
        unconfirmed = others.filter { early.contains($0.lastSeen) }
        for stop in try openStops() where own.contains(stop.id) { seen[stop.id] = stop.lastSeen }
        try begin(at: time, leaving: own.union(unconfirmed.map(\.id)))
        freshSince = nil
        standing = own
    }

    /// From now on what is recorded replaces the facts of `stretch`, all at once at `commit`.
    ///
    /// The files of the names `superseded` are no more.
    mutating func beginReplacing(_ stretch: MediaRange, superseded: [FootageID] = []) {
        var batch = batch(at: stretch.start)
        batch.replacing = stretch
        batch.removedFootage = superseded
        replacement = batch
    }

    /// Whether what is recorded waits for `commit`.
    var isReplacing: Bool { replacement != nil }

    /// Records what the pipeline learned, how far `footage` was watched, a reading of the camera's
    /// own clock, and where to go on; that stays where it was without `withCheckpoint`.
    mutating func record<Source: FactSource & ~Copyable>(
        _ pipeline: inout Source,
        _ footage: Footage,
        withCheckpoint: Bool = true,
        clock: CameraClockReading? = nil
    ) throws(IndexError) {
        current = footage
        var batch = try batch(of: pipeline.takeFacts(isFinal: false), at: footage.offset)
        batch.footage = [footage]
        batch.cameraClocks = [clock].compactMap(\.self)
        let isWhole = replacement == nil || footage.isComplete
        if withCheckpoint, isWhole, mayGoOn(from: pipeline.reached) {
            batch.checkpoint = try checkpoint(pipeline)
        }
        try write(batch)
    }

    /// Writes what replaces the facts of a stretch, joined to what is known on both sides of it.
    mutating func commit(floor: MediaDuration) throws(IndexError) {
        guard var batch = replacement, let stretch = batch.replacing else { return }
        replacement = nil
        let overlapping = try context.index.stops(
            camera: context.camera,
            timeline: timeline,
            overlapping: stretch
        )
        let seam = StopSeam(stretch: stretch, known: overlapping, floor: floor)
        let stops = seam.joined(batch.stops)
        for (found, joined) in zip(batch.stops, stops) where found.id != joined.id {
            rename(found.id, joined.id)
            batch.removedStops.append(found.id)
        }
        if let freshSince {
            batch.removedStops += seam.gone(besides: stops, since: freshSince).map(\.id)
        }
        batch.stops = stops + seam.tooLate(besides: stops)
        batch.events = try events(of: batch.stops, forgetting: stretch)
        try write(batch)
    }

    /// Gives up what was to replace the facts of a stretch: they stay as they are.
    mutating func abandon() {
        replacement = nil
        unconfirmed = []
        standing = []
        names = [:]
    }

    /// Records what stands when nothing more comes for now.
    ///
    /// Stops of an earlier end that were not found again are taken back: what was judged early
    /// there has been judged on more by now. Where later footage was watched already, nothing will
    /// go on with what stands.
    mutating func recordEnd<Source: FactSource & ~Copyable>(
        of pipeline: inout Source
    ) throws(IndexError) {
        guard let reached = pipeline.reached else { return }
        var batch = try batch(of: pipeline.takeFacts(isFinal: true), at: reached)
        if known.wasWatched(from: reached) {
            let behind = try context.index.stops(
                camera: context.camera,
                timeline: timeline,
                overlapping: MediaRange(reached, reached)
            )
            let seam = StopSeam(stretch: MediaRange(reached, reached), known: behind, floor: .zero)
            batch.stops = seam.joined(batch.stops).map {
                $0.ending == nil && $0.lastSeen <= reached ? Self.interrupted($0) : $0
            }
            batch.events = try events(of: batch.stops)
        }
        batch.removedStops += unconfirmed.map(\.id)
        try write(batch)
        unconfirmed = []
        standing = []
        names = [:]
    }

    private static func interrupted(_ stop: Stop) -> Stop {
        var stop = stop
        stop.ending = .interrupted
        return stop
    }

    private func openStops() throws(IndexError) -> [Stop] {
        try context.index.stops(camera: context.camera, timeline: timeline)
            .filter { $0.ending == nil }
    }

    // MARK: - Batches

    private func batch(at time: MediaTime) -> FactBatch {
        var batch = FactBatch(
            camera: context.camera,
            timeline: timeline,
            clock: clock(at: time)
        )
        batch.judgedZones = context.book.judgedZones
        return batch
    }

    /// What a moment means in the world, by the file that shows it.
    private func clock(at time: MediaTime) -> MediaClock {
        if let current, time >= current.offset { return current.clock }
        return known.clock(at: time) ?? .unknown
    }

    private mutating func batch(
        of facts: LearnedFacts,
        at time: MediaTime
    ) throws(IndexError) -> FactBatch {
        confirm(facts.stops)
        var batch = batch(at: time)
        batch.stops = facts.stops.map { stop in
            var stop = stop
            stop.id = names[stop.id] ?? stop.id
            if stop.ending == .interrupted, let last = seen[stop.id] {
                stop.lastSeen = max(stop.lastSeen, last)
            }
            return stop
        }
        takeBack(&batch)
        batch.coverage = facts.coverage
        batch.activity = facts.activity
        batch.observability = facts.observability
        batch.events = try events(of: batch.stops)
        return batch
    }

    /// Takes back what stood when the pipeline was last recorded and is no stop any more, as it
    /// proved to be a part of a larger one: facts must not depend on when they were recorded.
    private mutating func takeBack(_ batch: inout FactBatch) {
        let reported = Set(batch.stops.map(\.id))
        let gone = Set(standing.map { names[$0] ?? $0 }).subtracting(reported)
        batch.removedStops += gone.sorted { $0.description < $1.description }
        standing = Set(batch.stops.filter { $0.ending == nil }.map(\.id))
    }

    /// Gives stops that an earlier scan judged early the names they have had since.
    private mutating func confirm(_ stops: [Stop]) {
        guard !unconfirmed.isEmpty else { return }
        let reported = Set(stops.map { names[$0.id] ?? $0.id })
        unconfirmed.removeAll { reported.contains($0.id) }
        let new = stops.filter { names[$0.id] == nil }
        for (name, kept) in StopMatching.names(of: new, takenFrom: unconfirmed) {
            names[name] = kept
            unconfirmed.removeAll { $0.id == kept }
        }
    }

    /// From now on the stop that is known as `name` is called `kept`.
    private mutating func rename(_ name: StopID, _ kept: StopID) {
        for (own, known) in names where known == name { names[own] = kept }
        names[name] = kept
    }

    /// Judges what the index knows of the timeline.
    private var judge: TimelineJudge {
        TimelineJudge(index: context.index, book: context.book, timeline: timeline, known: known)
    }

    /// The events that the rules make of stops; facts of the stretch `forgetting` no longer count.
    private func events(
        of stops: [Stop],
        forgetting: MediaRange? = nil
    ) throws(IndexError) -> [Event] {
        guard !stops.isEmpty else { return [] }
        let earlier = try judge.leading(to: stops, forgetting: forgetting)
        return context.book
            .verdict(on: stops, after: earlier, timeline: timeline, clock: clock).events
    }

    // MARK: - Where to go on

    /// Remembers where the newest scan ended: what is watched before it must not hide that place.
    private mutating func noteCheckpoint() throws(IndexError) {
        let checkpoint = try context.index.checkpoint(camera: context.camera, timeline: timeline)
        newestCheckpoint = checkpoint.flatMap { checkpoint in
            let file = known.files.last { $0.offset < checkpoint.reached }
            return file.flatMap { context.settings.serving($0.settings) }
                .map { _ in checkpoint.reached }
        }
    }

    private func mayGoOn(from reached: MediaTime?) -> Bool {
        guard let reached, let newest = newestCheckpoint else { return reached != nil }
        if reached >= newest { return true }
        // What replaces the end of what is known replaces the place to go on from as well.
        return replacement?.replacing.map { $0.start < newest && newest <= $0.end } ?? false
    }

    private mutating func checkpoint<Source: FactSource & ~Copyable>(
        _ pipeline: borrowing Source
    ) throws(IndexError) -> Checkpoint? {
        guard let reached = pipeline.reached else { return nil }
        try context.index.checkPlace()
        let file = try states.write(reached: reached) { pipeline.archive(to: &$0) }
        return Checkpoint(state: file, reached: reached)
    }

    /// Reads the state of a checkpoint.
    ///
    /// - Parameters:
    ///   - checkpoint: where to go on.
    ///   - lost: tells where the state is lost.
    /// - Returns: what reads it, or nil where it is lost or another version wrote it.
    /// - Throws: `IndexError` when it cannot be read now.
    mutating func state(
        of checkpoint: Checkpoint,
        _ lost: inout LostState?
    ) throws(IndexError) -> StateReader? {
        do throws(IndexError) {
            return try states.reader(of: checkpoint)
        } catch .damaged(let path, let detail) {
            lost = LostState(path: path, detail: detail)
            return nil
        }
    }

    /// Writes a batch, or adds it to what replaces the facts of a stretch.
    private mutating func write(_ batch: FactBatch) throws(IndexError) {
        if var replacement {
            replacement.absorb(batch)
            self.replacement = replacement
            return
        }
        let outcome = try context.index.record(batch)
        for name in batch.removedFootage { known.forget(name) }
        for file in batch.footage { known.note(file) }
        orphanedStills += outcome.orphanedStills
        for (name, kept) in outcome.keptStops { rename(name, kept) }
        changedSince = (batch.events.map(\.since) + [changedSince].compactMap(\.self)).min()
        let events = batch.events.map { outcome.keptEvents[$0.id] ?? $0.id }
        written.formUnion(events)
        context.progress?.foundEvents(events)
    }
}
