/// How stops are proposed, judged and told from parts of each other.
extension StopDetector {
    /// Fragments of one object begin within this.
    private static let fragmentSpread = MediaDuration.seconds(4)

    /// What begins within this in one place is one.
    private static let momentSpread = MediaDuration.seconds(1)
    /// Leftovers of an object come with it.
    private static let leftoverSpread = MediaDuration.seconds(1.5)

    /// Proposes what has kept still; looks only now and then, since shapes cost a pass each.
    mutating func propose(at time: MediaTime) {
        guard time >= nextProposal, let candidates, let model, tracks.count < 200 else { return }
        nextProposal = time + .seconds(Double(parameters.stableSeconds) / 4)
        let proposer = StopProposer(size: size, parameters: parameters)
        let claimed = claimedPixels(candidates)
        for proposal in proposer.proposals(in: candidates, owner: claimed, at: time) {
            start(proposal, candidates: candidates, model: model)
        }
    }

    /// The pixels that show the stop which claims them.
    ///
    /// Where another value has settled something stands in front, and may be proposed.
    private func claimedPixels(_ candidates: CandidateLayer) -> [UInt8] {
        var claimed = owner
        for track in tracks {
            let template = track.template
            template.mask.forEachPixel { inside, index in
                guard owner[index] == track.owner,
                    candidates.credit[index] >= parameters.proposalCreditSeconds,
                    abs(candidates.level[index] - template.level[inside])
                        > template.threshold[inside]
                else { return }
                claimed[index] = 0
            }
        }
        return claimed
    }

    private mutating func start(
        _ proposal: StopProposer.Proposal,
        candidates: CandidateLayer,
        model: BackgroundModel
    ) {
        let box = proposal.mask.box
        var level = RegionLevels(repeating: 0, count: box.areaPixels)
        var reference = level
        var threshold = level
        proposal.mask.forEachPixel { inside, index in
            level[inside] = candidates.level[index]
            reference[inside] = model.level[index]
            threshold[inside] = model.threshold[index]
        }
        let template = StopTemplate(
            mask: proposal.mask,
            level: level,
            reference: reference,
            threshold: threshold,
            surround: StopSurround(of: proposal.mask, in: model, owner: owner)
        )
        guard let number = freeOwner(), let last = history.samples.last,
            let beginning = past(model).beginning(of: template),
            beginning.presentCount >= 3, beginning.presentRatio >= 0.4
        else {
            self.candidates?.clear(proposal.mask)
            return
        }
        var track = StopTrack(
            owner: number,
            template: template,
            since: beginning.since,
            sinceUncertainty: beginning.uncertainty,
            lastSeen: last.time
        )
        track.arrivalSeen = beginning.absenceSeen
        tracks.append(track)
        markOwners()
    }

    private func past(_ model: BackgroundModel) -> StopHistory {
        StopHistory(
            history: history,
            noise: model.noise,
            parameters: parameters,
            planeWidth: size.width
        )
    }

    func freeOwner() -> UInt8? {
        let used = Set(tracks.map(\.owner))
        return (1...254).first { !used.contains($0) }
    }

    /// Judges the stops that are old enough for the second look.
    mutating func judgeDue(at time: MediaTime) {
        var judged = false
        for index in tracks.indices where tracks[index].verdict == .pending {
            let age = Float((time - tracks[index].since).seconds)
            // What keeps a part of its pixels is never seen whole: the light of its lamps has gone.
            let isDue =
                tracks[index].absenceSeconds == 0
                || (age >= 1.5 * parameters.verdictSeconds && tracks[index].isPresent)
            guard age >= parameters.verdictSeconds, isDue else {
                continue
            }
            judge(index)
            judged = true
        }
        if judged { removeDroppedTracks() }
    }

