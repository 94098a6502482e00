/// How the watch of live cameras is, at one moment.
///
/// Lengths of time are in seconds, as the JSON and the metrics have them.
public struct WatchStatus: Hashable, Sendable, Codable {
    /// How far the watch has come.
    public enum Phase: String, Hashable, Sendable, Codable {
        /// The cameras' threads are not started yet.
        case preparing
        /// Each camera was begun.
        case running
        /// It was asked to stop, or has ended.
        case stopping
    }

    /// The clock of this machine.
    public struct HostClockStatus: Hashable, Sendable, Codable {
        /// By how much it was set since the watch began.
        public var stepSeconds: Double
        /// Whether it is kept right by others; nil where the kernel may not be asked.
        public var isSynchronised: Bool?
        /// By how much it may be wrong at most; nil where nobody keeps it.
        public var errorSeconds: Double?

        /// Makes a statement.
        public init(stepSeconds: Double, synchronisation: ClockSynchronisation?) {
            self.stepSeconds = stepSeconds
            isSynchronised = synchronisation?.isSynchronised
            // Where nobody keeps the clock, the kernel's number means nothing.
            if let synchronisation, synchronisation.isSynchronised {
                errorSeconds = synchronisation.largestError.seconds
            }
        }
    }

    /// The threads that look at keyframes.
    public struct Pool: Hashable, Sendable, Codable {
        /// How many threads there are.
        public var threads: Int
        /// Cameras of which something waits and that no thread works on.
        public var waitingCameras: Int
        /// For how long what a camera sent has waited, the longest of all.
        public var longestWaitSeconds: Double
        /// For how long a thread has worked on one thing, the longest of all.
        public var longestWorkSeconds: Double

        /// Makes a description.
        public init(
            threads: Int,
            waitingCameras: Int,
            longestWaitSeconds: Double,
            longestWorkSeconds: Double
        ) {
            self.threads = threads
            self.waitingCameras = waitingCameras
            self.longestWaitSeconds = longestWaitSeconds
            self.longestWorkSeconds = longestWorkSeconds
        }
    }

    /// When it is so, in RFC 3339 and UTC.
    public var at: String
    /// How far the watch has come.
    public var phase: Phase
    /// For how long it runs.
    public var uptimeSeconds: Double
    /// The clock of this machine.
    public var hostClock: HostClockStatus
    /// The threads that look at keyframes.
    public var pool: Pool
    /// The cameras, by their names.
    public var cameras: [CameraStatus]

    /// Makes a status.
    public init(
        at: String,
        phase: Phase,
        uptimeSeconds: Double,
        hostClock: HostClockStatus,
        pool: Pool,
        cameras: [CameraStatus]
    ) {
        self.at = at
        self.phase = phase
        self.uptimeSeconds = uptimeSeconds
        self.hostClock = hostClock
        self.pool = pool
        self.cameras = cameras
    }

    /// How many cameras there are in each state; states without one are left out.
    public var counts: [CameraStatus.State: Int] {
        Dictionary(cameras.map { ($0.state, 1) }, uniquingKeysWith: +)
    }
}
