/// A part of a stop that a rule counts as one dwell: seen closely enough, and within its hours.
struct Rest: Hashable, Sendable {
    /// Which part of the stop it is; part of the event's name.
    var number: Int
    /// Its begin.
    var since: MediaTime
    /// The true begin lies within `since` ± this.
    var sinceUncertainty: MediaDuration
    /// The last moment that counts.
    var lastSeen: MediaTime
    /// The true end lies within `lastSeen` ± this.
    var endUncertainty: MediaDuration
    /// Whether the object was seen to come to this rest.
    var arrivalSeen: Bool
    /// How it ended, or nil while it goes on.
    var ending: Stop.Ending?
    /// Where the rule's hours cut it.
    var cut = Event.HoursCut.none

    /// How long it is.
    var dwell: MediaDuration { lastSeen - since }

    /// The whole of a stop.
    init(_ stop: Stop) {
        number = 0
        since = stop.since
        sinceUncertainty = stop.sinceUncertainty
        lastSeen = stop.lastSeen
        endUncertainty = stop.endUncertainty
        arrivalSeen = stop.arrivalSeen
        ending = stop.ending
    }

    // MARK: - Out of sight

    /// The parts of a stop between the stretches without a sight that are longer than `grace`.
    ///
    /// What is not longer does not end a dwell: the same object was seen on both sides of it.
    static func parts(of stop: Stop, bearing grace: MediaDuration) -> [Rest] {
        var parts: [Rest] = []
        var next = Rest(stop)
        for blind in unseen(in: stop) where blind.duration > grace {
            var broken = next
            broken.lastSeen = blind.start
            broken.endUncertainty = .zero
            broken.ending = .interrupted
            parts.append(broken)
            next.number += 1
            next.since = blind.end
            next.sinceUncertainty = .zero
            next.arrivalSeen = false
        }
        return parts + [next]
    }

    /// The stretches inside a stop without a sight, in order: not watched, hidden, or both in turn.
    private static func unseen(in stop: Stop) -> [MediaRange] {
        var joined: [MediaRange] = []
        for range in (stop.gaps + stop.hidden).sorted(by: { $0.start < $1.start })
        where stop.since <= range.start && range.end <= stop.lastSeen {
            if let last = joined.last, range.start <= last.end {
                joined[joined.count - 1].end = max(last.end, range.end)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    // MARK: - Hours

    /// The parts of the rest that lie within the hours of a schedule.
    func parts(within schedule: Schedule) -> [Rest] {
        // The last sight counts: a rest is a stretch with its end.
        let whole = MediaRange(since, lastSeen + MediaDuration(microseconds: 1))
        return schedule.ranges(within: whole).map { range in
            var part = self
            let cut = (start: range.start > since, end: range.end < lastSeen)
            if cut.start {
                part.since = range.start
                part.sinceUncertainty = .zero
                part.arrivalSeen = false
            }
            if cut.end {
                part.lastSeen = range.end
                part.endUncertainty = .zero
                // The rule has no more to say of it, whatever becomes of it.
                part.ending = .left
            }
            part.cut = Event.HoursCut(atStart: cut.start, atEnd: cut.end)
            return part
        }
    }

    /// Numbers the parts of a stop day by day, so that a change of the hours of one day leaves the
    /// events of the others their names.
    static func numbered(_ parts: [Rest], by schedule: Schedule, of stop: Stop) -> [Rest] {
        var counts: [Int: Int] = [:]
        return parts.map { part in
            var part = part
            let day = schedule.days(from: stop.since, to: part.since)
            part.number = numbersInDay * day + counts[day, default: 0]
            counts[day, default: 0] += 1
            return part
        }
    }

    /// More parts than a day has.
    private static let numbersInDay = 100
}
