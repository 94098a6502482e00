import Synchronization

/// How far a scan has come; read from any thread.
public final class ScanProgress: Sendable {
    /// How far a scan has come at one moment.
    public struct Snapshot: Sendable {
        /// Footage to be looked at.
        public var total = MediaDuration.zero
        /// Footage that was watched or known already.
        public var done = MediaDuration.zero
        /// Footage of `done` that was decoded in this scan.
        public var watched = MediaDuration.zero
        /// The moment reached, and the camera whose it is.
        public var reached: MediaTime?
        /// What `reached` means in the world.
        public var clock = MediaClock.unknown
        /// The camera that was last worked on.
        public var camera = ""
        /// Events found or known so far.
        public var events = 0
    }

    private struct State {
        var snapshot = Snapshot()
        var events: Set<EventID> = []
    }

    private let state = Mutex(State())

    /// Makes a progress from nothing.
    public init() {}

    /// How far it is now.
    public var snapshot: Snapshot { state.withLock { $0.snapshot } }

    func expect(_ total: MediaDuration) {
        state.withLock { $0.snapshot.total = total }
    }

    func advance(
        _ step: MediaDuration,
        to reached: MediaTime,
        of camera: String,
        clock: MediaClock
    ) {
        state.withLock { state in
            state.snapshot.done = state.snapshot.done + step
            state.snapshot.watched = state.snapshot.watched + step
            state.snapshot.reached = reached
            state.snapshot.camera = camera
            state.snapshot.clock = clock
        }
    }

    func skip(_ length: MediaDuration) {
        state.withLock { $0.snapshot.done = $0.snapshot.done + length }
    }

    /// Counts events; those counted already once.
    func foundEvents(_ events: [EventID]) {
        guard !events.isEmpty else { return }
        state.withLock { state in
            state.events.formUnion(events)
            state.snapshot.events = state.events.count
        }
    }
}
