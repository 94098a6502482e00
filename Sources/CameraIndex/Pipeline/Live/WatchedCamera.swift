import Dispatch
import Synchronization

/// A camera while it is watched.
///
/// It is received on a thread of its own by one order after the other, until it is let go of or
/// the whole watch ends. What changes reaches who looks at its pictures through the inbox, so that
/// pictures of before are judged as before.
final class WatchedCamera: Sendable {
    /// What a new order means for a camera.
    enum Outcome {
        /// It is watched as it was.
        case unchanged
        /// It is watched by other rules, or from another source.
        case changed
        /// It was about to be let go of, and is watched on.
        case takenBack
        /// It is let go of: it can only be added anew when that is done.
        case tooLate
    }

    /// Make the receivers of now return.
    struct Interrupts {
        let watched = Interrupt()
        let large = Interrupt()

        func request() {
            watched.request()
            large.request()
        }
    }

    /// Make who receives a camera's streams by an order, until an interrupt is requested.
    struct Receivers: Sendable {
        let watched: @Sendable (WatchOrder, Interrupt) -> CameraReceiver
        let large: @Sendable (WatchOrder, Interrupt) -> CameraReceiver
    }

    private struct State {
        var order: WatchOrder
        var interrupts = Interrupts()
        /// Knows how the larger stream is, where there is one.
        var largeMeter: CameraMeter?
        /// Whether it is to be watched; else it is let go of.
        var isWanted = true
        /// Whether the whole watch ends.
        var isStopped = false
        /// Whether nothing is received any more.
        var isOver = false
        /// Whether it is being let go of, for good.
        var isLeaving = false
    }

    /// Who looks at its pictures.
    let live: LiveCamera
    /// What is added to the steady clock to have the camera's timeline.
    let origin: MediaDuration
    private let pool: DecodingPool
    private let lease: CameraLease
    private let state: Mutex<State>
    /// Is signalled once the camera has been let go of.
    private let gone = DispatchSemaphore(value: 0)

    /// Makes a camera that nobody receives yet.
    init(
        _ live: LiveCamera,
        by order: WatchOrder,
        holding lease: CameraLease,
        origin: MediaDuration,
        pool: DecodingPool
    ) {
        self.live = live
        self.origin = origin
        self.pool = pool
        self.lease = lease
        state = Mutex(State(order: order))
    }

    /// How it is.
    var status: CameraStatus {
        var status = live.meter.status(waiting: live.wait)
        let large = state.withLock { $0.largeMeter }
        status.large = large.map { .init($0.status(waiting: .zero)) }
        return status
    }

    /// How far its keyframes may lie apart before what lies between is decoded; nil where that is
    /// never.
    var bearableGap: MediaDuration? { state.withLock { $0.order }.bearableGap }

    // MARK: - Receiving

    /// Receives it on a thread of its own.
    ///
    /// - Parameters:
    ///   - isOnce: whether that ends when the stream does.
    ///   - receivers: make who receives it.
    ///   - ended: is told when nothing more is received.
    func start(
        once isOnce: Bool,
        by receivers: Receivers,
        ended: @escaping @Sendable () -> Void
    ) {
        _ = ReceiverThread { [self] in
            receive(once: isOnce, by: receivers)
            ended()
        }
    }

    private func receive(once isOnce: Bool, by receivers: Receivers) {
        while let (order, interrupts, isNew) = next() {
            if isNew { pool.submit([.follows(order)], of: live) }
            let large = order.camera.detectSource.map { _ in
                receivers.large(order, interrupts.large)
            }
            state.withLock { $0.largeMeter = large?.meter }
            let besides = large.map { large in ReceiverThread { large.run() } }
            receivers.watched(order, interrupts.watched).run(once: isOnce)
            let isEnd = isOnce && !interrupts.watched.isRequested
            interrupts.large.request()
            besides?.wait()
            if isEnd { return state.withLock { $0.isOver = true } }
        }
    }

    /// By what it is received next, and whether that is new; nil where it is not received.
    private func next() -> (WatchOrder, Interrupts, isNew: Bool)? {
        state.withLock { state in
            guard state.isWanted, !state.isStopped else {
                state.isOver = true
                return nil
            }
            let isNew = state.interrupts.watched.isRequested
            if isNew { state.interrupts = Interrupts() }
            return (state.order, state.interrupts, isNew)
        }
    }

    // MARK: - Changes

    /// Has it watched by another order from now on.
    ///
    /// What stands goes on. The stream stays connected where it serves the new order too.
    func follow(_ order: WatchOrder) -> Outcome {
        let (outcome, isReceivedOn) = state.withLock { state -> (Outcome, Bool) in
            if state.isOver, !state.isWanted { return (.tooLate, false) }
            let old = state.order
            state.order = order
            guard state.isWanted else {
                // Its thread takes up the order when the receiver has returned.
                state.isWanted = true
                return (.takenBack, false)
            }
            if order.isSame(as: old) { return (.unchanged, false) }
            if order.isReceived(as: old) { return (.changed, true) }
            state.interrupts.request()
            return (.changed, false)
        }
        if isReceivedOn { pool.submit([.follows(order)], of: live) }
        return outcome
    }

    /// Lets go of it; false where that was asked for already.
    func dismiss() -> Bool {
        state.withLock { state in
            defer { state.isWanted = false }
            state.interrupts.request()
            return state.isWanted
        }
    }

    /// Has nothing received any more, as the whole watch ends.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.interrupts.request()
        }
    }

    // MARK: - The end

    /// Lets go of it where that was asked for and nothing is received any more: has written what
    /// was learned once all that came is looked at, then gives its lease back.
    ///
    /// - Parameter done: is told when that is done.
    func leaveIfDismissed(_ done: @escaping @Sendable () -> Void) {
        let isTime = state.withLock { state in
            guard state.isOver, !state.isWanted, !state.isLeaving else { return false }
            state.isLeaving = true
            return true
        }
        guard isTime else { return }
        let leave: @Sendable () -> Void = { [self] in
            lease.release()
            done()
            gone.signal()
        }
        pool.submit([.leaves(leave)], of: live)
    }

    /// Waits until it has been let go of.
    func waitUntilGone() {
        gone.wait()
        gone.signal()
    }

    /// Gives its lease back, as the whole watch has ended.
    func release() { lease.release() }
}
