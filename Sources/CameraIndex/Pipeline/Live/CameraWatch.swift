/// Watches one live camera: keyframes go in; facts, events and their evidence go to the index.
struct CameraWatch: ~Copyable {
    private var context: CameraContext
    /// What the rules need, whatever the stream's keyframes allow.
    private var needed: ScanSettings
    private var source: CameraSource
    private var recorder: FactRecorder
    private var evidence: EvidenceMaker
    private var stills: WaitingStills
    private var pipeline: CameraPipeline?
    /// What is watched since the program or the settings began.
    private var session: Footage?
    /// The newest keyframe that was whole, and whether one behind it was not.
    private var lastWhole: MediaTime?
    private var isDamaged = false
    /// Since when the stream has shown one picture again and again, or nil.
    private(set) var frozenSince: MediaTime?
    /// Whether the index could not be written, and nothing was since.
    private(set) var isUnproven = false
    /// The moment of the timeline up to which facts are written.
    private var recorded: MediaTime?
    /// The moment of the timeline from which the camera is watched on after a kill.
    private var checkpoint: MediaTime?
    /// What was told last of what must be recorded.
    private var needs: RecordingNeeds?
    /// How far the camera's own clock is off.
    private var clock = ClockDiary()
    /// Events whose evidence is to be made: what was left to be made, and what was recorded here;
    /// nil for all there are, before the first is.
    private var lacking: Set<EventID>?
    /// What could not be done since this was last asked for.
    private var troubles: [CameraNews] = []
    /// Things that seem to rest, and events that go on.
    private var restingCount = 0
    private var openEventCount = 0

    /// A stretch of a watched stream that is written in one step.
    private static let longestStep = MediaDuration.seconds(10)
    /// So much is watched anew after a kill at most where something rests: it must be told from a
    /// break that ends what stood.
    private static let longestLoss = MediaDuration.seconds(30)
    /// The same where nothing rests: only how the scene looks is lost.
    private static let longestIdleLoss = MediaDuration.minutes(5)
    /// Keyframes that lie a quarter more or less apart than before are no other rhythm.
    private static let bearableChange = 1.25
    /// How certainly a picture's arrival tells when it was taken, in a network that is not
    /// overloaded.
    private static let arrival = MediaClock(source: .arrival, uncertainty: .seconds(1))

    /// Prepares to watch a camera whose lease is held.
    ///
    /// - Throws: `IndexError` when the index cannot be read.
    init(_ order: WatchOrder) throws(IndexError) {
        context = order.context
        needed = context.settings
        source = order.camera.watchedSource
        recorder = try Self.recorder(context)
        evidence = EvidenceMaker(context, timeline: .utc)
        stills = WaitingStills(context)
        showStills(by: order)
    }

    /// How the scene looks drifts slowly: where a state is written often its last look will do.
    private static func recorder(_ context: CameraContext) throws(IndexError) -> FactRecorder {
        try FactRecorder(context, timeline: .utc, longestDrift: longestIdleLoss)
    }

    /// The newest moment of the timeline that was watched, by this program or one before it.
    var reached: MediaTime? {
        (recorder.known.files + [session].compactMap(\.self)).map(\.watchedUntil).max()
    }

    /// Whether keyframes are looked at; a stream must have begun for that.
    var hasBegun: Bool { pipeline != nil }

    private mutating func showStills(by order: WatchOrder) {
        stills.follow(
            order.camera.rules.map(\.limit),
            isOfLargeStream: order.camera.detectSource != nil
        )
        evidence.delay = stills.delay
    }

    // MARK: - What comes

    /// A stream begins: it is watched with what is known of the camera, where its keyframes lie as
    /// they did.
    ///
    /// - Throws: `IndexError` when the index cannot be read or written.
    mutating func begin(
        _ pictures: PictureStream,
        keyframeGap: MediaDuration,
        at moment: MediaTime
    ) throws(IndexError) {
        let fitted = needed.fitted(toKeyframes: keyframeGap)
        if pipeline != nil, Self.isSame(context.settings, fitted) { return }
        try end()
        try start(pictures, fitted, at: moment)
    }

    /// Looks at a picture.
    ///
    /// - Parameters:
    ///   - picture: what it shows; nil where it could not be decoded.
    ///   - shown: it as stills may have to be made of it; nil where it could not be decoded.
    ///   - moment: when it was taken.
    ///   - large: what came of the larger stream since the last one, where stills are of it.
    /// - Throws: `IndexError` when the index cannot be written.
    mutating func see(
        _ picture: ReducedPicture?,
        _ shown: WaitingPicture?,
        at moment: MediaTime,
        besides large: [TimedKeyframe] = []
    ) throws(IndexError) {
        guard var pipeline = pipeline.take(), var session else { return }
        stills.note(large: large)
        let isWhole = look(at: picture, moment, with: &pipeline)
        if isWhole {
            session.watchedUntil = max(session.watchedUntil, moment)
            session.range.end = max(session.range.end, moment)
            self.session = session
            if let shown { stills.note(shown) }
            restingCount = pipeline.restingSince.count
            hold(pipeline.restingSince, at: moment)
            tellNeeds(pipeline.restingSince)
        }
        if isDue(moment, pipeline.restingSince) {
            try record(&pipeline, session)
        }
        self.pipeline = consume pipeline
    }

