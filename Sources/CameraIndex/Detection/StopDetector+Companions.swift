/// How the lamps of a vehicle, and what they shine on, are told from another vehicle beside it.
extension StopDetector {
    /// Lamps are switched off within this after a vehicle came to rest.
    private static let longestDelay = MediaDuration.seconds(6)
    /// What leaves within this of another leaves with it.
    private static let departureSpread = MediaDuration.seconds(2)

    /// The stop that a smaller one beside it may belong to, or nil.
    ///
    /// What was seen to move before it came to rest is an object of its own.
    func leader(of index: Int) -> Int? {
        let own = tracks[index]
        let mask = own.template.mask
        guard own.verdict == .thing, !own.isMotionSeen else { return nil }
        return tracks.indices.first { other in
            let their = tracks[other]
            return other != index && their.verdict == .thing && !their.isDropped
                && (their.since - own.since).magnitude <= Self.longestDelay
                && 2 * mask.count <= their.template.mask.count
                && mask.touches(their.template.mask)
        }
    }

    /// Lets the stops that may belong to a larger one wait for how they end.
    mutating func setCompanionsApart() {
        for index in tracks.indices {
            guard let leader = leader(of: index) else { continue }
            dropMembers(of: tracks[index].owner)
            tracks[index].verdict = .companion
            tracks[index].group = tracks[leader].owner
        }
    }

    /// Makes a companion that is about to end a stop of its own where its leader stays.
    mutating func releaseIfAlone(_ index: Int) {
        let own = tracks[index]
        guard own.verdict == .companion,
            let leader = tracks.first(where: { $0.owner == own.group && !$0.isDropped }),
            leader.absenceSeconds == 0,
            leader.lastSeen - own.lastSeen > Self.departureSpread, isThing(own.template)
        else { return }
        release(index)
    }

    /// Makes the companions that stay stops of their own when their leader has ended.
    mutating func releaseCompanions(of leader: StopTrack) {
        for index in tracks.indices
        where tracks[index].group == leader.owner && tracks[index].verdict == .companion {
            let stays =
                tracks[index].absenceSeconds == 0
                && tracks[index].lastSeen - leader.lastSeen > Self.departureSpread
            if stays { release(index) } else { tracks[index].group = nil }
        }
    }

    private mutating func release(_ index: Int) {
        let own = tracks[index]
        tracks[index].verdict = .thing
        tracks[index].group = nil
        tracks[index].id = StopID(since: own.since, box: geometry.coded(own.template.box))
    }
}
