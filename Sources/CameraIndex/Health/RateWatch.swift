/// Tells when a stream brings a small part of the bits that it usually does.
///
/// A coder that sends little has little to say: a wall, a covered lens, or its own fault. Smart
/// coders send less by night, slowly.
struct RateWatch: Sendable {
    /// The usual, in bits per second.
    private var usual: Double?
    private var learned = MediaDuration.zero
    private var newest: MediaTime?
    /// Since when it has been a collapse, or nil.
    private var collapsedSince: MediaTime?

    /// So long a stream is learned before its usual is known.
    private static let shortestLearning = MediaDuration.minutes(10)
    /// Nights come within this time.
    private static let memory = MediaDuration.minutes(60)
    /// A tenth of the usual has collapsed.
    private static let collapse = 0.1
    /// What came within a longer time tells nothing of it.
    private static let longestStep = MediaDuration.minutes(1)

    /// Takes note of what came within some seconds.
    ///
    /// - Parameters:
    ///   - bitsPerSecond: how much.
    ///   - time: when.
    /// - Returns: the usual bits per second where that is a collapse, else nil.
    mutating func collapse(_ bitsPerSecond: Double, at time: MediaTime) -> Double? {
        let step = newest.map { max(.zero, time - $0) } ?? .zero
        newest = time
        guard let usual else {
            self.usual = bitsPerSecond
            return nil
        }
        if learned >= Self.shortestLearning, bitsPerSecond < usual * Self.collapse {
            let since = collapsedSince ?? time
            collapsedSince = since
            // What has been so for as long as a night takes to come is the usual.
            guard time - since >= Self.memory else { return usual }
            self.usual = bitsPerSecond
            return nil
        }
        collapsedSince = nil
        let taken = min(step, Self.longestStep)
        learned = learned + taken
        // At first each stretch counts as much as any other.
        let memory = min(Self.memory.seconds, max(learned.seconds, 1))
        self.usual = usual + (bitsPerSecond - usual) * min(1, taken.seconds / memory)
        return nil
    }
}
