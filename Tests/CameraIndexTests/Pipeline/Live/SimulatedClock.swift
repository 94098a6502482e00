import CameraIndex
import Synchronization

/// A clock that stands still but where somebody waits; then what is waited for has come at once.
final class SimulatedClock: HostClock {
    private struct State {
        var steady = MediaTime.zero
        /// What the clock shows when `steady` is zero.
        var origin: UTCTime
    }

    private let state: Mutex<State>

    /// Makes a clock that shows `utc`.
    init(at utc: UTCTime) {
        state = Mutex(State(origin: utc))
    }

    var steady: MediaTime { state.withLock { $0.steady } }

    var utc: UTCTime { state.withLock { $0.origin + ($0.steady - MediaTime.zero) } }

    /// Sets the clock, without that time passes.
    func step(by duration: MediaDuration) {
        state.withLock { $0.origin = $0.origin + duration }
    }

    func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        state.withLock { $0.steady = max($0.steady, moment) }
    }
}
