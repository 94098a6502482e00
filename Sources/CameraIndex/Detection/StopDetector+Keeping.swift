/// What is kept of samples, and of the detector itself between two of them.
extension StopDetector {
    /// Whether pictures lie so far apart that what they may stray by is computed for each.
    var refreshesEachTime: Bool { parameters.pictureGap > .zero }

    /// Where more of the scene than this has moved on from the ground, another is taken.
    private static let mostStale: Float = 0.05

    /// Keeps a sample of those of which the scene will be learned.
    ///
    /// It lies near the first of them mostly, whatever that shows.
    mutating func keepForLearning(_ sample: Sample) {
        if refreshesEachTime, ground == nil { ground = GroundPlane(levels: sample.pixels.levels) }
        var sample = sample
        sample.pixels = near(ground?.lit(by: .reference), sample.pixels)
        learning.append(sample)
    }

    /// Hands over the samples that were kept for learning, as they were seen.
    mutating func takeLearning() -> [Sample] {
        defer {
            learning = []
            ground = nil
        }
        return learning.map { Sample(time: $0.time, pixels: $0.pixels.levels, light: $0.light) }
    }

    /// Keeps a sample for as long as beginnings and ends may be looked for in it.
    ///
    /// Where only keyframes are seen samples are kept for many minutes, of each camera: then only
    /// what differs from the empty scene is. Of those of which the scene was learned all is kept:
    /// they tell where it was learned wrongly.
    mutating func keep(_ sample: Sample, isWitness: Bool) {
        if refreshesEachTime, let model { ground = freshGround(of: model) }
        var sample = sample
        if isWitness {
            sample.pixels = near(ground?.lit(by: sample.light), sample.pixels)
        } else {
            sample.pixels = kept(sample.pixels.levels, in: sample.light)
        }
        history.append(sample)
        guard memory.isDue(at: sample.time) else { return }
        let level = kept(sceneLevels, in: .reference, besides: owner)
        memory.note(SceneMemory.Look(time: sample.time, level: level))
    }

    /// A plane of which all is kept, in less room where there is a ground.
    private func near(_ ground: LitGround?, _ pixels: SamplePlane) -> SamplePlane {
        ground.map { SamplePlane(pixels.levels, near: $0) } ?? pixels
    }

    /// The newest sample as `levels` in a light, of which only what differs from the ground is kept
    /// where there is one, and what is `claimed`.
    private func kept(
        _ levels: [UInt8],
        in light: LightFit,
        besides claimed: [UInt8] = []
    ) -> SamplePlane {
        guard let ground, let model else { return SamplePlane(levels) }
        return ground.remainder(
            of: levels,
            seen: normalised,
            in: light,
            threshold: model.threshold,
            besides: claimed,
            width: size.width
        )
    }

    private func freshGround(of model: BackgroundModel) -> GroundPlane {
        if let ground, ground.staleRatio(in: model) <= Self.mostStale { return ground }
        return GroundPlane(of: model)
    }

    /// The newest sample as levels in reference units, 1...255, and 0 where a stop claims it.
    private var sceneLevels: [UInt8] {
        normalised.indices.map { index in
            owner[index] == 0 ? UInt8(min(255, max(1, normalised[index].rounded()))) : 0
        }
    }

    /// Lets go of all that can be made anew before the next sample: most of what a detector holds
    /// while it looks at one.
    ///
    /// It changes nothing else; of many detectors few are awake at a time.
    public mutating func rest() {
        guard refreshesEachTime else { return }
        normalised = []
        foreground = []
        owner = []
        frozen = []
        estimator = LightEstimator()
        model?.rest()
        candidates?.rest()
    }

    /// Makes again what `rest` let go of.
    mutating func wake() {
        guard normalised.isEmpty else { return }
        normalised = [Float](repeating: 0, count: size.areaPixels)
        foreground = [UInt8](repeating: 0, count: size.areaPixels)
        owner = foreground
        frozen = foreground
        markOwners()
        if model?.threshold.isEmpty ?? false { model?.refreshThreshold() }
        candidates?.wake()
    }
}
