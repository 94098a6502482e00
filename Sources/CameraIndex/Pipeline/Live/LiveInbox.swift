/// What came of a live camera and waits to be looked at.
struct LiveInbox: Sendable {
    private let mostWaiting: Int
    private var items: [LiveItem] = []
    /// Keyframes of the larger stream, where stills are of it, in the order in which they came.
    private var large: [TimedKeyframe] = []
    /// Pictures that were passed over since the last report.
    private var passedOver = 0
    /// Whether the camera stands in the queue of the pool, or is being worked on.
    var isQueued = false
    /// When it was last looked at, on the steady clock.
    var looked = MediaTime.zero
    /// Since when something waits or is being worked on, on the steady clock; nil where nothing is.
    var busySince: MediaTime?

    /// Makes an inbox in which so many pictures wait at most; then the oldest are passed over, so
    /// that what is looked at is what happens now.
    init(mostWaiting: Int) {
        self.mostWaiting = mostWaiting
    }

    /// So many keyframes of a larger stream wait at least: a picture of each may be needed that is
    /// looked at late.
    private static let leastLarge = 24

    /// Whether nothing waits.
    var isEmpty: Bool { items.isEmpty }

    /// Adds what came.
    mutating func add(_ new: [LiveItem]) {
        items += new
        var surplus = items.count { $0.isLook } - mostWaiting
        guard surplus > 0 else { return }
        passedOver += surplus
        items.removeAll { item in
            guard surplus > 0, item.isLook else { return false }
            surplus -= 1
            return true
        }
    }

    /// Adds keyframes of the larger stream; the oldest are let go of.
    mutating func add(large new: [TimedKeyframe]) {
        large += new
        large.removeFirst(max(0, large.count - max(mostWaiting, Self.leastLarge)))
    }

    /// Takes out those of the larger stream that were taken up to a moment.
    mutating func takeLarge(upTo moment: MediaTime) -> [TimedKeyframe] {
        let taken = large.filter { $0.at <= moment }
        large.removeAll { $0.at <= moment }
        return taken
    }

    /// Takes out what waits longest.
    mutating func takeFirst() -> LiveItem? {
        items.isEmpty ? nil : items.removeFirst()
    }

    /// How many pictures were passed over since the last call.
    mutating func takePassedOver() -> Int {
        defer { passedOver = 0 }
        return passedOver
    }
}
