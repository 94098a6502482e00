import CameraIndex

/// Findings made by hand: stops and the events that a rule makes of them.
struct FoundStops {
    static let frame = PixelSize(width: 640, height: 360)
    static let place = Box(x: 100, y: 100, width: 80, height: 40)
    static let limit = MediaDuration.seconds(240)

    var findings = ClipEvaluation.Findings(length: .seconds(2_000))
    let rule = DwellRule(limit: Self.limit)

    /// Adds a stop, and its event where it stood for the limit.
    mutating func add(
        _ since: Double,
        _ end: Double?,
        at box: Box = Self.place,
        uncertainty: Double = 0.1
    ) {
        let box = box
        let last = MediaTime(seconds: end ?? findings.length.seconds)
        let start = MediaTime(seconds: since)
        let stop = Stop(
            id: StopID(since: start, box: box),
            since: start,
            sinceUncertainty: .seconds(uncertainty),
            lastSeen: last,
            ending: end == nil ? nil : .left,
            endUncertainty: .seconds(end == nil ? 0 : uncertainty),
            arrivalSeen: since > 0,
            box: box,
            frame: Self.frame,
            seenRatio: 1,
            hiddenRatio: 0
        )
        findings.stops.append(stop)
        findings.events += rule.events(of: stop, camera: "a", clock: .unknown)
    }

    /// Adds an event of a stop that is known already.
    mutating func repeatLastEvent(since: Double) {
        guard var event = findings.events.last else { return }
        event.id = EventID(stored: "another")
        event.since = MediaTime(seconds: since)
        findings.events.append(event)
    }

    /// The judgement by a truth of these stops.
    func judged(
        by stops: [TruthStop],
        zones: [Zone] = [.wholeFrame],
        change: (inout ClipTruth) -> Void = { _ in }
    ) -> ClipEvaluation {
        var truth = ClipTruth(name: "clip", path: "clip.mp4", stops: stops)
        truth.zone = zones[0]
        change(&truth)
        return ClipEvaluation(of: truth, findings, limit: Self.limit, zones: zones)
    }
}

extension TruthStop {
    /// A stop at the usual place.
    static func at(
        _ since: Double,
        _ end: Double?,
        box: Box? = FoundStops.place,
        _ expectation: Expectation = .yes
    ) -> TruthStop {
        TruthStop(
            since: MediaTime(seconds: since),
            end: end.map { MediaTime(seconds: $0) },
            box: box,
            expectation: expectation
        )
    }
}
