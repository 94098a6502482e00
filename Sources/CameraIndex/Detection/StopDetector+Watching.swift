/// How stops are followed to their end.
extension StopDetector {
    /// Asks every stop what a sample says of it; `seconds` is the time since the one before.
    mutating func watch(_ sample: Sample, seconds: Float) {
        guard let model, !tracks.isEmpty else { return }
        let inFront = Dictionary(
            uniqueKeysWithValues: tracks.filter { $0.verdict == .thing }.map {
                ($0.owner, $0.since)
            }
        )
        for index in tracks.indices {
            let track = tracks[index]
            let sighting = track.template.sighting(in: sample, noise: model.noise) { place in
                let other = owner[place]
                guard other != track.owner, other != track.group, let since = inFront[other] else {
                    return false
                }
                return since > track.since
            }
            tracks[index].note(sighting, at: sample.time, seconds: seconds)
            if sighting.isStrong, sighting.correlation >= 0.9, tracks[index].absenceSeconds == 0 {
                tracks[index].template.follow(sample, seconds: seconds)
            }
        }
        followCreeping(sample, seconds: seconds)
        judgeDue(at: sample.time)
        resolveGroups()
        endDue(at: sample.time)
    }

    private mutating func endDue(at time: MediaTime) {
        var ended: [(index: Int, ending: Stop.Ending)] = []
        for index in tracks.indices where tracks[index].verdict != .member {
            let track = tracks[index]
            if track.absenceSeconds
                >= parameters.endAbsenceSeconds(dwell: Float(track.dwell.seconds))
            {
                ended.append((index, .left))
            } else if let start = replacementStart(of: track, at: time) {
                tracks[index].firstAbsent = max(start, track.lastSeen)
                ended.append((index, .replaced))
            } else if track.hiddenSeconds > parameters.lostSeconds {
                let successor = successor(of: track)
                tracks[index].firstAbsent = successor?.since
                ended.append((index, successor == nil ? .lost : .replaced))
            }
        }
        guard !ended.isEmpty else { return }
        for (index, ending) in ended.reversed() { close(index, ending) }
        removeDroppedTracks()
    }

    /// The thing that came to stand where a stop was last seen and covers most of it, or nil.
    private func successor(of track: StopTrack) -> StopTrack? {
        let mask = track.template.mask
        return tracks.filter { other in
            other.owner != track.owner && other.verdict == .thing && other.since >= track.lastSeen
                && 2 * mask.sharedCount(with: other.template.mask) > mask.count
        }.min { $0.since < $1.since }
    }

    private mutating func close(_ index: Int, _ ending: Stop.Ending) {
        if tracks[index].verdict == .pending,
            tracks[index].dwell.seconds >= 0.9 * parameters.floor.seconds
        {
            judge(index)
        }
        if ending == .left {
            releaseIfAlone(index)
            for part in dividedByDeparture(index) {
                refineDeparture(of: part)
                end(part, .left)
            }
        } else {
            end(index, ending)
        }
        releaseCompanions(of: tracks[index])
    }

    private mutating func end(_ index: Int, _ ending: Stop.Ending) {
        let track = tracks[index]
        dropMembers(of: track.owner)
        noteVacated(track)
        if let stop = report(track, ending) { finished.append(stop) }
        tracks[index].isDropped = true
    }

    /// When another stable value, that no known stop explains, took the place of most of a stop, or
    /// nil.
    ///
    /// So it ends where its reference held something that left with it. A bus that stops in front
    /// leaves sooner.
    private func replacementStart(of track: StopTrack, at time: MediaTime) -> MediaTime? {
        guard let candidates, let model,
            (time - track.lastSeen).seconds >= Double(parameters.replacementSeconds)
        else { return nil }
        let now = candidates.seconds(at: time)
        let template = track.template
        var changed: [Float] = []
        var gone = 0
        var total = 0
        template.mask.forEachPixel { inside, index in
            total += 1
            let limit = template.threshold[inside]
            if abs(normalised[index] - template.level[inside]) > limit { gone += 1 }
            if owner[index] == track.owner, candidates.credit[index] >= parameters.stableSeconds,
                now - candidates.start[index] >= parameters.replacementSeconds,
                abs(candidates.level[index] - template.level[inside]) > limit,
                abs(candidates.level[index] - model.level[index]) > model.threshold[index]
            {
                changed.append(candidates.start[index])
            }
        }
        guard changed.count * 10 >= total * 3, gone * 2 >= total, changed.count * 2 >= gone else {
            return nil
        }
        changed.sort()
        return candidates.time(at: changed[changed.count / 2])
    }
}
