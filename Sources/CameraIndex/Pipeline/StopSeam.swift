/// Joins the stops that were found anew in a stretch to those known on both sides of it.
///
/// What stood when the stretch began was seen to come before it, and what stood when it ended may
/// have been seen to leave behind it: neither can be told from the stretch alone. What stands from
/// the first picture on may not be found at all, so that what was known of it stays.
struct StopSeam {
    /// The stretch that was watched anew.
    let stretch: MediaRange
    /// The stops that were known before and overlap the stretch.
    let known: [Stop]
    /// What stands for less than this is not found.
    let floor: MediaDuration

    /// The stops of the stretch, each in its place, with what is known of them outside of it.
    func joined(_ found: [Stop]) -> [Stop] {
        let names = Set(found.map(\.id))
        let before = known.filter {
            $0.since < stretch.start && $0.lastSeen > stretch.start && !names.contains($0.id)
        }
        let comings = matches(
            of: found.filter { $0.since >= stretch.start && !$0.arrivalSeen },
            among: before
        )
        var stops = found.map { stop in
            comings[stop.id].map { Self.with(stop, comingOf: $0) } ?? stop
        }
        stops = renamed(stops)
        let behind = known.filter { $0.lastSeen > stretch.end }
        let ends = matches(of: stops.filter { $0.ending == nil }, among: behind)
        return stops.map { stop in ends[stop.id].map { Self.with(stop, endOf: $0) } ?? stop }
    }

    /// The known stops that came so shortly before the end of the stretch that nobody can find them
    /// in it, and went on behind it; `joined` were found.
    func tooLate(besides joined: [Stop]) -> [Stop] {
        let names = Set(joined.map(\.id))
        return known.filter {
            stretch.contains($0.since) && stretch.end - $0.since < floor
                && $0.lastSeen > stretch.end && !names.contains($0.id)
        }
    }

    /// The known stops that should have been found by who watched from `since` on until the end of
    /// the stretch; `joined` were found.
    func gone(besides joined: [Stop], since: MediaTime) -> [Stop] {
        let names = Set(joined.map(\.id))
        return known.filter {
            $0.since >= since && $0.since < stretch.start && $0.lastSeen > stretch.start
                && stretch.end - $0.since >= floor && !names.contains($0.id)
        }
    }

    /// Gives stops that were seen to come before the stretch the names under which they have been
    /// known since it began.
    private func renamed(_ stops: [Stop]) -> [Stop] {
        let own = Set(stops.map(\.id))
        let names = StopMatching.names(
            of: stops.filter { $0.since < stretch.start },
            takenFrom: known.filter { $0.lastSeen > stretch.start && !own.contains($0.id) }
        )
        return stops.map { stop in
            var stop = stop
            stop.id = names[stop.id] ?? stop.id
            return stop
        }
    }

    /// The known stop that each of `stops` is, by the name of the latter.
    private func matches(of stops: [Stop], among known: [Stop]) -> [StopID: Stop] {
        let byName = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        var matches = StopMatching.names(of: stops, takenFrom: known).compactMapValues {
            byName[$0]
        }
        for stop in stops {
            if let same = byName[stop.id] { matches[stop.id] = same }
        }
        return matches
    }

    private static func with(_ stop: Stop, comingOf known: Stop) -> Stop {
        var stop = stop
        stop.id = known.id
        stop.gaps = known.gaps.filter { $0.end <= stop.since } + stop.gaps
        stop.hidden = known.hidden.filter { $0.end <= stop.since } + stop.hidden
        stop.since = known.since
        stop.sinceUncertainty = known.sinceUncertainty
        stop.arrivalSeen = known.arrivalSeen
        return stop
    }

    private static func with(_ stop: Stop, endOf known: Stop) -> Stop {
        var stop = stop
        stop.gaps += known.gaps.filter { $0.start >= stop.lastSeen }
        stop.hidden += known.hidden.filter { $0.start >= stop.lastSeen }
        stop.lastSeen = known.lastSeen
        stop.ending = known.ending
        stop.endUncertainty = known.endUncertainty
        stop.seenRatio = known.seenRatio
        stop.hiddenRatio = known.hiddenRatio
        return stop
    }
}
