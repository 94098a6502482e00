/// Questions to the recent past about one stop.
struct StopHistory {
    let history: SampleHistory
    let noise: Float
    let parameters: DetectorParameters
    let planeWidth: Int

    /// Where a stop began.
    struct Beginning {
        var since: MediaTime
        var uncertainty: MediaDuration
        /// Share of the samples since then in which it was present.
        var presentRatio: Float
        var presentCount: Int
        /// Whether samples before it were seen without it.
        var absenceSeen: Bool
    }

    /// Walks back from the newest sample to where `template` was first seen at rest.
    ///
    /// In traffic a "present" before the true beginning is common, so absence is summed up and only
    /// strong sights may cancel it.
    func beginning(of template: StopTemplate) -> Beginning? {
        var first: Int?
        var absence: Float = 0
        var presentCount = 0
        var countAtFirst = 0
        var absentBefore: Int?
        var later: MediaTime?
        for index in history.samples.indices.reversed() {
            let sample = history.samples[index]
            let seconds = later.map { Float(($0 - sample.time).seconds) } ?? 0
            later = sample.time
            let sighting = template.sighting(in: sample, noise: noise)
            switch sighting.state {
            case .present:
                if sighting.isStrong { absence = max(0, absence - 2 * seconds) }
                guard absence == 0 else { continue }
                first = index
                absentBefore = nil
                presentCount += 1
                countAtFirst = presentCount
            case .absent:
                absence += seconds
                if absentBefore == nil { absentBefore = index }
                if absence > parameters.startAbsenceSeconds {
                    return beginning(first, absentBefore, count: countAtFirst)
                }
            case .hidden:
                continue
            }
        }
        return beginning(first, absentBefore, count: countAtFirst)
    }

    private func beginning(_ first: Int?, _ absentBefore: Int?, count: Int) -> Beginning? {
        guard let first else { return nil }
        let since = history.samples[first].time
        let before = absentBefore ?? max(0, first - 1)
        return Beginning(
            since: since,
            uncertainty: since - history.samples[before].time,
            presentRatio: Float(count) / Float(history.samples.count - first),
            presentCount: count,
            absenceSeen: absentBefore != nil
        )
    }

    /// The median over `box` of at most 11 samples since `since` in which `template` is present.
    func medianPresent(_ template: StopTemplate, over box: Box, since: MediaTime) -> RegionLevels? {
        let start = history.index(atOrAfter: since)
        let present = history.samples[start...].filter {
            template.sighting(in: $0, noise: noise).state == .present
        }
        guard present.count >= 3 else { return nil }
        return median(of: present, over: box)
    }

    /// For each pixel of `box` whether it took the value that it shows now only later than
    /// `template`: something that came after it.
    ///
    /// All false where too few samples show that.
    func lateness(
        _ template: StopTemplate,
        now: RegionLevels,
        threshold: RegionLevels,
        over box: Box,
        since: MediaTime
    ) -> [Bool] {
        let window = MediaDuration.seconds(2 * Double(parameters.settlingSeconds))
        let range = history.index(atOrAfter: since)..<history.index(atOrAfter: since + window)
        let early = history.samples[range].filter {
            template.sighting(in: $0, noise: noise).state == .present
        }
        var late = [Bool](repeating: false, count: box.areaPixels)
        guard early.count >= 5 else { return late }
        for y in 0..<box.height {
            for x in 0..<box.width {
                let place = y * box.width + x
                let index = (box.y + y) * planeWidth + box.x + x
                let matching = early.count { sample in
                    abs(sample.normaliser(sample.pixels[index]) - now[place]) <= threshold[place]
                }
                late[place] = Float(matching) < Self.leastEarly * Float(early.count)
            }
        }
        return late
    }

    /// What passes in front hides some of a body's pixels, but not for most of the time.
    private static let leastEarly: Float = 0.3

    /// The median over `box` of at most 11 samples shortly before `since`, without `template`.
    func medianBefore(_ template: StopTemplate, over box: Box, since: MediaTime) -> RegionLevels? {
        let window = MediaDuration.seconds(Double(parameters.verdictSeconds))
        let range = history.index(atOrAfter: since - window)..<history.index(atOrAfter: since)
        let before = history.samples[range].filter {
            template.sighting(in: $0, noise: noise).state != .present
        }
        guard before.count >= 3 else { return nil }
        return median(of: before, over: box)
    }

    /// The median of at most 11 of `samples`, evenly spread, in reference units.
    private func median(of samples: [Sample], over box: Box) -> RegionLevels {
        let count = min(11, samples.count)
        let chosen = (0..<count).map { samples[$0 * (samples.count - 1) / max(1, count - 1)] }
        let normalisers = chosen.map(\.normaliser)
        let width = planeWidth
        var levels = RegionLevels(repeating: 0, count: box.areaPixels)
        var values = [Float](repeating: 0, count: count)
        for y in 0..<box.height {
            for x in 0..<box.width {
                let index = (box.y + y) * width + box.x + x
                for sample in 0..<count {
                    values[sample] = normalisers[sample](chosen[sample].pixels[index])
                }
                values.sort()
                levels[y * box.width + x] = values[count / 2]
            }
        }
        return levels
    }
}
