/// A clip and what is known to happen in it.
public struct ClipTruth: Hashable, Sendable {
    /// What a clip is there to measure.
    public enum Suite: String, Hashable, Sendable, Codable {
        /// How well stops are found and timed.
        case stops
        /// How often something is found where nothing stops.
        case nuisance
    }

    /// Name of the clip: its file's name without the ending.
    public var name: String
    /// Where the video lies.
    public var path: String
    /// What it is there for.
    public var suite: Suite
    /// What the table groups it by, such as "rain".
    public var kind: String
    /// Where its rule holds.
    public var zone: Zone
    /// The limit of its rule, or nil where whoever evaluates it must say.
    public var limit: MediaDuration?
    /// What stops in it, in the order of time.
    public var stops: [TruthStop]
    /// Whether all that stops is known, so that any other event is a false one.
    public var isComplete: Bool
    /// The stretches in which nobody knows the truth.
    public var ignored: [MediaRange]
    /// How far its times may be off: zero where they are exact.
    public var tolerance: MediaDuration
    /// Length of the clip, or nil where only the video tells.
    public var duration: MediaDuration?

    /// Makes a truth.
    public init(
        name: String,
        path: String,
        suite: Suite = .stops,
        kind: String = "",
        zone: Zone = .wholeFrame,
        limit: MediaDuration? = nil,
        stops: [TruthStop] = [],
        isComplete: Bool = true,
        ignored: [MediaRange] = [],
        tolerance: MediaDuration = .zero,
        duration: MediaDuration? = nil
    ) {
        self.name = name
        self.path = path
        self.suite = suite
        self.kind = kind
        self.zone = zone
        self.limit = limit
        self.stops = stops
        self.isComplete = isComplete
        self.ignored = ignored
        self.tolerance = tolerance
        self.duration = duration
    }
}
