/// The measures of some clips together.
public struct EvaluationTotals: Sendable {
    /// Clips.
    public private(set) var clips = 0
    /// Footage that was watched.
    public private(set) var watched = MediaDuration.zero
    /// Pictures that were decoded.
    public private(set) var decodedCount = 0
    /// True stops of all kinds.
    public private(set) var stops = 0
    /// How many stops were judged in each way.
    public private(set) var verdicts: [StopOutcome.Verdict: Int] = [:]
    /// Events of stops on the edge.
    public private(set) var edgeEvents = 0
    /// Stops longer than the limit, or as long, that lie within three times their uncertainty.
    public private(set) var closeAbove = 0
    /// Stops shorter than the limit that lie within three times their uncertainty.
    public private(set) var closeBelow = 0
    /// Events that nothing asks for.
    public private(set) var falseEvents = 0
    /// Events of which no truth says whether they are right.
    public private(set) var unjudgedEvents = 0
    /// Facts that are no true stop's.
    public private(set) var otherStops = 0
    /// How far beginnings were off.
    public private(set) var since: Spread?
    /// How far the moments of events were off.
    public private(set) var raised: Spread?
    /// How far ends were off.
    public private(set) var ended: Spread?
    /// What beginning and end may be off, by their own word, together.
    public private(set) var uncertainty: Spread?
    /// Ends of stops whose true moment lies within what they say they may be off.
    public private(set) var insideUncertainty = 0
    /// Ends of stops whose true moment is known exactly.
    public private(set) var judgedEnds = 0
    /// Shared areas of true and found boxes, from the smallest.
    public private(set) var overlaps: [Double] = []

    /// Adds up `clips`.
    ///
    /// Errors in time are taken only from clips whose truth is exact.
    public init(_ clips: [ClipEvaluation]) {
        var errors = Errors()
        for clip in clips {
            add(clip)
            guard clip.truth.tolerance == .zero else { continue }
            for outcome in clip.outcomes { errors.add(outcome) }
        }
        since = Spread(errors.since)
        raised = Spread(errors.raised)
        ended = Spread(errors.ended)
        uncertainty = Spread(errors.uncertainty)
        insideUncertainty = errors.inside
        judgedEnds = errors.since.count + errors.ended.count
        overlaps.sort()
    }

    private mutating func add(_ clip: ClipEvaluation) {
        clips += 1
        watched = watched + clip.watched
        decodedCount += clip.decodedCount
        stops += clip.outcomes.count
        falseEvents += clip.falseEvents.count
        unjudgedEvents += clip.unjudgedEvents.count
        otherStops += clip.otherStops.count
        for outcome in clip.outcomes {
            verdicts[outcome.verdict, default: 0] += 1
            if outcome.verdict == .onTheEdge, outcome.event != nil { edgeEvents += 1 }
            if let overlap = outcome.overlap { overlaps.append(overlap) }
            guard outcome.isJudged, outcome.margin.magnitude <= outcome.uncertainty * 3 else {
                continue
            }
            if outcome.margin >= .zero { closeAbove += 1 } else { closeBelow += 1 }
        }
    }

    /// Pictures that were decoded for an hour of footage; nil where none were.
    public var decodedPerHour: Double? {
        decodedCount > 0 && watched > .zero ? Double(decodedCount) * 3600 / watched.seconds : nil
    }

    /// Stops that had to be found.
    public var expected: Int { verdicts[.found, default: 0] + verdicts[.missed, default: 0] }

    /// Share of the stops to be found that were found; nil where there are none.
    public var recall: Double? {
        expected == 0 ? nil : Double(verdicts[.found, default: 0]) / Double(expected)
    }

    /// Share of the events that are right; nil where there are none.
    public var precision: Double? {
        let found = verdicts[.found, default: 0]
        return found + falseEvents == 0 ? nil : Double(found) / Double(found + falseEvents)
    }

    /// False events in a day of one camera; nil where nothing was watched.
    public var falseEventsPerCameraDay: Double? {
        watched > .zero ? Double(falseEvents) * 86_400 / watched.seconds : nil
    }

    /// Share of the ends whose true moment lies within what they say; nil where there are none.
    public var insideShare: Double? {
        judgedEnds == 0 ? nil : Double(insideUncertainty) / Double(judgedEnds)
    }

    /// The overlap that half of the boxes reach; nil where there are none.
    public var medianOverlap: Double? {
        overlaps.isEmpty ? nil : overlaps[(overlaps.count - 1) / 2]
    }
}

extension EvaluationTotals {
    /// The errors of found stops, and what they said of them.
    private struct Errors {
        var since: [MediaDuration] = []
        var raised: [MediaDuration] = []
        var ended: [MediaDuration] = []
        var uncertainty: [MediaDuration] = []
        var inside = 0

        mutating func add(_ outcome: StopOutcome) {
            guard let stop = outcome.stop else { return }
            if let error = outcome.sinceError {
                since.append(error)
                if error.magnitude <= stop.sinceUncertainty { inside += 1 }
            }
            if let error = outcome.endError {
                ended.append(error)
                if error.magnitude <= stop.endUncertainty { inside += 1 }
                uncertainty.append(outcome.uncertainty)
            }
            if let error = outcome.raisedError { raised.append(error) }
        }
    }
}

extension StopOutcome {
    /// Whether it counts as found, missed, spared, raised early or on the edge.
    var isJudged: Bool { verdict != .unasked && verdict != .raisedUnasked }
}
