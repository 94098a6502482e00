/// What came of a live camera and waits to be looked at.
struct LiveInbox: Sendable {
    private let mostWaiting: Int
    private var items: [LiveItem] = []
    /// Keyframes that were passed over since the last report.
    private var passedOver = 0
    /// Whether the camera stands in the queue of the pool, or is being worked on.
    var isQueued = false
    /// When it was last looked at, on the steady clock.
    var looked = MediaTime.zero
    /// Since when something waits or is being worked on, on the steady clock; nil where nothing is.
    var busySince: MediaTime?

    /// Makes an inbox in which so many keyframes wait at most; then the oldest are passed over, so
    /// that what is looked at is what happens now.
    init(mostWaiting: Int) {
        self.mostWaiting = mostWaiting
    }

    /// Whether nothing waits.
    var isEmpty: Bool { items.isEmpty }

    /// Adds what came.
    mutating func add(_ new: [LiveItem]) {
        items += new
        var surplus = items.count { $0.isKeyframe } - mostWaiting
        guard surplus > 0 else { return }
        passedOver += surplus
        items.removeAll { item in
            guard surplus > 0, item.isKeyframe else { return false }
            surplus -= 1
            return true
        }
    }

    /// Takes out what waits longest.
    mutating func takeFirst() -> LiveItem? {
        items.isEmpty ? nil : items.removeFirst()
    }

    /// How many keyframes were passed over since the last call.
    mutating func takePassedOver() -> Int {
        defer { passedOver = 0 }
        return passedOver
    }
}

extension LiveItem {
    fileprivate var isKeyframe: Bool {
        if case .keyframe = self { true } else { false }
    }
}
