/// A place that a stop has left.
struct Vacated: Sendable {
    var mask: RegionMask
    /// When it was left.
    var time: MediaTime
}

/// How a part of an older stop that comes into sight is told from a new one.
extension StopDetector {
    /// A part comes into sight at once; another vehicle takes longer to take the place.
    private static let longestUncovering = MediaDuration.seconds(1.2)

    /// Remembers the place of a stop that ended.
    mutating func noteVacated(_ track: StopTrack) {
        guard track.verdict == .thing else { return }
        vacated.append(Vacated(mask: track.template.mask, time: track.lastSeen))
    }

    /// Forgets places that were left too long ago for what appears there to be judged still.
    mutating func forgetVacated(at time: MediaTime) {
        let memory = MediaDuration.seconds(4 * Double(parameters.verdictSeconds))
        vacated.removeAll { time - $0.time > memory }
    }

    /// Whether a stop is a part of an older one beside it that was uncovered when a third left.
    func isUncovered(_ index: Int) -> Bool {
        let track = tracks[index]
        let mask = track.template.mask
        return vacated.contains { place in
            (track.since - place.time).magnitude <= Self.longestUncovering
                && 2 * mask.sharedCount(with: place.mask) > mask.count
                && tracks.contains { other in
                    other.verdict == .thing && !other.isDropped && other.owner != track.owner
                        && other.since < place.time && mask.touches(other.template.mask)
                }
        }
    }
}

extension RegionMask {
    /// Whether a pixel of one lies within two pixels of the other.
    func touches(_ other: RegionMask) -> Bool {
        guard box.x - 2 < other.box.maxX, other.box.x - 2 < box.maxX,
            box.y - 2 < other.box.maxY, other.box.y - 2 < box.maxY
        else { return false }
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX where contains(x: x, y: y) {
                for row in (y - 2)...(y + 2) {
                    for column in (x - 2)...(x + 2) where other.contains(x: column, y: row) {
                        return true
                    }
                }
            }
        }
        return false
    }
}
