import Synchronization

/// Work that several threads take from, one piece after the other, until one fails.
final class WorkList<Item: Sendable>: Sendable {
    private struct State: Sendable {
        var left: ArraySlice<Item>
        var failure: (any Error)?
    }

    private let state: Mutex<State>

    /// Begins with all items to be done.
    init(_ items: [Item]) {
        state = Mutex(State(left: items[...]))
    }

    /// Does items until there are none left; called by each thread.
    func run(_ work: (Item) throws -> Void) {
        while let item = state.withLock({ $0.left.popFirst() }) {
            do {
                try work(item)
            } catch {
                state.withLock { state in
                    if state.failure == nil { state.failure = error }
                    state.left = []
                }
            }
        }
    }

    /// Tells what went wrong, once all threads have come back.
    ///
    /// - Throws: The first error of the work.
    func check() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}
