/// Finds in a new scan of the same footage the stops that an earlier scan knew already.
public enum StopMatching {
    /// The least share of the shorter stop's time that both must have in common.
    public static let leastSharedTime = 0.5
    /// The least share of their common area that both boxes must have in common.
    public static let leastSharedArea = 0.3

    /// Which old name each new stop takes over; a stop that matches none keeps its own.
    ///
    /// The likeliest pair is matched first and each stop once, so that the answer does not depend
    /// on the order of the stops.
    public static func names(of new: [Stop], takenFrom old: [Stop]) -> [StopID: StopID] {
        var pairs: [(likeness: Double, new: StopID, old: StopID)] = []
        for stop in new {
            for other in old {
                if let likeness = likeness(of: stop, and: other) {
                    pairs.append((likeness, stop.id, other.id))
                }
            }
        }
        pairs.sort { left, right in
            (right.likeness, left.new.description, left.old.description)
                < (left.likeness, right.new.description, right.old.description)
        }
        var names: [StopID: StopID] = [:]
        var taken: Set<StopID> = []
        for pair in pairs where names[pair.new] == nil && !taken.contains(pair.old) {
            names[pair.new] = pair.old
            taken.insert(pair.old)
        }
        return names.filter { $0.key != $0.value }
    }

    /// How alike two stops are, or nil where they are not the same one.
    private static func likeness(of stop: Stop, and other: Stop) -> Double? {
        let shared = min(stop.lastSeen, other.lastSeen) - max(stop.since, other.since)
        let shorter = min(stop.dwell, other.dwell)
        guard shared >= .zero, shared.seconds >= leastSharedTime * shorter.seconds else {
            return nil
        }
        let box = other.box.scaled(from: other.frame, to: stop.frame)
        let area = stop.box.intersectionOverUnion(with: box)
        guard area >= leastSharedArea else { return nil }
        let longer = max(stop.dwell, other.dwell)
        return area + (longer > .zero ? shared.seconds / longer.seconds : 1)
    }
}
