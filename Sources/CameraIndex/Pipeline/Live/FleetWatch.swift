/// Tells when so many cameras are lost at once that the fault is hardly theirs.
public struct FleetWatch: Sendable {
    /// What became of the cameras as a whole.
    public enum Change: Hashable, Sendable {
        /// So many of all were lost within seconds.
        case lost(Int, of: Int)
        /// Half of all are there again.
        case back
    }

    /// Whether the cameras are lost as a whole.
    public private(set) var isLost = false
    private var count: Int
    private var connected: Set<String> = []
    /// When cameras were lost that are not there again.
    private var losses: [String: MediaTime] = [:]

    /// Losses within so long are one.
    private static let moment = MediaDuration.seconds(15)
    /// Fewer cameras may be lost at once by chance.
    private static let fewest = 3

    /// Begins to watch over so many cameras.
    public init(count: Int) {
        self.count = count
    }

    /// Watches over these cameras from now on; what is known of them stays.
    public mutating func follow(_ cameras: Set<String>) {
        count = cameras.count
        connected.formIntersection(cameras)
        losses = losses.filter { cameras.contains($0.key) }
        if connected.count * 2 >= count { isLost = false }
    }

    /// Takes note of what happened to a camera.
    ///
    /// - Parameters:
    ///   - news: what happened.
    ///   - camera: its name.
    ///   - time: when, on a steady clock.
    /// - Returns: what that means for all of them, where it means anything.
    public mutating func note(
        _ news: CameraNews,
        of camera: String,
        at time: MediaTime
    ) -> Change? {
        switch news {
        case .watching:
            connected.insert(camera)
            losses[camera] = nil
            guard isLost, connected.count * 2 >= count else { return nil }
            isLost = false
            return .back
        case .lost, .ended:
            connected.remove(camera)
            // A camera that stays away is not lost once more.
            guard losses[camera] == nil else { return nil }
            losses[camera] = time
            let together = losses.values.count { time - $0 <= Self.moment }
            guard !isLost, together >= Self.fewest, together * 2 >= count else { return nil }
            isLost = true
            return .lost(together, of: count)
        default: return nil
        }
    }
}
