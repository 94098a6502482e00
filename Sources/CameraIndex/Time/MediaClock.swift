/// What a camera's timeline means in the world.
///
/// Facts and events of a camera carry `MediaTime` on the camera's timeline. With a known clock the
/// timeline's origin is the Unix epoch, so that the footage of a camera, however many files it came
/// in, lies on one axis. Without one, each file is a timeline of its own from zero.
public struct MediaClock: Hashable, Sendable, Codable {
    /// Where the knowledge of the time comes from.
    public enum Source: String, Hashable, Sendable, Codable {
        /// The operator said so (`--start`).
        case given
        /// Read from the file's name.
        case name
        /// Read from the container: may be the end instead of the start,
        /// or local time written as UTC.
        case container
        /// The pictures were watched as they came: when they arrived, by this machine's clock.
        case arrival
        /// Nothing tells the time; only media times are known.
        case unknown
    }

    /// Where the knowledge of the time comes from.
    public var source: Source
    /// How far the clock may be off, or nil where nobody can say.
    public var uncertainty: MediaDuration?

    /// Makes a clock of a given source and uncertainty.
    public init(source: Source, uncertainty: MediaDuration?) {
        self.source = source
        self.uncertainty = uncertainty
    }

    /// The clock of footage whose time nothing tells.
    public static let unknown = MediaClock(source: .unknown, uncertainty: nil)

    /// Whether moments of the timeline can be told as moments of the world.
    public var isKnown: Bool { source != .unknown }

    /// The moment of the world at a moment of the timeline, or nil where the clock is unknown.
    public func utc(at time: MediaTime) -> UTCTime? {
        isKnown ? UTCTime(microseconds: time.microseconds) : nil
    }
}