    /// Writes what was learned; the stream broke off.
    ///
    /// - Throws: `IndexError` when the index cannot be written.
    mutating func pause() throws(IndexError) {
        guard var pipeline = pipeline.take(), let session else { return }
        try record(&pipeline, session)
        self.pipeline = consume pipeline
    }

    /// Writes what was learned, with the state to go on from, as nothing more comes for now.
    ///
    /// - Throws: `IndexError` when the index cannot be written.
    mutating func save() throws(IndexError) {
        guard var pipeline = pipeline.take(), var session else { return }
        session.isComplete = true
        try record(&pipeline, session, isLast: true)
        self.session = session
        self.pipeline = consume pipeline
    }

    /// Judges what stands on what was seen, once it is saved: it goes on when the camera is watched
    /// again.
    ///
    /// - Throws: `IndexError` when the index cannot be written.
    mutating func conclude() throws(IndexError) {
        guard var pipeline = pipeline.take() else { return }
        try recorder.recordEnd(of: &pipeline)
        try sign()
        session = nil
    }

    private mutating func end() throws(IndexError) {
        try save()
        try conclude()
    }

    /// Has it watched by other rules or from another source when it is begun again; what stands
    /// goes on then, and is judged by the rules of then.
    ///
    /// - Throws: `IndexError` when the index cannot be read or written; nothing has changed then.
    mutating func follow(_ order: WatchOrder) throws(IndexError) {
        try end()
        lacking?.formUnion(recorder.takeWritten())
        let context = order.context
        recorder = try Self.recorder(context)
        evidence = EvidenceMaker(context, timeline: .utc)
        self.context = context
        needed = context.settings
        source = order.camera.watchedSource
        showStills(by: order)
    }

    /// Gives up what was not written, as the index refused it.
    ///
    /// The camera is watched from its last checkpoint on when it is begun again.
    mutating func abandon() {
        _ = pipeline.take()
        session = nil
        isUnproven = true
    }

    /// Takes note of how far the camera's own clock is off; nil where it does not tell.
    mutating func note(_ clock: CameraClock?, at moment: MediaTime) {
        if let clock { self.clock.note(clock, at: moment) }
    }

    /// What could not be done since the last call.
    mutating func takeTroubles() -> [CameraNews] {
        defer { troubles = [] }
        return troubles
    }

    /// How far it is, where `conditions` are wrong with the camera.
    func progress(with conditions: [Event.Kind]) -> WatchProgress {
        WatchProgress(
            restingCount: restingCount,
            openEventCount: openEventCount,
            conditions: conditions,
            isWritable: !isUnproven
        )
    }

    // MARK: - Beginning

    private mutating func start(
        _ pictures: PictureStream,
        _ fitted: ScanSettings,
        at moment: MediaTime
    ) throws(IndexError) {
        let format = pictures.format
        var planned = PlannedFootage(
            footage: Footage(
                id: FootageID(watching: source.description, since: moment),
                camera: context.camera,
                path: source.description,
                sizeBytes: 0,
                timeline: .utc,
                range: MediaRange(moment, moment),
                clock: Self.arrival,
                format: Footage.Format(
                    codec: format.codec,
                    frame: format.frame,
                    turn: format.turn,
                    frameRate: format.frameRate
                ),
                offset: moment,
                watchedUntil: moment,
                isComplete: false,
                settings: ""
            ),
            keyframeGap: fitted.parameters.pictureGap
        )
        planned.footage.isLive = true
        context.settings = fitted
        try recorder.judgeStanding()
        if let restored = try restored(for: planned) {
            try recorder.begin(with: restored, at: moment)
            pipeline = consume restored
        } else {
            try recorder.begin(at: moment)
            pipeline = CameraPipeline(context, context.settings, beginningWith: planned)
        }
        planned.footage.settings = context.settings.stored
        session = planned.footage
        lastWhole = pipeline?.reached
        recorded = moment
        checkpoint = nil
        // What rests is known at a bit less than half of the floor; its picture must be there yet.
        stills.lookback = context.settings.parameters.floor * 0.75
    }

