import Foundation
import Synchronization

/// A last piece of work on each of many things, on several threads, that no more is begun of once
/// time is up.
package struct LastRound: Sendable {
    private let threads: Int
    private let isOver: @Sendable () -> Bool

    /// Makes a round.
    ///
    /// - Parameters:
    ///   - threads: so many things are worked on at a time.
    ///   - isOver: whether time is up.
    package init(threads: Int, isOver: @escaping @Sendable () -> Bool) {
        self.threads = max(1, threads)
        self.isOver = isOver
    }

    /// Works on things in their order, and returns when all work has ended that was begun.
    ///
    /// - Returns: on how many of them.
    @discardableResult
    package func run<Thing: Sendable>(
        on things: [Thing],
        _ work: @escaping @Sendable (Thing) -> Void
    ) -> Int {
        let begun = Mutex(0)
        let next: @Sendable () -> Thing? = { [isOver] in
            begun.withLock { begun in
                guard begun < things.count, !isOver() else { return nil }
                defer { begun += 1 }
                return things[begun]
            }
        }
        let workers = DispatchGroup()
        for _ in 0..<min(threads, things.count) {
            workers.enter()
            let thread = Thread {
                while let thing = next() { work(thing) }
                workers.leave()
            }
            thread.name = "farewell"
            thread.start()
        }
        workers.wait()
        return begun.withLock { $0 }
    }
}
