/// How vehicles that stop side by side become stops of their own.
extension StopDetector {
    /// More vehicles do not stop as one.
    private static let mostParts = 4

    /// Takes a stop apart where its parts came at different times, as samples of each show.
    ///
    /// - Returns: the indices of the stops that it has become.
    mutating func splitByArrival(_ index: Int) -> [Int] {
        var parts = [index]
        var open = [index]
        while let next = open.popLast(), parts.count < Self.mostParts {
            guard let other = splitOnce(next) else { continue }
            parts.append(other)
            open += [next, other]
        }
        return parts
    }

    private mutating func splitOnce(_ index: Int) -> Int? {
        let track = tracks[index]
        guard let model, let owner = freeOwner(), let halves = halves(of: track.template) else {
            return nil
        }
        let templates = [halves.0, halves.1].map { track.template.part($0) }
        let moments = templates.map { template in
            RestBoundary(template: template, noise: model.noise, plane: size)
                .arrival(among: samples(around: track.since))
        }
        guard let first = moments[0], let second = moments[1],
            !first.isSameMoment(as: second)
        else { return nil }
        tracks[index].template = templates[0]
        tracks[index].since = first.time
        tracks[index].sinceUncertainty = first.uncertainty
        tracks[index].isMotionSeen = true
        var other = track
        other = StopTrack(
            owner: owner,
            template: templates[1],
            since: second.time,
            sinceUncertainty: second.uncertainty,
            lastSeen: track.lastSeen
        )
        other.verdict = .thing
        other.isMotionSeen = true
        tracks.append(other)
        return tracks.count - 1
    }

    private func halves(of template: StopTemplate) -> (RegionMask, RegionMask)? {
        guard let candidates else { return nil }
        let mask = template.mask
        var starts = [Float?](repeating: nil, count: mask.box.areaPixels)
        mask.forEachPixel { inside, index in
            if candidates.credit[index] >= parameters.proposalCreditSeconds {
                starts[inside] = candidates.start[index]
            }
        }
        return ArrivalParts(mask: mask, starts: starts).split()
    }
}

extension StopTemplate {
    /// The pixels of `mask` alone, which lies inside of the template's box.
    func part(_ mask: RegionMask) -> StopTemplate {
        StopTemplate(
            mask: mask,
            level: cut(level, to: mask.box),
            reference: cut(reference, to: mask.box),
            behind: behind.isEmpty ? [] : cut(behind, to: mask.box),
            threshold: cut(threshold, to: mask.box),
            surround: surround
        )
    }

    /// The levels over a box that lies inside of the template's own.
    func cut(_ levels: RegionLevels, to part: Box) -> RegionLevels {
        var result = RegionLevels()
        result.reserveCapacity(part.areaPixels)
        for y in part.y..<part.maxY {
            let start = (y - box.y) * box.width + part.x - box.x
            result.append(contentsOf: levels[start..<(start + part.width)])
        }
        return result
    }
}
