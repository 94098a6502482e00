import CameraIndex
import Dispatch
import Synchronization
import Testing

struct LastRoundTests {
    @Test(arguments: [1, 4, 100])
    func `each thing is worked on once`(threads: Int) {
        let done = Log()
        let count = LastRound(threads: threads) { false }.run(on: Array(0..<20)) { done.add($0) }
        #expect(count == 20)
        #expect(done.all.sorted() == Array(0..<20))
    }

    @Test func `nothing more is begun once time is up`() {
        let done = Log()
        let round = LastRound(threads: 1) { done.all.count >= 3 }
        #expect(round.run(on: Array(0..<20)) { done.add($0) } == 3)
        #expect(done.all == [0, 1, 2])
    }

    @Test func `several things are worked on at a time`() {
        let (isFirstIn, isSecondIn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        LastRound(threads: 2) { false }.run(on: [true, false]) { isFirst in
            // Each waits for the other: one after the other would never end.
            (isFirst ? isFirstIn : isSecondIn).signal()
            (isFirst ? isSecondIn : isFirstIn).wait()
        }
    }

    @Test func `a round of nothing ends`() {
        #expect(LastRound(threads: 3) { false }.run(on: [Int]()) { _ in } == 0)
    }
}

/// What was worked on.
private final class Log: Sendable {
    private let things = Mutex<[Int]>([])

    var all: [Int] { things.withLock { $0 } }

    func add(_ thing: Int) { things.withLock { $0.append(thing) } }
}
