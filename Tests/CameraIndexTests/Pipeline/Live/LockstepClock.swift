import CameraIndex
import Foundation

/// A simulated clock for several that play side by side: it goes on once all of them wait, to the
/// moment that comes first.
final class LockstepClock: HostClock, @unchecked Sendable {
    private let condition = NSCondition()
    private let origin: UTCTime
    private let players: Int
    private var now = MediaTime.zero
    private var waiting: [Int: MediaTime] = [:]
    private var count = 0

    /// Makes a clock that shows `utc` and is waited for by so many.
    init(at utc: UTCTime, players: Int) {
        origin = utc
        self.players = players
    }

    var steady: MediaTime {
        condition.lock()
        defer { condition.unlock() }
        return now
    }

    var utc: UTCTime { origin + (steady - .zero) }

    func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        condition.lock()
        defer { condition.unlock() }
        count += 1
        let number = count
        waiting[number] = moment
        condition.broadcast()
        while !isOver(), !isNext(number) {
            // Nobody tells that it is over.
            _ = condition.wait(until: Date(timeIntervalSinceNow: 0.01))
        }
        if !isOver() { now = max(now, moment) }
        waiting[number] = nil
        condition.broadcast()
    }

    private func isNext(_ number: Int) -> Bool {
        guard waiting.count == players else { return false }
        return waiting.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key == number
    }
}
