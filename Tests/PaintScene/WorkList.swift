import Foundation

/// Work that several threads take from, one piece after the other, until one fails.
final class WorkList<Item: Sendable>: @unchecked Sendable {
    // All below is read and written under the condition's lock.
    private let condition = NSCondition()
    private var left: ArraySlice<Item>
    private var running = 0
    private var failure: (any Error)?

    /// Begins with all items to be done.
    init(_ items: [Item]) {
        left = items[...]
    }

    /// Does items until there are none left; called by each thread.
    func run(_ work: (Item) throws -> Void) {
        while let item = take() {
            do {
                try work(item)
                finish(nil)
            } catch {
                finish(error)
            }
        }
    }

    /// Waits until nothing is left and nothing runs.
    ///
    /// - Throws: The first error of the work.
    func wait() throws {
        condition.lock()
        while !left.isEmpty || running > 0 { condition.wait() }
        let failure = failure
        condition.unlock()
        if let failure { throw failure }
    }

    private func take() -> Item? {
        condition.lock()
        defer { condition.unlock() }
        guard let item = left.popFirst() else { return nil }
        running += 1
        return item
    }

    private func finish(_ error: (any Error)?) {
        condition.lock()
        running -= 1
        if let error, failure == nil {
            failure = error
            left = []
        }
        condition.broadcast()
        condition.unlock()
    }
}
