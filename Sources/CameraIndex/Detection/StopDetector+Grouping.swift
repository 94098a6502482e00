/// How vehicles that stopped together, and look like one, are told apart when one of them leaves.
extension StopDetector {
    /// Tells the members of each group apart of which one has left while another stays.
    mutating func resolveGroups() {
        for index in tracks.indices where tracks[index].verdict == .thing {
            let left = membersThatLeft(tracks[index])
            if !left.isEmpty { resolve(index, without: left) }
        }
        removeDroppedTracks()
    }

    /// Makes stops of the members of one that ends, where they began to move at different moments.
    ///
    /// - Returns: the indices of the stops that end: it alone, or its members.
    mutating func dividedByDeparture(_ index: Int) -> [Int] {
        let whole = tracks[index]
        let members = tracks.indices.filter {
            tracks[$0].group == whole.owner && tracks[$0].verdict == .member
                && tracks[$0].isMotionSeen && isThing(tracks[$0].template)
        }
        let moments = members.map { departure(of: tracks[$0]) }
        let isOne = moments.allSatisfy { one in
            moments.allSatisfy { other in
                guard let one, let other else { return true }
                return one.isSameMoment(as: other)
            }
        }
        guard !isOne else { return [index] }
        for member in members {
            makeIndependent(member)
        }
        tracks[index].isDropped = true
        return members
    }

    /// Lets go of the members of a stop, which is told as a whole.
    mutating func dropMembers(of group: UInt8) {
        for index in tracks.indices
        where tracks[index].group == group && tracks[index].verdict == .member {
            tracks[index].isDropped = true
        }
    }

    /// The members that have left for good while another has been seen in its place since then.
    private func membersThatLeft(_ whole: StopTrack) -> [Int] {
        let members = tracks.indices.filter {
            tracks[$0].group == whole.owner && tracks[$0].verdict == .member
        }
        let left = members.filter { member in
            let dwell = Float(tracks[member].dwell.seconds)
            return tracks[member].absenceSeconds >= parameters.endAbsenceSeconds(dwell: dwell)
        }
        guard let first = left.compactMap({ tracks[$0].firstAbsent }).min() else { return [] }
        let needed = Double(parameters.endAbsenceSeconds(dwell: Float(whole.dwell.seconds)))
        let isAnotherSeen = members.contains { member in
            tracks[member].absenceSeconds == 0
                && tracks[member].lastSeen - first >= .seconds(needed / 2)
        }
        return isAnotherSeen ? left : []
    }

    /// The members that left become stops of their own; what stays goes on as the whole.
    private mutating func resolve(_ index: Int, without left: [Int]) {
        let whole = tracks[index]
        for member in left {
            makeIndependent(member)
            if !isThing(tracks[member].template) { tracks[member].verdict = .shadow }
        }
        let staying = tracks.indices.filter {
            tracks[$0].group == whole.owner && tracks[$0].verdict == .member
        }
        let largest = staying.max {
            tracks[$0].template.mask.count < tracks[$1].template.mask.count
        }
        guard let largest else { return }
        let next = tracks[largest]
        let masks = staying.map { tracks[$0].template.mask }
        tracks[index].template = whole.template.part(RegionMask.union(of: masks))
        tracks[index].since = next.since
        tracks[index].sinceUncertainty = next.sinceUncertainty
        tracks[index].isMotionSeen = next.isMotionSeen
        tracks[index].take(sightsOf: next)
        // One alone is the whole.
        if staying.count == 1 { tracks[largest].isDropped = true }
        markOwners()
    }

    /// Makes a stop of its own of a member or companion.
    mutating func makeIndependent(_ index: Int) {
        let own = tracks[index]
        tracks[index].group = nil
        tracks[index].verdict = .thing
        tracks[index].id = StopID(since: own.since, box: geometry.coded(own.template.box))
    }

    /// Whether more than the light has changed over a part.
    func isThing(_ template: StopTemplate) -> Bool {
        model.map { !StopVerification.isLight(template, noise: $0.noise) } ?? false
    }
}
