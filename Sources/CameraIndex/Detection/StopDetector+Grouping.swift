/// How vehicles that stopped together, and look like one, are told apart when one of them leaves.
extension StopDetector {
    /// A part smaller than this share of the whole is not followed alone.
    private static let leastShare: Float = 0.03
    /// Fewer pixels are not followed alone: the arms of somebody who stands move by themselves.
    private static let fewestPixels = 160
    /// What is not known of a part's own beginning is as wide as this.
    private static let borrowedUncertainty = MediaDuration.seconds(1)

    /// Takes a stop apart where narrow places part what came to rest at different times.
    ///
    /// - Returns: the indices of the stops that it has become.
    mutating func divide(_ index: Int) -> [Int] {
        let whole = tracks[index]
        let groups = groupedByMoment(parts(of: whole))
        guard groups.count >= 2 else { return [index] }
        var indices: [Int] = []
        for group in groups {
            guard indices.isEmpty || freeOwner() != nil else { break }
            var part = StopTrack(
                owner: indices.isEmpty ? whole.owner : freeOwner() ?? whole.owner,
                template: whole.template.part(group.mask),
                since: group.moment?.time ?? whole.since,
                sinceUncertainty: group.moment?.uncertainty
                    ?? max(whole.sinceUncertainty, Self.borrowedUncertainty),
                lastSeen: whole.lastSeen
            )
            part.verdict = .thing
            part.isMotionSeen = group.moment?.isMotionSeen ?? false
            part.arrivalSeen = whole.arrivalSeen
            if indices.isEmpty {
                tracks[index] = part
                indices.append(index)
            } else {
                tracks.append(part)
                indices.append(tracks.count - 1)
            }
        }
        return indices
    }

    /// Follows the parts of a stop that narrow places tell from each other, beside the whole.
    mutating func suspectParts(of index: Int) {
        let whole = tracks[index]
        guard whole.verdict == .thing else { return }
        let parts = parts(of: whole)
        guard parts.count >= 2 else { return }
        for part in parts {
            guard let owner = freeOwner() else { return }
            var member = StopTrack(
                owner: owner,
                template: whole.template.part(part.mask),
                since: part.moment?.time ?? whole.since,
                sinceUncertainty: part.moment?.uncertainty
                    ?? max(whole.sinceUncertainty, Self.borrowedUncertainty),
                lastSeen: whole.lastSeen
            )
            member.verdict = .member
            member.isMotionSeen = part.moment?.isMotionSeen ?? false
            member.group = whole.owner
            member.arrivalSeen = whole.arrivalSeen
            tracks.append(member)
        }
    }

    /// A part of a body, and when it came to rest, where the samples show that.
    private struct Part {
        var mask: RegionMask
        var moment: RestBoundary.Moment?
    }

    private func parts(of whole: StopTrack) -> [Part] {
        guard let model else { return [] }
        let least = max(Self.fewestPixels, Int(Self.leastShare * Float(whole.template.mask.count)))
        let masks = NeckParts(mask: whole.template.mask, smallestPart: least).parts()
        guard masks.count >= 2 else { return [] }
        let around = samples(around: whole.since)
        return masks.map { mask in
            let boundary = RestBoundary(
                template: whole.template.part(mask),
                noise: model.noise,
                plane: size
            )
            return Part(mask: mask, moment: boundary.arrival(among: around))
        }
    }

    /// The parts, those put together that came at the same moment; what came at no moment of its
    /// own goes with the part that it touches.
    private func groupedByMoment(_ parts: [Part]) -> [Part] {
        var groups: [Part] = []
        for part in parts where part.moment != nil {
            if let own = groups.firstIndex(where: { Self.isOneMoment($0, part) }) {
                groups[own].mask.add(part.mask)
            } else {
                groups.append(part)
            }
        }
        guard groups.count >= 2 else { return [] }
        for part in parts where part.moment == nil {
            let own = groups.indices.max {
                groups[$0].mask.borderCount(with: part.mask)
                    < groups[$1].mask.borderCount(with: part.mask)
            }
            if let own { groups[own].mask.add(part.mask) }
        }
        return groups
    }

    private static func isOneMoment(_ one: Part, _ other: Part) -> Bool {
        guard let first = one.moment, let second = other.moment else { return true }
        return first.isSameMoment(as: second)
    }

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
            let own = tracks[member]
            tracks[member].group = nil
            tracks[member].verdict = .thing
            tracks[member].id = StopID(since: own.since, box: geometry.coded(own.template.box))
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
            let own = tracks[member]
            tracks[member].group = nil
            tracks[member].verdict = isThing(own.template) ? .thing : .shadow
            tracks[member].id = StopID(since: own.since, box: geometry.coded(own.template.box))
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

    /// Whether more than the light has changed over a part.
    func isThing(_ template: StopTemplate) -> Bool {
        model.map { !StopVerification.isLight(template, noise: $0.noise) } ?? false
    }
}

extension RegionMask {
    /// The pixels of any of some masks of one plane, of which there is at least one.
    fileprivate static func union(of masks: [RegionMask]) -> RegionMask {
        var all = masks[0]
        for mask in masks.dropFirst() { all.add(mask) }
        return all
    }

    /// Takes up the pixels of another mask of the same plane.
    fileprivate mutating func add(_ other: RegionMask) {
        let left = min(box.x, other.box.x)
        let top = min(box.y, other.box.y)
        let all = Box(
            x: left,
            y: top,
            width: max(box.maxX, other.box.maxX) - left,
            height: max(box.maxY, other.box.maxY) - top
        )
        var joined = recut(to: all)
        other.forEachPixel { _, index in joined.bits[joined.place(of: index)] = 1 }
        self = joined
    }

    /// The pixels of `other` that lie next to one of this.
    fileprivate func borderCount(with other: RegionMask) -> Int {
        var count = 0
        other.forEachPixel { _, index in
            let (x, y) = (index % planeWidth, index / planeWidth)
            let isBeside = (-1...1).contains { row in
                (-1...1).contains { column in contains(x: x + column, y: y + row) }
            }
            if isBeside { count += 1 }
        }
        return count
    }
}
