/// Where things rested lately, so that one stay with a short move in it raises once.
struct RestingPlaces {
    private struct Place {
        var stop: Stop
        var end: MediaTime
        var ending: Stop.Ending?
        /// Whether the stay that it belongs to has raised.
        var hasRaised: Bool
    }

    private let rearm: MediaDuration
    private var places: [Place] = []

    /// Begins with nothing known.
    init(rearm: MediaDuration) {
        self.rearm = rearm
    }

    /// The rests of a stop that raise: as long as the limit, and not of a stay that has raised.
    ///
    /// Stops come in the order of their begin.
    mutating func raising(_ rests: [Rest], of stop: Stop, limit: MediaDuration) -> [Rest] {
        guard rearm > .zero else { return rests.filter { $0.dwell >= limit } }
        var raising: [Rest] = []
        for rest in rests {
            let goesOn = places.contains { $0.hasRaised && isContinued($0, by: rest, of: stop) }
            let isLong = rest.dwell >= limit
            if isLong, !goesOn { raising.append(rest) }
            places.append(
                Place(
                    stop: stop,
                    end: rest.lastSeen,
                    ending: rest.ending,
                    hasRaised: goesOn || isLong
                )
            )
        }
        // What ended long before this stop began ended long before all that come.
        places.removeAll { $0.end + rearm < stop.since }
        return raising
    }

    private func isContinued(_ place: Place, by rest: Rest, of stop: Stop) -> Bool {
        // What was seen to take the place of another is another.
        guard place.ending != .replaced, place.end <= rest.since, rest.since - place.end <= rearm
        else { return false }
        return place.stop.id == stop.id || Self.isSamePlace(place.stop, stop)
    }

    /// Whether two stops share at least half of the smaller one's box.
    static func isSamePlace(_ left: Stop, _ right: Stop) -> Bool {
        let box = left.box.scaled(from: left.frame, to: right.frame)
        guard let shared = box.intersection(with: right.box)?.areaPixels else { return false }
        return 2 * shared >= min(box.areaPixels, right.box.areaPixels)
    }
}
