/// What waits to be worked on, in its order: pictures, and what happened between them.
package struct ItemQueue<Item: Sendable>: Sendable {
    private let mostWaiting: Int
    private let isLook: @Sendable (Item) -> Bool
    private var items: [Item] = []
    /// Pictures that were passed over since the last report.
    private var passedOver = 0

    /// Makes a queue in which so many pictures wait at most.
    ///
    /// - Parameters:
    ///   - mostWaiting: when more wait, the oldest are passed over, so that what is looked at is
    ///     what happens now.
    ///   - isLook: whether an item is a picture that is to be looked at.
    package init(mostWaiting: Int, isLook: @escaping @Sendable (Item) -> Bool) {
        self.mostWaiting = mostWaiting
        self.isLook = isLook
    }

    /// Whether nothing waits.
    package var isEmpty: Bool { items.isEmpty }

    /// Adds what came.
    package mutating func add(_ new: [Item]) {
        items += new
        var surplus = items.count { isLook($0) } - mostWaiting
        guard surplus > 0 else { return }
        passedOver += surplus
        items.removeAll { item in
            guard surplus > 0, isLook(item) else { return false }
            surplus -= 1
            return true
        }
    }

    /// Takes out what is worked on at one go: up to the picture that waits longest, or all where
    /// none does.
    ///
    /// What else happened costs next to nothing; did each of it take a turn, pictures would come
    /// the more seldom the more happens.
    package mutating func takeTurn() -> [Item] {
        let end = items.firstIndex { isLook($0) }.map { $0 + 1 } ?? items.count
        defer { items.removeFirst(end) }
        return Array(items[..<end])
    }

    /// How many pictures were passed over since the last call.
    package mutating func takePassedOver() -> Int {
        defer { passedOver = 0 }
        return passedOver
    }
}
