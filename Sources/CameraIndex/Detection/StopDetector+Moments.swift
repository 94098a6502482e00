/// How the moments of rest are found exactly.
extension StopDetector {
    /// How far around a moment its samples are looked at.
    private static let window = MediaDuration.seconds(4)

    /// Finds the moment at which a stop came to rest among the samples around its beginning.
    mutating func refineArrival(of index: Int) {
        let track = tracks[index]
        let around = samples(around: track.since)
        guard let boundary = boundary(of: track), let moment = boundary.arrival(among: around)
        else { return }
        tracks[index].since = moment.time
        tracks[index].sinceUncertainty = moment.uncertainty
        tracks[index].arrivalSeen = true
        tracks[index].isMotionSeen = moment.isMotionSeen
    }

    /// Finds the moment at which a stop began to move among the samples around its end.
    mutating func refineDeparture(of index: Int) {
        let track = tracks[index]
        guard track.verdict == .thing else { return }
        guard let moment = departure(of: track) else { return }
        tracks[index].lastSeen = max(track.since, moment.time)
        tracks[index].endUncertainty = moment.uncertainty
    }

    /// When a stop began to move, or nil where the samples around its end do not show it.
    func departure(of track: StopTrack) -> RestBoundary.Moment? {
        boundary(of: track)?.departure(among: samples(around: track.lastSeen))
    }

    private func boundary(of track: StopTrack) -> RestBoundary? {
        model.map { RestBoundary(template: track.template, noise: $0.noise, plane: size) }
    }

    func samples(around time: MediaTime) -> ArraySlice<Sample> {
        let first = history.index(atOrAfter: time - Self.window)
        let last = history.index(atOrAfter: time + Self.window)
        // One more on each side, where samples are farther apart than the window is long.
        return history.samples[max(0, first - 1)..<min(history.samples.count, last + 1)]
    }
}
