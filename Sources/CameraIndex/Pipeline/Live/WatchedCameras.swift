import Dispatch
import Synchronization

/// The cameras that are watched now: they come, go and change while the others are watched on.
final class WatchedCameras: Sendable {
    private struct State {
        var cameras: [String: WatchedCamera] = [:]
        /// Whether those that come are received at once.
        var isRunning = false
        var isStopped = false
        /// The threads that receive.
        var receiverCount = 0
    }

    /// What this machine's clock showed when the watch began; it is not asked again.
    let start: (steady: MediaTime, utc: UTCTime)
    private let index: EventIndex
    private let pool: DecodingPool
    /// Who records the cameras; nil where nobody does.
    private let recordings: RecordingPool?
    private let clock: any HostClock
    private let holder: LeaseHolder
    private let mostWaiting: Int
    private let isOnce: Bool
    private let report: @Sendable (_ camera: String, CameraNews) -> Void
    private let limits: Mutex<StreamLimits>
    private let state = Mutex(State())
    /// Is held while the cameras change: one change at a time.
    private let changing = Mutex(())
    /// Counts what `run` may wait for: ends of receivers, and the stop.
    private let ends = DispatchSemaphore(value: 0)

    /// Prepares to watch the cameras of a request: takes their leases and reads what is known of
    /// them.
    ///
    /// - Throws: `IndexError` when the index cannot be read or another process writes a camera.
    init(
        _ request: WatchRequest,
        on index: EventIndex,
        pool: DecodingPool,
        recording: RecordingPool?,
        report: @escaping @Sendable (_ camera: String, CameraNews) -> Void
    ) throws(IndexError) {
        self.index = index
        self.pool = pool
        recordings = recording
        clock = request.clock
        start = (steady: clock.steady, utc: clock.utc)
        holder = LeaseHolder.thisProcess(request.command)
        mostWaiting = request.mostWaiting
        isOnce = request.isOnce
        self.report = report
        limits = Mutex(request.limits)
        for camera in request.cameras { try add(order(camera, request)) }
    }

    // MARK: - Watching

    /// Receives the cameras until `stop` is called from another thread, or each stream has ended
    /// where that was asked for.
    func run() {
        state.withLock { state in
            state.isRunning = true
            for camera in state.cameras.values { receive(camera, &state) }
        }
        while !isOver { ends.wait() }
        state.withLock { $0.isStopped = true }
    }