    /// Takes the second look at a stop and decides what it is.
    mutating func judge(_ index: Int) {
        guard let model else { return }
        let track = tracks[index]
        // What comes with a larger stop and lies inside of it is no change of its own.
        guard !isPartOfAnother(index) else {
            tracks[index].verdict = .part
            return
        }
        let verification = StopVerification(
            model: model,
            past: past(model),
            memory: memory,
            claimed: pixelsOfJudged(except: index),
            foreign: pixelsOfOtherTimes(than: track)
        )
        switch verification.finding(
            for: track.template,
            since: track.since,
            arrivalSeen: track.arrivalSeen
        ) {
        case .thing(let template): accept(index, template)
        case .shadow(let template):
            tracks[index].template = template
            tracks[index].verdict = .shadow
            markOwners()
        case .left(let mask, let levels), .referenceError(let mask, let levels):
            self.model?.adopt(levels, where: mask)
            candidates?.clear(mask)
            tracks[index].isDropped = true
            dropPending(within: mask)
        case .undecided:
            candidates?.clear(track.template.mask)
            tracks[index].isDropped = true
        }
    }

    /// The pixels that another stop claims and that took the value they show at another time: those
    /// of something that stands beside, behind or in front.
    private func pixelsOfOtherTimes(than track: StopTrack) -> [UInt8] {
        guard let candidates else { return [] }
        let start = candidates.seconds(at: track.since)
        // A flat side keeps its value while it slides into its place, and nothing settles long
        // after the object.
        let own = (start - parameters.startSpreadSeconds)...(start + parameters.settlingSeconds)
        var foreign = [UInt8](repeating: 0, count: size.areaPixels)
        for index in foreign.indices
        where owner[index] != 0 && owner[index] != track.owner
            && candidates.credit[index] >= parameters.proposalCreditSeconds
            && !own.contains(candidates.start[index])
        {
            foreign[index] = 1
        }
        return foreign
    }

    /// The pixels of stops that were judged already.
    private func pixelsOfJudged(except index: Int) -> [UInt8] {
        var claimed = [UInt8](repeating: 0, count: size.areaPixels)
        for other in tracks.indices
        where other != index && !tracks[other].isDropped && tracks[other].verdict != .pending {
            tracks[other].template.mask.forEachPixel { _, place in claimed[place] = 1 }
        }
        return claimed
    }

    /// Drops the proposals that lie for the most part where the empty scene was just taken up.
    private mutating func dropPending(within mask: RegionMask) {
        for other in tracks.indices where tracks[other].verdict == .pending {
            let own = tracks[other].template.mask
            if 2 * own.sharedCount(with: mask) > own.count { tracks[other].isDropped = true }
        }
    }

    /// Takes over the whole body and finds the beginning again with it.
    private mutating func accept(_ index: Int, _ template: StopTemplate) {
        guard let model else { return }
        let track = tracks[index]
        tracks[index].template = template
        tracks[index].verdict = .thing
        // Without an arrival a body holds ground beside the object, of which one was seen; long
        // before it another object stood there that looks alike in part.
        if let beginning = past(model).beginning(of: template),
            beginning.absenceSeen || !tracks[index].arrivalSeen,
            (tracks[index].since - beginning.since).seconds <= 2 * Double(parameters.verdictSeconds)
        {
            tracks[index].since = beginning.since
            tracks[index].sinceUncertainty = beginning.uncertainty
            tracks[index].arrivalSeen = beginning.absenceSeen
        }
        tracks[index].clearAbsence(at: lastTime ?? track.lastSeen)
        refineArrival(of: index)
        let bodies = splitByArrival(index).flatMap { divide($0) }
        for body in bodies { settle(body.index, of: bodies.map(\.index)) }
        setCompanionsApart()
        for body in bodies { suspectParts(of: body) }
        markOwners()
    }

    /// Names a stop that was found to be a thing, and tells it from parts of others.
    private mutating func settle(_ index: Int, of parts: [Int]) {
        let own = tracks[index]
        tracks[index].id = StopID(since: own.since, box: geometry.coded(own.template.box))
        setFragmentsApart(of: index, besides: parts)
        if isPartOfAnother(index) || isUncovered(index) { tracks[index].verdict = .part }
    }

    /// Of stops that began together in one place only the largest counts.
    ///
    /// A dark car is proposed as glass, wheels and lamps before it is seen whole. What was told
    /// from it by its time, `parts`, counts as well.
    mutating func setFragmentsApart(of index: Int, besides parts: [Int]) {
        for other in tracks.indices
        where other != index && !parts.contains(other) && !tracks[other].isDropped
            && !tracks[other].isInner && Self.areOne(tracks[index], tracks[other])
        {
            // Followed and not forgotten, so that it is not proposed again.
            let isSmaller = tracks[other].template.mask.count <= tracks[index].template.mask.count
            tracks[isSmaller ? other : index].verdict = .part
        }
    }

