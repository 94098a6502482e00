extension DwellRule {
    /// What the rule says of one stop by itself.
    struct Reading {
        /// The dwells that the rule counts, long enough or not, in order.
        var rests: [Rest] = []
        /// What stood there, by its size.
        var sizeClass: Event.SizeClass?
        /// Whether nobody can tell: it stood long enough, but at an unknown time of day.
        var isUnjudged = false
    }

    /// What the rule says of a stop; `clock` tells whether its time of day is known.
    func reading(of stop: Stop, clock: MediaClock) -> Reading {
        var reading = Reading(sizeClass: sizeClass(of: stop))
        guard concerns(stop, sizeClass: reading.sizeClass) else { return reading }
        reading.rests = Rest.parts(of: stop, bearing: longestUnseen)
        guard let schedule else { return reading }
        guard clock.isKnown else {
            reading.isUnjudged = reading.rests.contains { $0.dwell >= limit }
            reading.rests = []
            return reading
        }
        let parts = reading.rests.flatMap { $0.parts(within: schedule) }
        reading.rests = Rest.numbered(parts, by: schedule, of: stop)
        return reading
    }

    /// The event of a dwell that lasted for the limit or longer.
    func event(
        of stop: Stop,
        _ rest: Rest,
        _ sizeClass: Event.SizeClass?,
        camera: String,
        timeline: Timeline,
        clock: MediaClock
    ) -> Event {
        Event(
            id: EventID(
                camera: camera,
                rule: name,
                zone: zone.name,
                stop: stop.id,
                segment: rest.number,
                timeline: timeline
            ),
            camera: camera,
            rule: name,
            kind: .dwell,
            zone: zone.name,
            state: Event.State(rest.ending),
            stop: stop.id,
            since: rest.since,
            raisedAt: rest.since + limit,
            endedAt: rest.ending == nil ? nil : rest.lastSeen,
            dwell: rest.dwell,
            limit: limit,
            arrivalSeen: rest.arrivalSeen,
            box: stop.box,
            frame: stop.frame,
            uncertainty: rest.sinceUncertainty + rest.endUncertainty,
            onTheEdge: isOnTheEdge(rest),
            clock: clock,
            severity: severity,
            violationCode: violationCode,
            sizeClass: sizeClass,
            cutByHours: rest.cut
        )
    }

    /// Whether a dwell of the limit or longer may in truth have been shorter.
    ///
    /// Of what still stood when it was last seen, only the begin is uncertain.
    private func isOnTheEdge(_ rest: Rest) -> Bool {
        let end = rest.ending == nil ? .zero : rest.endUncertainty
        let uncertainty = rest.sinceUncertainty + end
        return uncertainty > .zero && rest.dwell - limit <= uncertainty
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
