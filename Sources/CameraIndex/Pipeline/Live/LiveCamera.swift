import Synchronization

/// A live camera: what came and waits to be looked at, and who watches it.
final class LiveCamera: Sendable {
    /// The stream that is watched, for when the index can be written again.
    private struct Stream {
        let pictures: PictureStream
        let keyframeGap: MediaDuration
    }

    private struct State: ~Copyable {
        var watch: CameraWatch
        var health: HealthRecorder
        var stream: Stream?
        /// By what it is to be watched, where that has not been taken up yet.
        var order: WatchOrder?
        /// When the index could not be written last, on the steady clock; nil where it could.
        var failedAt: MediaTime?
    }

    /// What is seen of a picture.
    fileprivate struct Look {
        /// What is analysed of it; nil where it could not be decoded.
        let picture: ReducedPicture?
        /// What stills are made of.
        let shown: WaitingPicture?
        let at: MediaTime
    }

    /// Name of the camera.
    let name: String
    /// Knows how it is.
    let meter: CameraMeter
    private let clock: any HostClock
    private let report: @Sendable (CameraNews) -> Void
    private let inbox: Mutex<LiveInbox>
    private let state: Mutex<State>
    /// Decodes what lies between keyframes, where they lie too far apart.
    private let between = StretchDecoder()

    /// So long it is waited until the index is tried again.
    private static let patience = MediaDuration.seconds(2)

    /// Prepares a camera.
    ///
    /// - Throws: `IndexError` when the index cannot be read.
    init(
        _ order: WatchOrder,
        clock: any HostClock,
        mostWaiting: Int,
        meter: CameraMeter,
        report: @escaping @Sendable (CameraNews) -> Void
    ) throws(IndexError) {
        name = order.camera.id
        self.meter = meter
        self.clock = clock
        self.report = report
        inbox = Mutex(LiveInbox(mostWaiting: mostWaiting, need: LookNeed(bound: order.bound)))
        state = Mutex(
            State(
                watch: try CameraWatch(order),
                health: try HealthRecorder(camera: order.camera.id, index: order.index)
            )
        )
    }

    /// The newest moment of the timeline that was watched, by this program or one before it.
    var reached: MediaTime? { state.withLock { $0.watch.reached } }

    /// How much it needs to be looked at: who does most comes first.
    var need: LookNeed { inbox.withLock { $0.need } }

    /// For how long the same item waits or is worked on.
    var wait: MediaDuration {
        inbox.withLock { $0.busySince.map { clock.steady - $0 } ?? .zero }
    }

    /// For how long it is being worked on.
    var work: MediaDuration {
        inbox.withLock { $0.workedSince.map { clock.steady - $0 } ?? .zero }
    }

    /// Lays items in.
    ///
    /// - Returns: whether it must be queued for that.
    func lay(_ items: [LiveItem]) -> Bool {
        inbox.withLock { inbox in
            inbox.items.add(items)
            guard !inbox.isQueued, !inbox.items.isEmpty else { return false }
            inbox.isQueued = true
            inbox.busySince = clock.steady
            return true
        }
    }

    /// Takes keyframes of the larger stream, of which stills are made.
    ///
    /// Nothing is looked for in them: they wait for the next look at the stream that is watched.
    func keep(large keyframes: [TimedKeyframe]) {
        inbox.withLock { $0.add(large: keyframes) }
    }

    /// Works on the picture that waits longest and on what happened before it; whether something
    /// else waits.
    func work(with decoders: DecoderShelf) -> Bool {
        let (turn, passedOver) = inbox.withLock { inbox in
            inbox.workedSince = clock.steady
            return (inbox.items.takeTurn(), inbox.items.takePassedOver())
        }
        if passedOver > 0 { report(.overloaded(passedOver)) }
        for item in turn { handle(item, decoders) }
        return inbox.withLock { inbox in
            inbox.workedSince = nil
            if turn.last?.isLook == true { inbox.need.looked = clock.steady }
            inbox.isQueued = !inbox.items.isEmpty
            inbox.busySince = inbox.isQueued ? clock.steady : nil
            return inbox.isQueued
        }
    }

    /// Writes what was learned, with the state to go on from: nothing more comes for now.
    func save() {
        state.withLock { state in
            attempt(&state) { state throws(IndexError) in
                try state.health.write(at: state.watch.reached ?? .zero, isLast: true)
                try state.watch.save()
            }
        }
    }

    /// Ends the watching, once it is saved.
    func conclude() {
        state.withLock { state in
            attempt(&state) { state throws(IndexError) in try state.watch.conclude() }
        }
    }

    // MARK: - Items

