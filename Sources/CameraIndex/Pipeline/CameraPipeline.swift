/// From decoded frames to facts: what one camera's footage says, in the order in which it is seen.
///
/// Synchronous and deterministic: the same frames at the same times give the same facts, however
/// they arrive. It does no I/O.
public struct CameraPipeline: ~Copyable {
    private let parameters: DetectorParameters
    /// Whether only keyframes are read.
    private let onlyKeyframes: Bool
    /// Whether pictures that are not analysed are decoded all the same.
    private let decodesAll: Bool
    /// Threads that may decode a file at a time.
    private let threads: Int
    /// Knows how fast files are read.
    private var storage: StorageMeter?
    private var detector: StopDetector?
    private var average: BoxAverage?
    private var sampler: FrameSampler
    private var meter: CoverageMeter
    /// How far the samples lie apart.
    private var rhythm = PictureRhythm()
    private var pending = LearnedFacts()
    private var freeze = FreezeWatch()
    /// From when on the stream is frozen and the ledger does not say so yet, or nil.
    private var frozenFrom: MediaTime?
    /// Pictures that were decoded of the files that were read.
    public private(set) var decodedCount = 0
    /// The file that is being read, or nil between two.
    private var reading: Reading?
    /// The newest moment that was seen.
    public private(set) var reached: MediaTime?
    /// Samples that were analysed.
    public private(set) var sampleCount = 0

    /// Makes a pipeline.
    ///
    /// - Parameters:
    ///   - parameters: the detector's.
    ///   - frameInterval: the usual time between two pictures, where it is known.
    ///   - onlyKeyframes: whether only keyframes of files are read.
    ///   - decodesAll: whether pictures that are not analysed are decoded all the same.
    ///   - threads: how many threads may decode a file at a time; they change nothing else.
    public init(
        parameters: DetectorParameters,
        frameInterval: MediaDuration?,
        onlyKeyframes: Bool = false,
        decodesAll: Bool = true,
        threads: Int = 1
    ) {
        self.parameters = parameters
        self.onlyKeyframes = onlyKeyframes
        self.decodesAll = decodesAll
        self.threads = threads
        sampler = FrameSampler(period: parameters.samplePeriod)
        meter = CoverageMeter(floor: parameters.floor, frameInterval: frameInterval)
    }

    /// Takes up a frame; `time` is its moment on the camera's timeline.
    ///
    /// Frames that do not lie after the newest one are passed over: footage may overlap.
    ///
    /// - Throws: `MediaError` when the picture cannot be converted.
    public mutating func step(
        _ frame: borrowing DecodedFrame,
        at time: MediaTime
    ) throws(MediaError) {
        if let reached, time <= reached { return }
        reached = time
        guard sampler.takes(time) else { return try noteKeyframe(frame, at: time) }
        sampleCount += 1
        let geometry = AnalysisGeometry(frame: frame.size, turn: frame.turn)
        if detector?.geometry != geometry { start(geometry) }
        guard var average = average.take() else { return }
        let plane = try frame.averaged(by: &average)
        self.average = average
        freeze.note(plane, at: time)
        try noteKeyframe(frame, at: time)
        guard frozenFrom == nil else { return }
        detector?.observe(plane, at: time)
        meter.watched(at: time, usualStep: rhythm.usualStep)
        rhythm.step(to: time)
    }

    /// Lets go of what can be made anew for the next frame: another camera may be looked at first.
    mutating func rest() {
        detector?.rest()
    }

    /// Takes note of a keyframe: it may show that the stream is frozen, or is not any more.
    private mutating func noteKeyframe(
        _ frame: borrowing DecodedFrame,
        at time: MediaTime
    ) throws(MediaError) {
        if frame.isKeyframe, freeze.asksForKeyframe(at: time) {
            freeze.noteKeyframe(try frame.digest(), at: time)
        }
        switch (frozenFrom, freeze.since) {
        case (nil, let since?):
            detector?.takeBack(since: since)
            frozenFrom = since
        case (_?, nil):
            noteFrozen(until: time)
            frozenFrom = nil
        default: break
        }
    }

    /// Says in the ledger how far the stream has been frozen, where it is.
    private mutating func noteFrozen(until time: MediaTime) {
        guard let from = frozenFrom else { return }
        meter.blind(MediaRange(from, time), .frozen)
        frozenFrom = max(from, time)
    }

    /// Takes note of a stretch whose footage is damaged.
    public mutating func noteDamage(_ range: MediaRange) {
        meter.blind(range, .damaged)
    }

    /// Takes note that the footage ends at `time`, after its last frame.
    public mutating func noteEnd(at time: MediaTime) {
        noteFrozen(until: time)
        meter.ended(at: time)
    }

    /// What was learned since the last call.
    ///
    /// With `isFinal` nothing more will come for now: what is still being judged is judged on what
    /// was seen. The state to go on from must be archived before that.
    public mutating func takeFacts(isFinal: Bool) -> LearnedFacts {
        if isFinal { detector?.finish() }
        collect()
        var facts = pending
        pending = LearnedFacts()
        facts.stops += detector?.openStops ?? []
        if let reached { noteFrozen(until: reached) }
        facts.coverage = meter.take()
        return facts
    }

    /// Since when things seem to rest that stand now, whether or not they will prove to be stops.
    public var restingSince: [MediaTime] { detector?.restingSince ?? [] }

    /// Since when the stream has shown one picture again and again, or nil.
    var frozenSince: MediaTime? { freeze.since }

    /// What the detector sees and thinks now, or nil before the first frame.
    public var snapshot: DetectorSnapshot? { detector?.snapshot }

