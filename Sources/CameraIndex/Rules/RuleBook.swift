/// All rules of one camera, which judge its stops together.
///
/// A pure function from stops to events: the same stops give the same events, in whatever order
/// they are given.
public struct RuleBook: Sendable {
    /// What the rules say of some stops.
    public struct Verdict: Sendable {
        /// The events, the earliest first, rule by rule.
        public var events: [Event] = []
        /// What could not be judged.
        public var unjudged: [Unjudged] = []
    }

    /// A stop that a rule cannot judge: it holds at some hours, and the time of day is not known.
    public struct Unjudged: Hashable, Sendable {
        /// The rule.
        public var rule: String
        /// The stop.
        public var stop: StopID
        /// When it began.
        public var since: MediaTime
    }

    /// The camera.
    public let camera: String
    /// The rules.
    public let rules: [DwellRule]

    /// Makes the book of a camera's rules.
    public init(camera: String, rules: [DwellRule]) {
        self.camera = camera
        self.rules = rules
    }

    /// How long before a stop another one may have ended that still matters to it.
    public var longestRearm: MediaDuration { rules.map(\.rearm).max() ?? .zero }

    /// The shortest stop that must not be missed, or nil without rules.
    public var shortestStop: MediaDuration? { rules.map(\.need.shortestStop).min() }

    /// What the rules say of `stops`.
    ///
    /// - Parameters:
    ///   - stops: The stops; each once.
    ///   - earlier: Stops of which nothing is asked, but with which one of `stops` may go on.
    ///   - timeline: The axis they lie on.
    ///   - clock: What a moment of it means in the world.
    /// - Returns: the events, and what could not be judged.
    public func verdict(
        on stops: [Stop],
        after earlier: [Stop] = [],
        timeline: Timeline,
        clock: (MediaTime) -> MediaClock
    ) -> Verdict {
        let asked = Set(stops.map(\.id))
        let all = (stops + earlier.filter { !asked.contains($0.id) }).sorted { left, right in
            (left.since, left.id.description) < (right.since, right.id.description)
        }
        var verdict = Verdict()
        for rule in rules {
            var places = RestingPlaces(rearm: rule.rearm)
            for stop in all {
                let clock = clock(stop.since)
                let reading = rule.reading(of: stop, clock: clock)
                let raising = places.raising(reading.rests, of: stop, limit: rule.limit)
                guard asked.contains(stop.id) else { continue }
                verdict.events += raising.map { rest in
                    rule.event(
                        of: stop,
                        rest,
                        reading.sizeClass,
                        camera: camera,
                        timeline: timeline,
                        clock: clock
                    )
                }
                guard reading.isUnjudged else { continue }
                verdict.unjudged.append(
                    Unjudged(rule: rule.name, stop: stop.id, since: stop.since)
                )
            }
        }
        return verdict
    }

    /// Which of `candidates`, stops that ended before, one of `stops` may go on with.
    public func predecessors(of stops: [Stop], among candidates: [Stop]) -> [Stop] {
        let names = Set(stops.map(\.id))
        return candidates.filter { candidate in
            !names.contains(candidate.id)
                && stops.contains { stop in
                    candidate.lastSeen <= stop.since
                        && stop.since - candidate.lastSeen <= longestRearm
                        && RestingPlaces.isSamePlace(candidate, stop)
                }
        }
    }
}

extension DwellRule {
    /// The events that a stop makes by this rule alone, as if no other had stood there before.
    public func events(
        of stop: Stop,
        camera: String,
        timeline: Timeline = .utc,
        clock: MediaClock
    ) -> [Event] {
        RuleBook(camera: camera, rules: [self])
            .verdict(on: [stop], timeline: timeline) { _ in clock }.events
    }
}