    /// Makes `run` return soon.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for camera in state.cameras.values { camera.stop() }
        }
        ends.signal()
    }

    /// Writes what was learned; what is not written by `latest` on the steady clock is as it was
    /// some seconds before.
    func end(by latest: MediaTime?) {
        let cameras = state.withLock { $0.cameras.values.sorted { $0.live.name < $1.live.name } }
        let clock = clock
        // While one waits for the disk, another reckons.
        let round = LastRound(threads: 2 * pool.threads) {
            latest.map { clock.steady >= $0 } ?? false
        }
        // To judge what stands takes longer than all the rest, and the next run does it as well:
        // each camera is saved before any is judged.
        round.run(on: cameras) { $0.live.save() }
        round.run(on: cameras) { $0.live.conclude() }
    }

    /// Gives the leases back.
    func release() {
        for camera in state.withLock({ Array($0.cameras.values) }) { camera.release() }
    }

    /// How each camera is, by its name.
    var statuses: [CameraStatus] {
        let cameras = state.withLock { $0.cameras.values.sorted { $0.live.name < $1.live.name } }
        return cameras.map(\.status)
    }

    /// The longest of all cameras' times, such as for how long what came of one has waited.
    func longest(_ time: (LiveCamera) -> MediaDuration) -> MediaDuration {
        let cameras = state.withLock { Array($0.cameras.values) }
        return cameras.map { time($0.live) }.max() ?? .zero
    }

    private var isOver: Bool {
        state.withLock { ($0.isStopped || isOnce) && $0.receiverCount == 0 }
    }

    // MARK: - Changes

    /// Has the cameras watched that another request names, as it says; the others are let go of.
    ///
    /// Waits for no camera, and hurts none whose source and rules are the same.
    ///
    /// - Parameter request: names the cameras, the time zone and how long streams are waited for.
    /// - Returns: what that changed.
    func follow(_ request: WatchRequest) -> WatchChange {
        changing.withLock { _ in
            var change = WatchChange()
            guard !state.withLock({ $0.isStopped }) else { return change }
            limits.withLock { $0 = request.limits }
            if let asked = request.recording { recordings?.keep(asked.cameras) }
            let asked = Set(request.cameras.map(\.id))
            let known = state.withLock { Array($0.cameras.values) }
            for camera in known where !asked.contains(camera.live.name) && camera.dismiss() {
                change.removed.append(camera.live.name)
                letGo(of: camera)
            }
            change.removed.sort()
            for camera in request.cameras { follow(order(camera, request), noting: &change) }
            return change
        }
    }

    private func follow(_ order: WatchOrder, noting change: inout WatchChange) {
        let name = order.camera.id
        if let camera = state.withLock({ $0.cameras[name] }) {
            switch camera.follow(order) {
            case .unchanged:
                change.unchangedCount += 1
                return
            case .changed: return change.changed.append(name)
            case .takenBack: return change.added.append(name)
            case .tooLate: camera.waitUntilGone()
            }
        }
        do throws(IndexError) {
            try add(order)
            change.added.append(name)
        } catch {
            change.refused[name] = error
        }
    }

    private func order(_ camera: WatchRequest.Camera, _ request: WatchRequest) -> WatchOrder {
        var order = WatchOrder(camera: camera, timeZone: request.timeZone, index: index)
        order.recordings = recordings
        order.keepsClips = request.keepsClips
        if let recording = request.recording, let terms = recording.cameras[camera.id] {
            order.recording = (recording.place, terms)
        }
        return order
    }

    private func add(_ order: WatchOrder) throws(IndexError) {
        let name = order.camera.id
        let lease = try index.lease(name, holder: holder)
        let patience = limits.withLock { $0.read } / 2
        let meter = CameraMeter(order.terms(patience: patience), clock: clock)
        let live = try LiveCamera(
            order,
            clock: clock,
            mostWaiting: mostWaiting,
            meter: meter,
            report: news(of: name, meter)
        )
        let steady = clock.steady
        let now = MediaTime(microseconds: start.utc.microseconds) + (steady - start.steady)
        // Where the clock was ahead when the camera was watched last, its time goes on there.
        let begin = max(now, live.reached.map { $0 + MediaDuration(microseconds: 1) } ?? now)
        meter.begin(at: begin - steady)
        if begin > now + .seconds(1) { report(name, .ahead(begin - now)) }
        let camera = WatchedCamera(
            live,
            by: order,
            holding: lease,
            origin: begin - steady,
            pool: pool
        )
        state.withLock { state in
            guard !state.isStopped else { return }
            state.cameras[name] = camera
            if state.isRunning { receive(camera, &state) }
        }
    }

    private func receive(_ camera: WatchedCamera, _ state: inout State) {
        state.receiverCount += 1
        let receivers = WatchedCamera.Receivers(
            watched: { [self] in receiver(of: camera, by: $0, $1) },
            large: { [self] in largeReceiver(of: camera, by: $0, $1) }
        )
        camera.start(once: isOnce, by: receivers) { [self] in
            letGo(of: camera)
            self.state.withLock { $0.receiverCount -= 1 }
            ends.signal()
        }
    }

    private func receiver(
        of camera: WatchedCamera,
        by order: WatchOrder,
        _ interrupt: Interrupt
    ) -> CameraReceiver {
        let name = order.camera.id
        let isLarge = order.camera.detectSource == nil
        return CameraReceiver(
            source: order.camera.watchedSource,
            limits: { [self] in limits.withLock { $0 } },
            keyframeGap: order.keyframeGap,
            bound: { camera.bearableGap },
            clock: clock,
            origin: camera.origin,
            interrupt: interrupt,
            meter: camera.live.meter,
            deliver: { [pool] in pool.submit($0, of: camera.live) },
            report: news(of: name, camera.live.meter),
            record: isLarge ? recorder(by: order) : nil
        )
    }

    /// Who receives the larger stream: its keyframes are kept for stills.
    private func largeReceiver(
        of camera: WatchedCamera,
        by order: WatchOrder,
        _ interrupt: Interrupt
    ) -> CameraReceiver {
        let name = order.camera.id
        let patience = limits.withLock { $0.read } / 2
        let meter = CameraMeter(order.largeTerms(patience: patience), clock: clock)
        return CameraReceiver(
            source: order.camera.source,
            limits: { [self] in limits.withLock { $0 } },
            keyframeGap: WatchOrder.longestGap,
            bound: { nil },
            clock: clock,
            origin: camera.origin,
            interrupt: interrupt,
            meter: meter,
            deliver: { [pool] items in
                camera.live.keep(large: items.compactMap(\.keyframe))
                let news = items.compactMap(\.ofLargeStream)
                if !news.isEmpty { pool.submit(news, of: camera.live) }
            },
            report: news(of: name, meter) { .large($0) },
            record: recorder(by: order)
        )
    }

    /// Takes what is to be recorded of a camera; nil where nothing is.
    private func recorder(by order: WatchOrder) -> (@Sendable ([RecordingItem]) -> Void)? {
        if let terms = order.recording?.terms { recordings?.begin(order.camera.id, terms) }
        return recordings?.recordingOfCamera(order.camera.id)
    }

    /// Has what happens to a stream of a camera counted, and told as `told` has it.
    private func news(
        of name: String,
        _ meter: CameraMeter,
        as told: @escaping @Sendable (CameraNews) -> CameraNews = { $0 }
    ) -> @Sendable (CameraNews) -> Void {
        { [report] news in
            meter.note(news)
            report(name, told(news))
        }
    }

    /// Lets go of a camera, where that was asked for, once it is received no more.
    private func letGo(of camera: WatchedCamera) {
        camera.leaveIfDismissed { [self] in
            state.withLock { state in
                guard state.cameras[camera.live.name] === camera else { return }
                state.cameras[camera.live.name] = nil
            }
            recordings?.remove(camera.live.name)
        }
    }
}
