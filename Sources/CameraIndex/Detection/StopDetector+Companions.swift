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
                && their.absenceSeconds == 0
                && (their.since - own.since).magnitude <= Self.longestDelay
                && Self.isSmaller(own, than: their)
                && mask.touches(their.template.mask)
        }
    }

    /// Whether one may be a part of what the other shows: half as large, or come into sight at the
    /// same moment, when the other was seen to move or is the larger.
    private static func isSmaller(_ own: StopTrack, than other: StopTrack) -> Bool {
        let (count, theirs) = (own.template.mask.count, other.template.mask.count)
        let isUncovered = (own.since - other.since).magnitude <= uncoveringSpread
        return 2 * count <= theirs || (isUncovered && (other.isMotionSeen || count < theirs))
    }

    /// What something in front uncovers comes into sight within this.
    private static let uncoveringSpread = MediaDuration.seconds(1.2)

    /// Lets the stops that may belong to a larger one wait for how they end.
    mutating func setCompanionsApart() {
        for index in tracks.indices {
            guard let leader = leader(of: index) else { continue }
            dropMembers(of: tracks[index].owner)
            let isInside = tracks[index].template.mask.isEnclosed(by: tracks[leader].template.mask)
            tracks[index].verdict = isInside ? .part : .companion
            tracks[index].group = tracks[leader].owner
        }
    }

    /// Makes a companion that is about to end a stop of its own where its leader stays.
    mutating func releaseIfAlone(_ index: Int) {
        let own = tracks[index]
        guard own.verdict == .companion,
            let leader = tracks.first(where: { $0.owner == own.group && !$0.isDropped }),
            !leftTogether(own, leader), isThing(own.template)
        else { return }
        release(index)
    }

    /// Whether two stops began to move at the same moment, as far as the samples show.
    private func leftTogether(_ one: StopTrack, _ other: StopTrack) -> Bool {
        let apart = (one.lastSeen - other.lastSeen).magnitude
        let doubt = Self.endDoubt(one) + Self.endDoubt(other)
        guard apart <= Self.departureSpread + doubt else { return false }
        guard let first = departure(of: one), let second = departure(of: other) else { return true }
        return first.isSameMoment(as: second)
    }

    /// The time between the last sight of a stop and the first of its empty place.
    private static func endDoubt(_ track: StopTrack) -> MediaDuration {
        track.firstAbsent.map { $0 - track.lastSeen } ?? .zero
    }

    /// Makes the companions that stay stops of their own when their leader has ended.
    mutating func releaseCompanions(of leader: StopTrack) {
        for index in tracks.indices
        where tracks[index].group == leader.owner && tracks[index].verdict == .companion {
            if leftTogether(tracks[index], leader) {
                tracks[index].group = nil
            } else {
                release(index)
            }
        }
        setCompanionsApart()
    }

    private mutating func release(_ index: Int) {
        makeIndependent(index)
        setFragmentsApart(of: index, besides: [])
    }
}
