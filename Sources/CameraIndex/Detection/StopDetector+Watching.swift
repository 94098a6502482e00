/// How stops are followed to their end.
extension StopDetector {
    /// Asks every stop what a sample says of it; `seconds` is the time since the one before.
    mutating func watch(_ sample: Sample, seconds: Float) {
        guard let model, !tracks.isEmpty else { return }
        for index in tracks.indices {
            let sighting = tracks[index].template.sighting(in: sample, noise: model.noise)
            tracks[index].note(sighting, at: sample.time, seconds: seconds)
            if sighting.isStrong, sighting.correlation >= 0.9, tracks[index].absenceSeconds == 0 {
                tracks[index].template.follow(sample, seconds: seconds)
            }
        }
        judgeDue(at: sample.time)
        endDue(at: sample.time)
    }

    private mutating func endDue(at time: MediaTime) {
        var ended: [(index: Int, ending: Stop.Ending)] = []
        for index in tracks.indices {
            let track = tracks[index]
            if track.absenceSeconds
                >= parameters.endAbsenceSeconds(dwell: Float(track.dwell.seconds))
            {
                ended.append((index, .left))
            } else if let start = replacementStart(of: track, at: time) {
                tracks[index].lastSeen = max(track.since, min(track.lastSeen, start))
                tracks[index].firstAbsent = max(start, tracks[index].lastSeen)
                ended.append((index, .replaced))
            } else if track.hiddenSeconds > parameters.lostSeconds {
                ended.append((index, .lost))
            }
        }
        guard !ended.isEmpty else { return }
        for (index, ending) in ended.reversed() { close(index, ending) }
        removeDroppedTracks()
    }

    private mutating func close(_ index: Int, _ ending: Stop.Ending) {
        if tracks[index].verdict == .pending,
            tracks[index].dwell.seconds >= 0.9 * parameters.floor.seconds
        {
            judge(index)
        }
        let track = tracks[index]
        if let stop = report(track, ending) { finished.append(stop) }
        tracks[index].isDropped = true
    }

    /// When another stable value took the place of most of a stop, or nil.
    private func replacementStart(of track: StopTrack, at time: MediaTime) -> MediaTime? {
        guard let candidates, let model else { return nil }
        let now = candidates.seconds(at: time)
        let template = track.template
        var changed: [Float] = []
        var gone = 0
        var total = 0
        template.mask.forEachPixel { inside, index in
            total += 1
            let limit = template.threshold[inside]
            if abs(normalised[index] - template.level[inside]) > limit { gone += 1 }
            if candidates.credit[index] >= parameters.stableSeconds,
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
