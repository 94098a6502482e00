import CameraIndex

/// Makes stops for rules to judge, in seconds after 2026-01-05T00:00:00Z, a Monday.
enum StopMaker {
    static let midnight = MediaTime(microseconds: 1_767_571_200_000_000)

    static func moment(_ seconds: Double) -> MediaTime {
        midnight + .seconds(seconds)
    }

    static func range(_ start: Double, _ end: Double) -> MediaRange {
        MediaRange(moment(start), moment(end))
    }

    /// A stop from one second to another, of a thing of 60 × 40 pixels on 640 × 360.
    static func stop(
        _ start: Double,
        _ end: Double,
        box: Box = Box(x: 100, y: 100, width: 60, height: 40),
        ending: Stop.Ending? = .left,
        uncertainty: Double = 0,
        _ change: (inout Stop) -> Void = { _ in }
    ) -> Stop {
        var stop = Stop(
            id: StopID(since: moment(start), box: box),
            since: moment(start),
            sinceUncertainty: .seconds(uncertainty),
            lastSeen: moment(end),
            ending: ending,
            endUncertainty: .seconds(uncertainty),
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 640, height: 360),
            seenRatio: 1,
            hiddenRatio: 0
        )
        change(&stop)
        return stop
    }
}

extension DwellRule {
    /// A rule of 240 s over the whole picture.
    static func of240(_ change: (inout DwellRule) -> Void = { _ in }) -> DwellRule {
        var rule = DwellRule(name: "no-stopping", limit: .seconds(240))
        change(&rule)
        return rule
    }

    /// The events of several stops.
    func events(of stops: [Stop], clock: MediaClock = .given) -> [Event] {
        RuleBook(camera: "gate-2", rules: [self])
            .verdict(on: stops, timeline: clock.isKnown ? .utc : .footage(.init(stored: "f"))) {
                _ in clock
            }.events
    }
}

extension Event {
    /// From when to when, in seconds of `StopMaker`.
    var seconds: ClosedRange<Double> {
        let begin = (since - StopMaker.midnight).seconds
        return begin...(begin + dwell.seconds)
    }
}
