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
                guard other != track.owner, let since = inFront[other] else { return false }
                return since > track.since
            }
            tracks[index].note(sighting, at: sample.time, seconds: seconds)
            if sighting.isStrong, sighting.correlation >= 0.9, tracks[index].absenceSeconds == 0 {
                tracks[index].template.follow(sample, seconds: seconds)
            }
        }
        followCreeping(sample, seconds: seconds)
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
        if ending == .left { refineDeparture(of: index) }
        let track = tracks[index]
        noteVacated(track)
        if let stop = report(track, ending) { finished.append(stop) }
        tracks[index].isDropped = true
    }
}
