public import Foundation

/// Judges what is stored of a camera by the rules of now, into the index, in one transaction.
public struct RuleApplication: Sendable {
    /// What came of it.
    public struct Outcome: Sendable {
        /// Events that were raised.
        public internal(set) var raised = 0
        /// Events that vanished.
        public internal(set) var vanished = 0
        /// Events that stayed.
        public internal(set) var kept = 0
        /// Events whose pictures are still to be made.
        public internal(set) var awaitingEvidence = 0
        /// What could not be judged, and why.
        public internal(set) var problems: [ScanProblem] = []
        /// Who watches the camera, and judges what stands there, or nil where nobody does.
        public internal(set) var watcher: LeaseHolder?
    }

    private let book: RuleBook
    private let from: UTCTime?
    private let to: UTCTime?
    private let timeZone: TimeZone

    /// Prepares to judge what a camera showed in `[from, to)`.
    ///
    /// Footage of unknown time is judged where neither end is given. `timeZone` is the zone in
    /// which times are written on pictures.
    public init(
        camera: String,
        rules: [DwellRule],
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        timeZone: TimeZone
    ) {
        book = RuleBook(camera: camera, rules: rules)
        self.from = from
        self.to = to
        self.timeZone = timeZone
    }

    /// Whether clips are cut for events that are new.
    public var keepsClips = true

    /// Where recordings of live cameras lie, of which evidence is made; nil for none.
    public var recordings: RecordingPlace?

    /// Judges, records what differs, and makes and signs the evidence of new events where their
    /// footage is.
    ///
    /// Where a daemon watches the camera what stands is left to it: it judges that by the rules
    /// that it has.
    ///
    /// - Parameters:
    ///   - index: The index, opened for writing.
    ///   - interrupt: Ends the making of stills; what was judged is recorded.
    /// - Returns: what came of it, or nil where the index does not know the camera.
    /// - Throws: `IndexError` where the camera is scanned or judged by others, or the index cannot
    ///   be written; then nothing has changed.
    public func run(
        on index: EventIndex,
        interrupt: Interrupt = Interrupt()
    ) throws(IndexError) -> Outcome? {
        let holder = LeaseHolder.thisProcess("camindexd rules apply")
        let judging = try CameraLease(
            camera: book.camera,
            in: index.directory,
            holder: holder,
            for: .judging
        )
        defer { judging.release() }
        let (writing, watcher) = try leaseOrWatcher(of: index, for: holder)
        defer { writing?.release() }
        let timelines = try timelines(in: index)
        guard !timelines.isEmpty else { return nil }
        var outcome = Outcome()
        outcome.watcher = watcher
        let footage = try index.footage(of: book.camera)
        let comparisons = try compare(timelines, of: footage, in: index, &outcome)
        let orphans = try index.change(
            comparisons.map(\.change),
            of: book.camera,
            judging: book.judgedZones,
            isOnly: true
        ).orphanedStills
        // A daemon makes the evidence of its own events.
        let own = watcher.map { _ in Set(comparisons.flatMap(\.raised).map(\.id)) }
        outcome.problems += try makeEvidence(
            of: own,
            on: timelines,
            besides: recordedFootage(in: index, besides: footage),
            removing: orphans,
            in: index,
            interrupt
        )
        for timeline in timelines {
            outcome.awaitingEvidence +=
                try index.eventsAwaitingEvidence(camera: book.camera, timeline: timeline)
                .count { own?.contains($0.event.id) ?? true }
        }
        return outcome
    }

    /// The right to write the camera's facts, or the daemon that has it.
    private func leaseOrWatcher(
        of index: EventIndex,
        for holder: LeaseHolder
    ) throws(IndexError) -> (CameraLease?, LeaseHolder?) {
        do throws(IndexError) {
            return (try index.lease(book.camera, holder: holder), nil)
        } catch {
            guard case .cameraHeld(_, let other?) = error,
                let daemon = try DaemonLease.holder(of: index.directory),
                daemon.process == other.process, daemon.host == other.host
            else { throw error }
            return (nil, other)
        }
    }

    /// What the rules make of each timeline, without what is left to who watches the camera.
    private func compare(
        _ timelines: [Timeline],
        of footage: [Footage],
        in index: EventIndex,
        _ outcome: inout Outcome
    ) throws(IndexError) -> [RuleComparison] {
        var comparisons: [RuleComparison] = []
        for timeline in timelines {
            let known = KnownFootage(footage.filter { $0.timeline == timeline })
            let judge = TimelineJudge(index: index, book: book, timeline: timeline, known: known)
            // Read first: what ends meanwhile is judged by who watches it.
            let standing = try outcome.watcher.map { _ throws(IndexError) in
                try index.stops(camera: book.camera, timeline: timeline)
                    .filter { $0.ending == nil }.map(\.id)
            }
            var comparison = try judge.comparison(within: range, against: nil)
            if let standing { comparison.leave(Set(standing)) }
            outcome.raised += comparison.raised.count
            outcome.vanished += comparison.vanished.count
            outcome.kept += comparison.kept.count
            outcome.problems += comparison.problems(of: known)
            comparisons.append(comparison)
        }
        return comparisons
    }

    private var range: MediaRange? {
        from == nil && to == nil ? nil : EventQuery(from: from, to: to).timeRange
    }

    private func timelines(in index: EventIndex) throws(IndexError) -> [Timeline] {
        try index.timelines(of: book.camera).filter { $0 == .utc || range == nil }
    }

    /// Makes the evidence of `own` events, or of all that lack it, from footage and what was
    /// `recorded` besides, and signs.
    private func makeEvidence(
        of own: Set<EventID>?,
        on timelines: [Timeline],
        besides recorded: [Footage],
        removing orphans: [String],
        in index: EventIndex,
        _ interrupt: Interrupt
    ) throws(IndexError) -> [ScanProblem] {
        var context = CameraContext(
            camera: book.camera,
            index: index,
            rules: book.rules,
            settings: ScanSettings(rules: book.rules),
            again: false,
            keepsClips: keepsClips,
            timeZone: timeZone,
            commitInterval: .zero,
            makesEvidence: true,
            seed: 0,
            storage: StorageMeter(assuming: nil),
            threads: 1,
            interrupt: interrupt,
            progress: ScanProgress()
        )
        if !recorded.isEmpty { context.recordings = recordings }
        var problems: [ScanProblem] = []
        for timeline in timelines {
            var maker = EvidenceMaker(context, timeline: timeline)
            if timeline == .utc { maker.recorded = recorded }
            if timeline == timelines.first { maker.remove(orphans) }
            try maker.makeMissing(of: own)
            problems += try maker.sign(judged: range)
        }
        return problems
    }

    private func recordedFootage(
        in index: EventIndex,
        besides known: [Footage]
    ) throws(IndexError) -> [Footage] {
        guard let recordings else { return [] }
        return try index.recordedFootage(of: book.camera, in: recordings, besides: known)
    }
}
