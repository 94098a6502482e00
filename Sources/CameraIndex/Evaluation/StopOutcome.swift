/// What became of a true stop.
public struct StopOutcome: Sendable {
    /// How it was judged.
    public enum Verdict: String, Sendable, CaseIterable {
        /// It stood long enough and is an event.
        case found
        /// It stood long enough and is no event.
        case missed
        /// It left in time and is no event.
        case spared
        /// It left in time and is an event all the same.
        case raisedEarly
        /// It stood so close to the limit that either answer is right.
        case onTheEdge
        /// It is none of what was asked for, and is an event all the same.
        case raisedUnasked
        /// Whether it is an event or not was not asked.
        case unasked

        /// Whether an event for it is a false alarm.
        public var isFalseAlarm: Bool { self == .raisedEarly || self == .raisedUnasked }
    }

    /// What is true.
    public let truth: TruthStop
    /// How it was judged.
    public let verdict: Verdict
    /// The event for it, or nil where it raised none; on the clip's own clock.
    public let event: Event?
    /// The fact for it, or nil where none was found; on the clip's own clock.
    public let stop: Stop?
    /// How long it truly stands in the clip.
    public let dwell: MediaDuration
    /// The limit that was judged.
    public let limit: MediaDuration
    /// What both ends may be off by the word of the finding: `u`.
    public let uncertainty: MediaDuration
    /// Why it was judged so, where that is a mistake.
    public let reason: String?

    /// What it stood beyond the limit; negative where it left in time.
    public var margin: MediaDuration { dwell - limit }

    /// How far the found beginning lies after the true one, or nil where one of them is not known.
    public var sinceError: MediaDuration? {
        guard truth.arrivalSeen, let stop else { return nil }
        return stop.since - truth.since
    }

    /// How far the found end lies after the true one, or nil where one of them is not known.
    public var endError: MediaDuration? {
        guard truth.endSeen, let end = truth.end, let stop, stop.ending != nil else { return nil }
        return stop.lastSeen - end
    }

    /// How far the moment of the event lies after the true one, or nil where there is none.
    public var raisedError: MediaDuration? {
        guard truth.arrivalSeen, let event else { return nil }
        return event.raisedAt - (truth.since + limit)
    }

    /// Shared area of true and found box over the area of both, or nil where one is not known.
    public var overlap: Double? {
        guard let box = truth.box, let stop else { return nil }
        return box.intersectionOverUnion(with: stop.box)
    }
}
