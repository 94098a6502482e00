/// How vehicles that came together, and look like one, are told apart by when each came to rest.
extension StopDetector {
    /// A part smaller than this share of the whole is not told from it.
    private static let leastShare: Float = 0.03
    /// Fewer pixels are not told from it: the arms of somebody who stands move by themselves.
    private static let fewestPixels = 160
    /// What is not known of a part's own beginning is as wide as this.
    private static let borrowedUncertainty = MediaDuration.seconds(1)

    /// Takes a stop apart where narrow places part what came to rest at different times.
    ///
    /// - Returns: the stops that it has become.
    mutating func divide(_ index: Int) -> [Body] {
        let whole = tracks[index]
        let parts = parts(of: whole)
        let groups = groupedByMoment(parts)
        guard groups.count >= 2 else { return [Body(index: index, parts: parts)] }
        var bodies: [Body] = []
        for group in groups {
            guard let owner = bodies.isEmpty ? whole.owner : freeOwner() else { break }
            let track = track(of: group.whole, in: whole, owner: owner, as: .thing)
            if bodies.isEmpty {
                tracks[index] = track
            } else {
                tracks.append(track)
            }
            let place = bodies.isEmpty ? index : tracks.count - 1
            bodies.append(Body(index: place, parts: group.parts))
        }
        return bodies
    }

    /// Follows the parts of a stop that narrow places tell from each other, beside the whole.
    mutating func suspectParts(of body: Body) {
        let whole = tracks[body.index]
        guard whole.verdict == .thing, body.parts.count >= 2 else { return }
        for part in body.parts {
            guard let owner = freeOwner() else { return }
            var member = track(of: part, in: whole, owner: owner, as: .member)
            member.group = whole.owner
            tracks.append(member)
        }
    }

    private func track(
        of part: Part,
        in whole: StopTrack,
        owner: UInt8,
        as verdict: StopTrack.Verdict
    ) -> StopTrack {
        var track = StopTrack(
            owner: owner,
            template: whole.template.part(part.mask),
            since: part.moment?.time ?? whole.since,
            sinceUncertainty: part.moment?.uncertainty
                ?? max(whole.sinceUncertainty, Self.borrowedUncertainty),
            lastSeen: whole.lastSeen
        )
        track.verdict = verdict
        track.isMotionSeen = part.isMotionSeen
        track.arrivalSeen = whole.arrivalSeen
        return track
    }

    /// A stop that was just found, and the parts that narrow places tell from each other in it.
    struct Body {
        /// Its index among the tracks.
        let index: Int
        fileprivate let parts: [Part]
    }

    /// A part of a body, and when it came to rest, where the samples show that.
    fileprivate struct Part {
        var mask: RegionMask
        var moment: RestBoundary.Moment?

        var isMotionSeen: Bool { moment?.isMotionSeen ?? false }
    }

    /// Parts that came at the same moment, and all of them as one.
    private struct Group {
        var whole: Part
        var parts: [Part]

        init(_ part: Part) {
            whole = part
            parts = [part]
        }

        mutating func add(_ part: Part) {
            whole.mask.add(part.mask)
            parts.append(part)
        }
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
    private func groupedByMoment(_ parts: [Part]) -> [Group] {
        var groups: [Group] = []
        for part in parts where part.moment != nil {
            if let own = groups.firstIndex(where: { Self.isOneMoment($0.whole, part) }) {
                groups[own].add(part)
            } else {
                groups.append(Group(part))
            }
        }
        guard groups.count >= 2 else { return [] }
        for part in parts where part.moment == nil {
            let own = groups.indices.max {
                groups[$0].whole.mask.borderCount(with: part.mask)
                    < groups[$1].whole.mask.borderCount(with: part.mask)
            }
            if let own { groups[own].add(part) }
        }
        return groups
    }

    private static func isOneMoment(_ one: Part, _ other: Part) -> Bool {
        guard let first = one.moment, let second = other.moment else { return true }
        return first.isSameMoment(as: second)
    }
}

extension RegionMask {
    /// The pixels of any of some masks of one plane, of which there is at least one.
    static func union(of masks: [RegionMask]) -> RegionMask {
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