    private func handle(_ item: LiveItem, _ decoders: DecoderShelf) {
        if case .leaves(let done) = item {
            state.withLock { $0.health.leave() }
            save()
            conclude()
            return done()
        }
        let begin = ProcessorTime.ofThisThread
        let look = look(at: item, decoders)
        let large = look.map { look in inbox.withLock { $0.takeLarge(upTo: look.at) } } ?? []
        let progress = state.withLock { state in
            attempt(&state) { state throws(IndexError) in
                switch item {
                case .began(let pictures, let gap, let gear, let moment):
                    if gear == .keyframes { between.letGo() }
                    report(.watching(every: gap, by: gear))
                    state.stream = Stream(pictures: pictures, keyframeGap: gap)
                    guard try isReady(&state, at: moment) else { return }
                    try state.watch.begin(pictures, keyframeGap: gap, at: moment)
                case .keyframe, .stretch:
                    guard let look, try isReady(&state, at: look.at) else { return }
                    try state.watch.see(look.picture, look.shown, at: look.at, besides: large)
                    let frozen = state.watch.frozenSince
                    state.health.note(look.picture, frozenSince: frozen, at: look.at)
                    try state.health.write(at: look.at)
                case .broke: try state.watch.pause()
                case .absent(let reason, let moment):
                    state.health.noteAbsence(reason, at: moment)
                    try state.health.write(at: moment)
                case .largeAbsent(let reason, let moment):
                    state.health.noteLargeStream(absent: reason, at: moment)
                    try state.health.write(at: moment)
                case .largeReceived: state.health.noteLargeStreamReceived()
                case .gauge(let reading, let moment):
                    state.health.note(reading, at: moment)
                    state.watch.note(meter.cameraClock, at: moment)
                case .follows(let order):
                    meter.follow(order)
                    inbox.withLock { $0.need.bound = order.bound }
                    if order.camera.detectSource == nil { state.health.noteLargeStreamReceived() }
                    state.order = order
                    try takeUpOrder(&state)
                case .leaves: return
                }
            }
            return state.watch.progress(with: state.health.conditions)
        }
        let used = ProcessorTime.ofThisThread - begin
        meter.note(item.look(at: look), costing: used, progress)
    }

    /// What is to be seen of an item; nil where it holds no picture.
    private func look(at item: LiveItem, _ decoders: DecoderShelf) -> Look? {
        do throws(MediaError) {
            switch item {
            case .keyframe(let keyframe):
                let picture = try decoders.picture(of: keyframe.packet, keyframe.pictures)
                let shown = try shown(keyframe, decoders)
                return Look(picture: picture, shown: shown, at: keyframe.at)
            case .stretch(let stretch):
                guard let last = try between.look(at: stretch) else {
                    return Look(picture: nil, shown: nil, at: stretch.end)
                }
                let shown = WaitingPicture(jpeg: last.jpeg, at: last.at)
                return Look(picture: last.picture, shown: shown, at: last.at)
            default: return nil
            }
        } catch {
            report(.undecoded(error))
            return item.moment.map { Look(picture: nil, shown: nil, at: $0) }
        }
    }

    /// A keyframe as stills are made of it: where it is not compressed, it is now.
    private func shown(
        _ keyframe: TimedKeyframe,
        _ decoders: DecoderShelf
    ) throws(MediaError) -> WaitingPicture? {
        guard keyframe.pictures.isUncompressed else { return WaitingPicture(keyframe) }
        let jpeg = try decoders.jpeg(of: keyframe.packet, keyframe.pictures)
        return jpeg.map { WaitingPicture(jpeg: $0, at: keyframe.at) }
    }

    /// Whether pictures can be looked at: where the index could not be written, that is tried once
    /// more after a while, and where the order is new, the watching begins with it.
    private func isReady(
        _ state: inout State,
        at moment: MediaTime
    ) throws(IndexError) -> Bool {
        if let failedAt = state.failedAt, clock.steady - failedAt < Self.patience { return false }
        try takeUpOrder(&state)
        if !state.watch.hasBegun, let stream = state.stream {
            try state.watch.begin(stream.pictures, keyframeGap: stream.keyframeGap, at: moment)
        }
        state.failedAt = nil
        return state.watch.hasBegun
    }

    private func takeUpOrder(_ state: inout State) throws(IndexError) {
        guard let order = state.order else { return }
        try state.watch.follow(order)
        state.order = nil
    }

    private func attempt(
        _ state: inout State,
        _ work: (inout State) throws(IndexError) -> Void
    ) {
        do throws(IndexError) {
            try work(&state)
        } catch {
            state.failedAt = clock.steady
            state.watch.abandon()
            report(.unwritten(error))
        }
        for trouble in state.watch.takeTroubles() { report(trouble) }
    }
}

extension LiveItem {
    /// When its picture was taken; nil where it holds none.
    fileprivate var moment: MediaTime? {
        switch self {
        case .keyframe(let keyframe): keyframe.at
        case .stretch(let stretch): stretch.end
        default: nil
        }
    }

    /// What came of it, where a picture was looked at or not.
    fileprivate func look(at look: LiveCamera.Look?) -> CameraMeter.Look {
        switch self {
        case .began: .began
        case .keyframe, .stretch:
            look.map { .keyframe($0.at, isSeen: $0.picture != nil) } ?? .other
        case .broke: .broke
        case .absent, .largeAbsent, .largeReceived, .gauge, .follows, .leaves: .other
        }
    }
}