    /// A frame of another size or turn is another view: what stands is interrupted.
    private mutating func start(_ geometry: AnalysisGeometry) {
        detector?.interrupt(.interrupted)
        collect()
        detector = StopDetector(geometry: geometry, parameters: parameters)
        average = BoxAverage(geometry)
        if let reached { noteFrozen(until: reached) }
        frozenFrom = nil
        freeze = FreezeWatch()
    }

    private mutating func collect() {
        guard var detector = detector.take() else { return }
        pending.stops += detector.takeFinished()
        pending.activity += detector.takeActivity()
        pending.observability += detector.takeObservability()
        for range in detector.takeUnreadable() { meter.blind(range, .unreadable) }
        self.detector = detector
    }
}

// MARK: - Reading

extension CameraPipeline: FactSource {
    var failure: MediaError? { nil }

    /// A file that is being read frame by frame.
    struct Reading: ~Copyable {
        let offset: MediaTime
        var reader: VideoReader
    }

    init(_ context: CameraContext, _ settings: ScanSettings, beginningWith file: PlannedFootage) {
        let onlyKeyframes = settings.gear == .keyframes
        self.init(
            parameters: settings.parameters,
            frameInterval: onlyKeyframes ? file.keyframeGap : file.frameInterval,
            onlyKeyframes: onlyKeyframes,
            decodesAll: settings.gear == .all,
            threads: context.threads
        )
        // Who reads every frame reads on end as it is.
        storage = onlyKeyframes ? context.storage : nil
    }

    mutating func open(
        _ file: Footage,
        from start: MediaTime,
        after known: [Footage],
        interrupt: Interrupt
    ) throws(MediaError) {
        let shift = file.offset - MediaTime.zero
        let sampler = FrameSampler(period: sampler.period, due: sampler.due.map { $0 - shift })
        var reader = try VideoReader(
            analysing: file.path,
            threads: threads,
            onlyKeyframes: onlyKeyframes,
            sampler: decodesAll ? nil : sampler,
            storage: storage,
            interrupt: interrupt
        )
        if start > .zero { try reader.seek(toKeyframeAtOrBefore: start) }
        reading = Reading(offset: file.offset, reader: reader)
    }

    mutating func step() throws(MediaError) -> MediaTime? {
        guard var reading = reading.take() else { return nil }
        while let step = try reading.reader.next() {
            switch consume step {
            case .frame(let frame):
                let time = reading.offset + (frame.time - MediaTime.zero)
                decodedCount += 1
                try self.step(frame, at: time)
                self.reading = consume reading
                return time
            case .damaged(let range):
                let shift = reading.offset - MediaTime.zero
                noteDamage(MediaRange(range.start + shift, range.end + shift))
            }
        }
        return nil
    }
}

// MARK: - State

extension CameraPipeline {
    /// The state as bytes, or nil before the first frame; `takeFacts(isFinal: false)` comes first.
    public func archivedState() -> [UInt8]? {
        guard detector != nil, reached != nil else { return nil }
        var writer = StateWriter()
        archive(to: &writer)
        return writer.whole
    }

    func archive(to writer: inout StateWriter) {
        guard let detector, let reached else { return }
        let geometry = detector.geometry
        writer.write(reached)
        writer.write(sampler.due)
        writer.write(geometry.frame.width)
        writer.write(geometry.frame.height)
        writer.write(geometry.turn.rawValue)
        detector.archive(to: &writer)
        freeze.archive(to: &writer)
        writer.write(frozenFrom)
        writer.write(rhythm.newest)
        writer.write(each: rhythm.steps) { $0.write($1.microseconds) }
    }

    /// Goes on from `archivedState()`: what follows is seen as if nothing had happened.
    ///
    /// - Throws: `DetectionError` when the state is damaged or was made with other settings.
    public mutating func restore(_ state: [UInt8]) throws(DetectionError) {
        var reader = try StateReader(whole: state)
        try restore(from: &reader)
        guard reader.isAtEnd else { throw .damagedState }
    }

    mutating func restore(from reader: inout StateReader) throws(DetectionError) {
        let reached = try reader.time()
        let due = try reader.optionalTime()
        let frame = PixelSize(width: try reader.int(), height: try reader.int())
        guard let turn = QuarterTurn(rawValue: try reader.int()),
            (1...32_768).contains(frame.width), (1...32_768).contains(frame.height)
        else { throw .damagedState }
        let geometry = AnalysisGeometry(frame: frame, turn: turn)
        detector = try StopDetector(
            geometry: geometry,
            parameters: parameters,
            from: &reader
        )
        try freeze.restore(from: &reader)
        frozenFrom = try reader.optionalTime()
        rhythm = PictureRhythm(
            newest: try reader.optionalTime(),
            steps: try reader.each { reader throws(DetectionError) in
                MediaDuration(microseconds: try reader.int64())
            }
        )
        average = BoxAverage(geometry)
        sampler = FrameSampler(period: parameters.samplePeriod, due: due)
        if frozenFrom == nil { meter.watched(at: reached) }
        self.reached = reached
    }

    /// The names of the stops that stand.
    var openStopIDs: Set<StopID> { Set((detector?.openStops ?? []).map(\.id)) }

    /// When the oldest of what stands came to rest.
    var openSince: MediaTime? { detector?.openStops.map(\.since).min() }

    /// How long something may go unseen before it counts as gone.
    var longestHiding: MediaDuration {
        .seconds(Double(parameters.lostSeconds)) + parameters.longestGap
    }
}
