import CameraIndex
import Synchronization

/// A clock that stands still but where somebody waits; then what is waited for has come at once.
final class SimulatedClock: HostClock {
    private struct State {
        var steady = MediaTime.zero
        /// What the clock shows when `steady` is zero.
        var origin: UTCTime
        /// What is done when `steady` has come so far, in this order.
        var due: [(moment: MediaTime, action: @Sendable () -> Void)] = []
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

    /// Does something when `steady` has come to `moment`, where somebody waits for it.
    func at(_ moment: MediaTime, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.due.append((moment, action)) }
    }

    func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        let actions = state.withLock { state in
            state.steady = max(state.steady, moment)
            let due = state.due.filter { $0.moment <= state.steady }
            state.due.removeFirst(due.count)
            return due.map(\.action)
        }
        for action in actions { action() }
    }
}
