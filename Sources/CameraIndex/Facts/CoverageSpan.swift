/// A fact: how closely a stretch of a camera's time was watched.
///
/// The ledger of these spans is what makes "0 events" an answer: time that no span covers was not
/// watched at all.
public struct CoverageSpan: Hashable, Sendable, Codable {
    /// What can be said of a stretch.
    public enum State: String, Hashable, Sendable, Codable {
        /// Watched: every stop of at least `floor` would have been found.
        case watched
        /// The footage is damaged here: nothing could be decoded.
        case damaged
        /// Pictures were there, but not of the known scene: broken, covered, or another view.
        case unreadable
        /// The stream was frozen: it showed one picture again and again.
        case frozen
    }

    /// The stretch, on the camera's timeline.
    public var range: MediaRange
    /// What can be said of it.
    public var state: State
    /// The longest time between two samples inside; nil where nothing was watched.
    public var longestGap: MediaDuration?
    /// The shortest stop that cannot have been missed; nil where nothing was watched.
    public var floor: MediaDuration?

    /// Makes a span that was watched.
    public static func watched(
        _ range: MediaRange,
        longestGap: MediaDuration,
        floor: MediaDuration
    ) -> CoverageSpan {
        CoverageSpan(range: range, state: .watched, longestGap: longestGap, floor: floor)
    }

    /// Makes a span whose footage is damaged.
    public static func damaged(_ range: MediaRange) -> CoverageSpan {
        CoverageSpan(range: range, state: .damaged, longestGap: nil, floor: nil)
    }

    /// Makes a span.
    public init(
        range: MediaRange,
        state: State,
        longestGap: MediaDuration?,
        floor: MediaDuration?
    ) {
        self.range = range
        self.state = state
        self.longestGap = longestGap
        self.floor = floor
    }
}
