internal import Foundation

/// The clock of the machine that the program runs on.
public struct SystemClock: HostClock {
    private let begin = ContinuousClock.now

    /// Makes a clock whose steady time begins now.
    public init() {}

    /// The time since the clock was made, while the machine slept too.
    public var steady: MediaTime {
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        return MediaTime(microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }

    /// What the clock shows.
    public var utc: UTCTime {
        UTCTime(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// Waits until `steady` has reached `moment`, or `isOver` says so.
    public func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        while !isOver() {
            let left = (moment - steady).microseconds
            guard left > 0 else { return }
            usleep(UInt32(min(left, 100_000)))
        }
    }
}
