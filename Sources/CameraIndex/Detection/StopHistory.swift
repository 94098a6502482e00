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
        return RegionLevels(medianOf: present, width: planeWidth, over: box)
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
        return RegionLevels(medianOf: before, width: planeWidth, over: box)
    }
}
