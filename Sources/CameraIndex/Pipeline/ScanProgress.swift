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

    private let state = Mutex(Snapshot())

    /// Makes a progress from nothing.
    public init() {}

    /// How far it is now.
    public var snapshot: Snapshot { state.withLock { $0 } }

    func expect(_ total: MediaDuration) {
        state.withLock { $0.total = total }
    }

    func advance(
        _ step: MediaDuration,
        to reached: MediaTime,
        of camera: String,
        clock: MediaClock
    ) {
        state.withLock { state in
            state.done = state.done + step
            state.watched = state.watched + step
            state.reached = reached
            state.camera = camera
            state.clock = clock
        }
    }

    func skip(_ length: MediaDuration) {
        state.withLock { $0.done = $0.done + length }
    }

    func addEvents(_ count: Int) {
        state.withLock { $0.events += count }
    }
}
