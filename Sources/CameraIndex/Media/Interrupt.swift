import Glibc
import Synchronization

/// A request to stop that any thread may make and every blocking read obeys.
///
/// Who reads may set itself a limit besides, after which a read gives up.
public final class Interrupt: Sendable {
    private let flag = Atomic<Bool>(false)
    /// On the clock of `now`, in nanoseconds.
    private let deadline = Atomic<UInt64>(.max)

    /// Makes a request that nobody made yet.
    public init() {}

    /// The steady clock to the tick of the kernel, some milliseconds.
    ///
    /// FFmpeg asks thousands of times a second and camera whether to stop, and limits are seconds:
    /// the clock that reads a counter of the processor costs ten times as much.
    private static var now: UInt64 {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time) == 0 else { return 0 }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Asks to stop.
    public func request() {
        flag.store(true, ordering: .releasing)
    }

    /// Whether somebody asked to stop.
    public var isRequested: Bool { flag.load(ordering: .acquiring) }

    /// Makes reads give up when `duration` has passed from now, or never where it is nil.
    func limit(to duration: MediaDuration?) {
        let end = duration.map { duration in
            Self.now + UInt64(max(0, duration.microseconds)) * 1_000
        }
        deadline.store(end ?? .max, ordering: .releasing)
    }

    /// Whether the limit has passed.
    var hasExpired: Bool {
        let end = deadline.load(ordering: .acquiring)
        return end != .max && Self.now >= end
    }

    /// Whether a read must return, for whatever reason.
    var endsReads: Bool { isRequested || hasExpired }
}
