/// The founding rule: whatever stands in a zone for at least the limit is an event.
///
/// Works on stored facts alone, so that a new rule answers for the past. ONVIF knows it as
/// `LoiteringDetector/ObjectIsLoitering`.
public struct DwellRule: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// Where it holds.
    public var zone: Zone
    /// How long something may stand: 240.0 s raises, 239.999999 s does not.
    public var limit: MediaDuration

    /// Makes a rule.
    public init(name: String = "dwell", zone: Zone = .wholeFrame, limit: MediaDuration) {
        self.name = name
        self.zone = zone
        self.limit = limit
    }

    /// How closely the camera must be watched for it.
    public var need: SamplingNeed { .stops(ofAtLeast: limit) }

    /// The events that a stop makes: one, or one for each part into which unwatched gaps cut it.
    ///
    /// A gap that the rule bears does not end a dwell:
    /// the same object was seen on both sides of it.
    public func events(
        of stop: Stop,
        camera: String,
        timeline: Timeline = .utc,
        clock: MediaClock
    ) -> [Event] {
        guard zone.holds(stop.box, frame: stop.frame, turn: stop.turn) else { return [] }
        return segments(of: stop).compactMap { segment in
            event(of: stop, segment: segment, camera: camera, timeline: timeline, clock: clock)
        }
    }

    /// A part of a stop that was watched closely enough.
    private struct Segment {
        var number: Int
        var since: MediaTime
        var sinceUncertainty: MediaDuration
        var lastSeen: MediaTime
        var endUncertainty: MediaDuration
        var arrivalSeen: Bool
        /// How it ended, or nil while it stands.
        var ending: Stop.Ending?
    }

    private func segments(of stop: Stop) -> [Segment] {
        var segments: [Segment] = []
        var next = Segment(
            number: 0,
            since: stop.since,
            sinceUncertainty: stop.sinceUncertainty,
            lastSeen: stop.lastSeen,
            endUncertainty: stop.endUncertainty,
            arrivalSeen: stop.arrivalSeen,
            ending: stop.ending
        )
        for gap in stop.gaps
        where gap.duration > need.longestGap && stop.since <= gap.start && gap.end <= stop.lastSeen
        {
            var broken = next
            broken.lastSeen = gap.start
            broken.endUncertainty = .zero
            broken.ending = .interrupted
            segments.append(broken)
            next.number += 1
            next.since = gap.end
            next.sinceUncertainty = .zero
            next.arrivalSeen = false
        }
        return segments + [next]
    }

    private func event(
        of stop: Stop,
        segment: Segment,
        camera: String,
        timeline: Timeline,
        clock: MediaClock
    ) -> Event? {
        let dwell = segment.lastSeen - segment.since
        guard dwell >= limit else { return nil }
        let uncertainty = segment.sinceUncertainty + segment.endUncertainty
        return Event(
            id: EventID(
                camera: camera,
                rule: name,
                zone: zone.name,
                stop: stop.id,
                segment: segment.number,
                timeline: timeline
            ),
            camera: camera,
            rule: name,
            kind: .dwell,
            zone: zone.name,
            state: Event.State(segment.ending),
            stop: stop.id,
            since: segment.since,
            raisedAt: segment.since + limit,
            endedAt: segment.ending == nil ? nil : segment.lastSeen,
            dwell: dwell,
            limit: limit,
            arrivalSeen: segment.arrivalSeen,
            box: stop.box,
            frame: stop.frame,
            uncertainty: uncertainty,
            onTheEdge: dwell - limit <= uncertainty && segment.ending != nil,
            clock: clock
        )
    }
}

extension Event.State {
    /// What the ending of a stop means for its event.
    fileprivate init(_ ending: Stop.Ending?) {
        switch ending {
        case nil: self = .open
        case .left, .replaced: self = .ended
        case .lost, .interrupted: self = .interrupted
        }
    }
}
