/// What a rule asks of the sampler: how closely it must look.
public struct SamplingNeed: Hashable, Sendable, Codable {
    /// The shortest stop that must not be missed.
    public var shortestStop: MediaDuration
    /// The longest time without a sample that a stop survives.
    public var longestGap: MediaDuration
    /// How exactly both ends of a stop must be told; zero for as exactly as the frames allow.
    public var precision: MediaDuration

    /// Makes a need.
    public init(
        shortestStop: MediaDuration,
        longestGap: MediaDuration,
        precision: MediaDuration = .zero
    ) {
        self.shortestStop = shortestStop
        self.longestGap = longestGap
        self.precision = precision
    }

    /// The need of a rule about stops of at least `limit`.
    ///
    /// A quarter of the limit is the longest gap at which a stop is still seen often enough to be
    /// told from two in turn (measured in design/detection.md).
    public static func stops(ofAtLeast limit: MediaDuration) -> SamplingNeed {
        SamplingNeed(shortestStop: limit, longestGap: limit / 4)
    }
}
