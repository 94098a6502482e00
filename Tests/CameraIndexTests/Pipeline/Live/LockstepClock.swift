import CameraIndex
import Dispatch
import Synchronization

/// A simulated clock for several that play side by side: it goes on once all of them wait, to the
/// moment that comes first.
final class LockstepClock: HostClock {
    private struct Waiting {
        let moment: MediaTime
        let bell: DispatchSemaphore
    }

    private struct State {
        var steady = MediaTime.zero
        var waiting: [Int: Waiting] = [:]
        /// How often somebody has begun to wait.
        var count = 0

        /// Who waits for what comes first.
        var next: (number: Int, moment: MediaTime)? {
            let next = waiting.min { ($0.value.moment, $0.key) < ($1.value.moment, $1.key) }
            return next.map { ($0.key, $0.value.moment) }
        }
    }

    private let origin: UTCTime
    private let players: Int
    private let state = Mutex(State())

    /// Makes a clock that shows `utc` and is waited for by so many.
    init(at utc: UTCTime, players: Int) {
        origin = utc
        self.players = players
    }

    var steady: MediaTime { state.withLock { $0.steady } }

    var utc: UTCTime { origin + (steady - .zero) }

    func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        let bell = DispatchSemaphore(value: 0)
        let number = state.withLock { state in
            state.count += 1
            state.waiting[state.count] = Waiting(moment: moment, bell: bell)
            return state.count
        }
        ringForNext()
        while !isOver(), !goesOn(number) {
            // Nobody rings when it is over.
            _ = bell.wait(timeout: .now() + .milliseconds(10))
        }
        state.withLock { $0.waiting[number] = nil }
    }

    /// Whether it is a waiter's turn; then its moment has come.
    private func goesOn(_ number: Int) -> Bool {
        state.withLock { state in
            guard state.waiting.count == players, let next = state.next, next.number == number
            else { return false }
            state.steady = max(state.steady, next.moment)
            return true
        }
    }

    private func ringForNext() {
        state.withLock { state in
            guard state.waiting.count == players, let next = state.next else { return }
            state.waiting[next.number]?.bell.signal()
        }
    }
}