    /// A pipeline in the state in which the camera was left, where its keyframes lay as they do
    /// now.
    private mutating func restored(
        for planned: PlannedFootage
    ) throws(IndexError) -> CameraPipeline? {
        let stored = try context.index.checkpoint(camera: context.camera, timeline: .utc)
        guard let checkpoint = stored, checkpoint.reached < planned.footage.offset,
            let file = recorder.known.files.last(where: { $0.offset < checkpoint.reached }),
            let settings = context.settings.serving(file.settings),
            Self.isSame(settings, context.settings),
            let state = try state(of: checkpoint),
            let restored = CameraPipeline(context, settings, beginningWith: planned, from: state)
        else { return nil }
        context.settings = settings
        return restored
    }

    private mutating func state(of checkpoint: Checkpoint) throws(IndexError) -> StateReader? {
        var lost: LostState?
        let state = try recorder.state(of: checkpoint, &lost)
        if let lost { troubles.append(.stateLost(lost)) }
        return state
    }

    /// Whether keyframes lie as far apart, within what they vary by.
    private static func isSame(_ known: ScanSettings, _ new: ScanSettings) -> Bool {
        let (old, now) = (known.parameters.pictureGap, new.parameters.pictureGap)
        return known.gear == new.gear && now <= old * bearableChange && old <= now * bearableChange
    }

    // MARK: - Looking

    /// Hands a keyframe to the detector; false where there is nothing to be seen on it.
    private mutating func look(
        at picture: ReducedPicture?,
        _ moment: MediaTime,
        with pipeline: inout CameraPipeline
    ) -> Bool {
        do throws(MediaError) {
            guard let picture else {
                isDamaged = true
                return false
            }
            let frame = try DecodedFrame(picture, path: source.description)
            if isDamaged, let lastWhole { pipeline.noteDamage(MediaRange(lastWhole, moment)) }
            isDamaged = false
            lastWhole = moment
            try pipeline.step(frame, at: moment)
            pipeline.rest()
            frozenSince = pipeline.frozenSince
            return true
        } catch {
            // Memory ran out: nothing was seen.
            isDamaged = true
            return false
        }
    }

    private mutating func hold(_ resting: [MediaTime], at moment: MediaTime) {
        do {
            try stills.hold(resting, at: moment)
        } catch {
            troubles.append(
                .evidence("a picture that may be evidence could not be kept: \(error)")
            )
        }
    }

    /// Tells who records what must be recorded, where that has changed.
    private mutating func tellNeeds(_ resting: [MediaTime]) {
        guard let recording = context.recording else { return }
        let new = recording.needs(of: resting, lookback: stills.lookback, judged: recorded)
        guard new != needs else { return }
        needs = new
        recording.tell(new)
    }

    // MARK: - Writing

    /// Whether it is time to write: regularly, and once a limit has passed.
    private func isDue(_ moment: MediaTime, _ resting: [MediaTime]) -> Bool {
        guard let recorded, !isUnproven else { return true }
        if moment - recorded >= Self.longestStep { return true }
        return stills.isLimit(of: resting, behind: recorded, before: moment)
    }

    private mutating func record(
        _ pipeline: inout CameraPipeline,
        _ session: Footage,
        isLast: Bool = false
    ) throws(IndexError) {
        let isKept = isLast || isCheckpointDue(pipeline.reached, pipeline.restingSince)
        try recorder.record(&pipeline, session, withCheckpoint: isKept, clock: clock.waiting)
        clock.noteWritten()
        isUnproven = false
        recorded = pipeline.reached ?? recorded
        if isKept { checkpoint = recorded }
        tellNeeds(pipeline.restingSince)
        evidence.remove(recorder.takeOrphanedStills())
        evidence.reached = pipeline.reached
        evidence.kept = stills.pictures(of: session)
        // Noted first: what cannot be made now, as the index is busy, is made with the next step.
        lacking?.formUnion(recorder.takeWritten())
        lacking = try evidence.makeMissing(of: lacking)
        try sign()
        try stills.release(besides: pipeline.restingSince)
    }

    private func isCheckpointDue(_ reached: MediaTime?, _ resting: [MediaTime]) -> Bool {
        guard let checkpoint, let reached else { return true }
        return reached - checkpoint >= (resting.isEmpty ? Self.longestIdleLoss : Self.longestLoss)
    }

    /// Signs events whose stills were made, and those that have ended; what is still going on is
    /// not signed again with each step.
    private mutating func sign() throws(IndexError) {
        // What goes on changes with each step: where nothing did, nothing goes on.
        guard let since = recorder.takeChanges(), let reached else {
            openEventCount = 0
            return
        }
        let range = MediaRange(since, reached + Self.longestStep)
        let open = try context.events(on: .utc, within: [range]).filter {
            $0.event.state == .open
        }
        openEventCount = open.count
        let goingOn = open.filter { $0.manifest != nil }
        let problems = try evidence.sign(judged: range, leaving: Set(goingOn.map(\.event.id)))
        troubles += problems.map { .evidence($0.description) }
    }
}