    /// Whether two stops share their place and their beginning: pixels, or what is small, within
    /// some seconds, or the box alone at the same moment.
    private static func areOne(_ one: StopTrack, _ other: StopTrack) -> Bool {
        let apart = (other.since - one.since).magnitude
        let doubt = one.sinceUncertainty + other.sinceUncertainty
        guard apart <= min(fragmentSpread, momentSpread + doubt) else { return false }
        let (first, second) = (one.template.mask, other.template.mask)
        if 2 * first.sharedCount(with: second) > min(first.count, second.count) { return true }
        let (larger, smaller) = first.count >= second.count ? (first, second) : (second, first)
        return smaller.isEnclosed(by: larger)
    }

    /// Whether a stop is a leftover of a larger one: small, inside of its box, and come with it.
    private func isPartOfAnother(_ index: Int) -> Bool {
        let track = tracks[index]
        return tracks.indices.contains { other in
            guard other != index, !tracks[other].isDropped, tracks[other].verdict == .thing else {
                return false
            }
            let their = tracks[other]
            let (mask, theirs) = (track.template.mask, their.template.mask)
            let shared = mask.box.intersection(with: theirs.box)?.areaPixels ?? 0
            guard 10 * shared > 7 * mask.box.areaPixels else { return false }
            // Pixels that look alike before and after their object moved on seem to stay.
            if their.firstSince < their.since, track.since < their.since { return true }
            guard 5 * mask.count < theirs.count, mask.isEnclosed(by: theirs) else { return false }
            // What hardly differs from the ground comes and goes within its object.
            return (track.since - their.since).magnitude <= Self.leftoverSpread
                || 3 * mask.sharedCount(with: theirs) < mask.count
        }
    }

    /// Lets go of the stops that were dropped, and of the members of those that are none.
    mutating func removeDroppedTracks() {
        let wholes = Set(tracks.filter { $0.verdict == .thing && !$0.isDropped }.map(\.owner))
        for index in tracks.indices {
            if tracks[index].verdict == .member, let group = tracks[index].group,
                !wholes.contains(group)
            {
                tracks[index].isDropped = true
            }
        }
        guard tracks.contains(where: \.isDropped) else { return }
        tracks.removeAll(where: \.isDropped)
        markOwners()
    }

    /// Marks anew which pixels stops claim, and where the reference must not learn.
    mutating func markOwners() {
        for index in owner.indices {
            owner[index] = 0
            frozen[index] = 0
        }
        // What members claim their whole claims for them.
        for track in tracks where !track.isDropped && track.verdict != .member {
            track.template.mask.forEachPixel { _, index in owner[index] = track.owner }
            let margin = max(2, max(track.template.box.width, track.template.box.height) / 7)
            let box = track.template.box.expanded(by: margin, within: size)
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX { frozen[y * size.width + x] = 1 }
            }
        }
    }
}

extension RegionMask {
    /// Whether most pixels lie between two of another mask, in their row or in their column.
    func isEnclosed(by other: RegionMask) -> Bool {
        var left = [Int](repeating: .max, count: other.box.height)
        var right = [Int](repeating: -1, count: other.box.height)
        var top = [Int](repeating: .max, count: other.box.width)
        var bottom = [Int](repeating: -1, count: other.box.width)
        other.forEachPixel { inside, _ in
            let (x, y) = (inside % other.box.width, inside / other.box.width)
            left[y] = min(left[y], x)
            right[y] = max(right[y], x)
            top[x] = min(top[x], y)
            bottom[x] = max(bottom[x], y)
        }
        var enclosed = 0
        forEachPixel { inside, _ in
            let x = box.x + inside % box.width - other.box.x
            let y = box.y + inside / box.width - other.box.y
            let isInRow = left.indices.contains(y) && left[y] < x && x < right[y]
            let isInColumn = top.indices.contains(x) && top[x] < y && y < bottom[x]
            if isInRow || isInColumn { enclosed += 1 }
        }
        return 2 * enclosed > count
    }
}
