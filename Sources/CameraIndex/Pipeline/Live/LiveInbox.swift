/// What came of a live camera and waits to be looked at.
struct LiveInbox: Sendable {
    private let mostWaiting: Int
    /// What waits.
    var items: ItemQueue<LiveItem>
    /// Keyframes of the larger stream, where stills are of it, in the order in which they came.
    private var large: [TimedKeyframe] = []
    /// Whether the camera stands in the queue of the pool, or is being worked on.
    var isQueued = false
    /// How much it needs to be looked at.
    var need: LookNeed
    /// Since when something waits or is being worked on, on the steady clock; nil where nothing is.
    var busySince: MediaTime?
    /// Since when it is being worked on, on the steady clock; nil where it is not.
    var workedSince: MediaTime?

    /// Makes an inbox.
    ///
    /// - Parameters:
    ///   - mostWaiting: so many pictures wait at most.
    ///   - need: how much the camera needs to be looked at.
    init(mostWaiting: Int, need: LookNeed) {
        self.mostWaiting = mostWaiting
        self.need = need
        items = ItemQueue(mostWaiting: mostWaiting) { $0.isLook }
    }

    /// So many keyframes of a larger stream wait at least: a picture of each may be needed that is
    /// looked at late.
    private static let leastLarge = 24

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
}
