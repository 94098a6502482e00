/// A question to the index: which events of which cameras, when.
///
/// Every part narrows the answer; an empty list asks for all. An event that overlaps the asked time
/// is found, also when it began before.
public struct EventQuery: Hashable, Sendable {
    /// Names of cameras; `*` stands for any text and `?` for one character.
    public var cameras: [String]
    /// The first moment asked for, or nil for the beginning of time.
    public var from: UTCTime?
    /// The first moment no longer asked for, or nil for the end of time.
    public var to: UTCTime?
    /// Names of rules.
    public var rules: [String] = []
    /// Kinds of rules.
    public var kinds: [Event.Kind] = []
    /// Names of zones.
    public var zones: [String] = []
    /// The shortest stay asked for.
    public var minimumDwell: MediaDuration?
    /// States asked for.
    public var states: [Event.State] = []
    /// What must have been said of the events.
    public var reviews: [Event.Review] = []
    /// The most events in one page.
    public var limit = 100
    /// Where the page before ended, as it said itself.
    public var cursor: String?
    /// Whether events on an unknown clock are told too, whatever the asked time.
    ///
    /// They follow after all others, file by file. True by itself where no time is asked for.
    public var includesUnknownClock: Bool
    /// Whether the answer says how much of the asked time was watched.
    public var includesCoverage = true
    /// Whether it also says how far the zones could be judged by which the asked cameras were
    /// judged last; left out where more than `mostObservability` was watched.
    public var includesObservability = false
    /// The most footage of which it is told how far zones could be judged: a row a minute is read.
    public static let mostObservability = MediaDuration.seconds(35 * 86_400)
    /// Whether the answer says how many events there are in all pages.
    public var includesTotal = false

    /// Asks for the events of `cameras` in the half-open stretch of time `[from, to)`.
    public init(
        cameras: [String] = [],
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        includesUnknownClock: Bool? = nil
    ) {
        self.cameras = cameras
        self.from = from
        self.to = to
        self.includesUnknownClock = includesUnknownClock ?? (from == nil && to == nil)
    }
}

/// One page of an answer.
public struct EventPage: Sendable {
    /// The events, the earliest first.
    public var events: [IndexedEvent]
    /// How much of the asked time was watched; nil where it was not asked for.
    public var coverage: CoverageAnswer?
    /// Cursor of the next page, or nil where this is the last.
    public var next: String?
    /// Events in all pages; nil where it was not asked for.
    public var total: Int?
    /// Asked names of cameras that no camera of the index bears.
    public var unmatchedCameras: [String]
}
