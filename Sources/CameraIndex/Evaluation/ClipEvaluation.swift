/// What an evaluation says of one clip.
public struct ClipEvaluation: Sendable {
    /// The clip and its truth.
    public let truth: ClipTruth
    /// The limit that was judged.
    public let limit: MediaDuration
    /// How much of the clip was watched.
    public let watched: MediaDuration
    /// What became of each true stop, in the order of the truth.
    public let outcomes: [StopOutcome]
    /// The events that nothing asks for, the earliest first.
    public let falseEvents: [FalseEvent]
    /// Events of which the truth does not say whether they are right.
    public let unjudgedEvents: [Event]
    /// Facts that are no true stop's, whether they make events or not.
    public let otherStops: [Stop]
    /// Where the rule held.
    public var zones: [Zone] = []
    /// The camera that it is in the index; empty where there is none.
    public var camera = ""
    /// Pictures that were decoded of it.
    public var decodedCount = 0
    /// What could not be watched of it.
    public var problems: [String] = []
}

extension ClipEvaluation {
    /// What was found in a clip, on the clip's own clock.
    public struct Findings: Sendable {
        /// The facts.
        public var stops: [Stop]
        /// The events.
        public var events: [Event]
        /// How long the clip is.
        public var length: MediaDuration
        /// How much of it was watched.
        public var watched: MediaDuration
        /// Pictures that were decoded of it.
        public var decodedCount = 0

        /// Makes findings of a clip that was watched from its beginning to its end.
        public init(stops: [Stop] = [], events: [Event] = [], length: MediaDuration = .zero) {
            self.stops = stops
            self.events = events
            self.length = length
            watched = length
        }
    }

    /// The most that both ends of a stop may be off where every frame is looked at: what is
    /// allowed to a stop that was not found at all.
    public static let usualUncertainty = MediaDuration.seconds(0.5)

    /// Judges what was found by what is true.
    ///
    /// - Parameters:
    ///   - truth: what is true.
    ///   - findings: what was found.
    ///   - limit: the limit of the rule.
    ///   - zones: where the rule holds.
    public init(
        of truth: ClipTruth,
        _ findings: Findings,
        limit: MediaDuration,
        zones: [Zone]
    ) {
        let judgement = ClipJudgement(truth, findings, limit: limit, zones: zones)
        self.truth = truth
        self.limit = limit
        self.zones = zones
        watched = findings.watched
        decodedCount = findings.decodedCount
        outcomes = judgement.outcomes
        falseEvents = judgement.falseEvents
        unjudgedEvents = judgement.unjudgedEvents
        otherStops = judgement.otherStops
    }
}
