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

    /// Judges, records what differs, and makes and signs the evidence of new events where their
    /// footage is.
    ///
    /// - Parameters:
    ///   - index: The index, opened for writing.
    ///   - interrupt: Ends the making of stills; what was judged is recorded.
    /// - Returns: what came of it, or nil where the index does not know the camera.
    /// - Throws: `IndexError` where the camera is held or the index cannot be written; then nothing
    ///   has changed.
    public func run(
        on index: EventIndex,
        interrupt: Interrupt = Interrupt()
    ) throws(IndexError) -> Outcome? {
        let holder = LeaseHolder.thisProcess("camindexd rules apply")
        let lease = try index.lease(book.camera, holder: holder)
        defer { lease.release() }
        let timelines = try timelines(in: index)
        guard !timelines.isEmpty else { return nil }
        var outcome = Outcome()
        var changes: [EventChange] = []
        let footage = try index.footage(of: book.camera)
        for timeline in timelines {
            let known = KnownFootage(footage.filter { $0.timeline == timeline })
            let judge = TimelineJudge(index: index, book: book, timeline: timeline, known: known)
            let comparison = try judge.comparison(within: range, against: nil)
            changes.append(comparison.change)
            outcome.raised += comparison.raised.count
            outcome.vanished += comparison.vanished.count
            outcome.kept += comparison.kept.count
            outcome.problems += comparison.problems(of: known)
        }
        let orphans = try index.change(
            changes,
            of: book.camera,
            judging: book.judgedZones,
            isOnly: true
        ).orphanedStills
        outcome.problems += try makeEvidence(
            of: timelines,
            removing: orphans,
            in: index,
            interrupt
        )
        for timeline in timelines {
            outcome.awaitingEvidence +=
                try index.eventsAwaitingEvidence(camera: book.camera, timeline: timeline).count
        }
        return outcome
    }

    private var range: MediaRange? {
        from == nil && to == nil ? nil : EventQuery(from: from, to: to).timeRange
    }

    private func timelines(in index: EventIndex) throws(IndexError) -> [Timeline] {
        try index.timelines(of: book.camera).filter { $0 == .utc || range == nil }
    }

    private func makeEvidence(
        of timelines: [Timeline],
        removing orphans: [String],
        in index: EventIndex,
        _ interrupt: Interrupt
    ) throws(IndexError) -> [ScanProblem] {
        let context = CameraContext(
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
        var problems: [ScanProblem] = []
        for timeline in timelines {
            var maker = EvidenceMaker(context, timeline: timeline)
            if timeline == timelines.first { maker.remove(orphans) }
            try maker.makeMissing()
            problems += try maker.sign(judged: range)
        }
        return problems
    }
}
