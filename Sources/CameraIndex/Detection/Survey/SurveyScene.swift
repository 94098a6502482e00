/// The empty scene over the last samples of a survey, and the light of each against it.
///
/// Recorded footage knows its future: the reference of a moment is made from both sides of it. What
/// never changes is followed; only where some sample shows something else is the reference made
/// anew.
struct SurveyScene: Sendable {
    /// The reference.
    private(set) var model: BackgroundModel
    /// The samples, each with its light, in the order of their time.
    private(set) var samples: [Sample] = []
    /// For each sample which tiles show something else than the reference: 1, else 0.
    private(set) var changed: [[UInt8]] = []
    /// The newest samples, where they show another view.
    private(set) var foreign: [Sample] = []
    /// The moments that could not be compared, not handed over yet.
    private var unreadable: [MediaTime] = []
    /// What stood for long: the reference is made without it.
    var stays: [SurveyStay] = []
    /// Up to which sample stays were looked for.
    var stayedUntil: MediaTime?
    /// Where the scene changed for good.
    var changes: [SurveyChange] = []
    /// Up to which sample changes were looked for.
    var changedUntil: MediaTime?
    let tiles: PlaneTiles

    /// From this agreement on a sample shows the known view.
    private static let leastAgreement: Float = 0.35
    private static let mostDiffering: Float = 0.7
    /// So many samples in a row that show another view are a new one.
    private static let newView = 8
    /// Pixels of a tile that must show something else.
    private static let fewestChanged = 4
    /// Where more samples than this share show something else, the reference is made anew.
    private static let mostOthers: Float = 0.5
    /// What a sample adds to the reference where it shows nothing else.
    private static let followRate: Float = 1 / 40
    /// Samples of which the first reference is made.
    private static let medianSamples = 15
    /// Samples of which the noise is told.
    private static let noiseSamples = 8

    var size: PixelSize { model.size }

    /// Learns the scene from `samples`, in the order of their time, of planes of `size`.
    init(of samples: [Sample], size: PixelSize) {
        tiles = PlaneTiles(size)
        let unclaimed = [UInt8](repeating: 0, count: size.areaPixels)
        let median = ReferenceLearning.medianPlane(
            of: Self.chosen(Self.medianSamples, of: samples),
            count: size.areaPixels
        )
        model = BackgroundModel(size: size, level: median, noise: 2)
        self.samples = samples
        fit(samples.indices, frozen: unclaimed)
        model = BackgroundModel(
            size: size,
            level: median,
            noise: ReferenceLearning.noise(of: self.samples, against: median)
        )
        learn(Array(0..<tiles.count), frozen: unclaimed)
        fit(samples.indices, frozen: unclaimed)
        let fitted = self.samples
        self.samples = []
        for sample in fitted { add(sample) }
        unreadable += foreign.map(\.time)
        foreign = []
    }

    /// Takes up a state: stays, changes and how far they were looked for are set by the caller.
    init(
        model: BackgroundModel,
        samples: [Sample],
        changed: [[UInt8]],
        foreign: [Sample]
    ) {
        self.model = model
        self.samples = samples
        self.changed = changed
        self.foreign = foreign
        tiles = PlaneTiles(model.size)
    }

    // MARK: - Samples

    /// Takes up further samples, and what they tell of the scene; where `frozen` is non-zero the
    /// reference stays as it is.
    mutating func take(_ planes: [TimedPlane], frozen: [UInt8]) {
        let known = samples.count
        for plane in planes { add(sample(of: plane, claimed: frozen)) }
        for index in samples[known...].indices {
            for stay in stays.indices { stays[stay].look(at: samples[index], model.noise) }
        }
        follow(from: known, frozen: frozen)
        learn((0..<tiles.count).filter(isDoubtful), frozen: frozen)
    }

    /// Whether too few samples show the reference in a tile to believe in it.
    private func isDoubtful(_ tile: Int) -> Bool {
        let others = changed.count { $0[tile] != 0 }
        return Float(others) > Self.mostOthers * Float(changed.count)
    }

    private mutating func add(_ sample: Sample) {
        guard isReadable(sample) else { return foreign.append(sample) }
        unreadable += foreign.map(\.time)
        foreign = []
        samples.append(sample)
        changed.append(
            (0..<tiles.count).map { isChanged(sample, in: tiles.box(of: $0)) ? 1 : 0 }
        )
    }

    /// Whether the newest samples show another view for good.
    var showsNewView: Bool { foreign.count >= Self.newView }

    /// The moments since the last call that could not be compared; `isFinal` where no more come.
    mutating func takeUnreadable(isFinal: Bool) -> [MediaTime] {
        defer { unreadable = [] }
        guard isFinal else { return unreadable }
        defer { foreign = [] }
        return unreadable + foreign.map(\.time)
    }

    /// Lets go of the first `count` samples.
    mutating func forget(_ count: Int) {
        samples.removeFirst(count)
        changed.removeFirst(count)
        guard let first = samples.first?.time else {
            stays = []
            changes = []
            return
        }
        stays = stays.compactMap { $0.forgetting(count, samples) }
        changes.removeAll { $0.time < first }
    }

    /// Lets go of all samples: what comes next follows on nothing, but shows the same scene.
    mutating func forgetAll() {
        samples = []
        changed = []
        foreign = []
        stays = []
        changes = []
        (stayedUntil, changedUntil) = (nil, nil)
    }

    // MARK: - Light

    /// A picture in the light of the scene; where `claimed` is non-zero it is not compared.
    private func sample(of plane: TimedPlane, claimed: [UInt8]) -> Sample {
        var estimator = LightEstimator()
        let light = estimator.fit(
            plane.pixels,
            to: model.level,
            claimed: claimed,
            size: size,
            previous: light(near: plane.time),
            noise: model.noise
        )
        return Sample(time: plane.time, pixels: plane.pixels, light: light)
    }

    /// The light of the sample that lies nearest to a moment.
    private func light(near time: MediaTime) -> LightFit {
        samples.min { ($0.time - time).magnitude < ($1.time - time).magnitude }?.light
            ?? .reference
    }

    /// A further picture in the light of the scene; nil where it shows another view.
    func readableSample(of plane: TimedPlane, claimed: [UInt8]) -> Sample? {
        let sample = sample(of: plane, claimed: claimed)
        return isReadable(sample) ? sample : nil
    }

    private func isReadable(_ sample: Sample) -> Bool {
        guard sample.light.agreementRatio >= Self.leastAgreement else { return false }
        let normalise = sample.normaliser
        var differing = 0
        var compared = 0
        for index in stride(from: 3, to: model.level.count, by: 7) {
            compared += 1
            let value = normalise(sample.pixels[index])
            let expected = min(model.level[index], normalise.saturation)
            if abs(value - expected) > model.threshold[index] { differing += 1 }
        }
        return Float(differing) <= Self.mostDiffering * Float(compared)
    }

    private mutating func fit(_ range: Range<Int>, frozen: [UInt8]) {
        var estimator = LightEstimator()
        var previous = samples.first?.light ?? .reference
        for index in range {
            previous = estimator.fit(
                samples[index].pixels.levels,
                to: model.level,
                claimed: frozen,
                size: size,
                previous: previous,
                noise: model.noise
            )
            samples[index].light = previous
        }
    }

    // MARK: - Learning

    /// Makes the reference of some tiles anew, without what stood there; where `frozen` is
    /// non-zero it stays.
    mutating func learn(_ changedTiles: [Int], frozen: [UInt8]) {
        var densest = DensestLevel(of: samples, reach: 2 * max(model.noise, 1.5))
        let exclusions = stays.compactMap { $0.exclusion }
        var level = model.level
        for tile in changedTiles {
            densest.learn(
                tiles.box(of: tile),
                without: exclusions,
                into: &level,
                width: size.width
            )
        }
        for index in level.indices where frozen[index] != 0 { level[index] = model.level[index] }
        setLevel(level)
        refreshChanged(changedTiles)
    }

    /// Lets the reference follow the samples from one on where they show nothing else.
    private mutating func follow(from first: Int, frozen: [UInt8]) {
        var level = model.level
        for (sample, changed) in zip(samples, changed).dropFirst(first) {
            for tile in 0..<tiles.count where changed[tile] == 0 {
                Self.follow(
                    &level,
                    sample,
                    tiles.box(of: tile),
                    model.threshold,
                    frozen,
                    width: size.width
                )
            }
        }
        setLevel(level)
    }

    private static func follow(
        _ level: inout [Float],
        _ sample: Sample,
        _ box: Box,
        _ threshold: [Float],
        _ frozen: [UInt8],
        width: Int
    ) {
        let normalise = sample.normaliser
        for y in box.y..<box.maxY {
            for index in (y * width + box.x)..<(y * width + box.maxX) where frozen[index] == 0 {
                let error = normalise(sample.pixels[index]) - level[index]
                if abs(error) <= threshold[index] { level[index] += followRate * error }
            }
        }
    }

    private mutating func setLevel(_ level: [Float]) {
        let chosen = Self.chosen(Self.noiseSamples, of: samples)
        let noise =
            chosen.isEmpty
            ? model.noise : ReferenceLearning.noise(of: chosen, against: level)
        model = BackgroundModel(size: size, level: level, noise: noise)
    }

    /// At most `count` of some samples, evenly spread.
    private static func chosen(_ count: Int, of samples: [Sample]) -> [Sample] {
        guard samples.count > count else { return samples }
        return (0..<count).map { samples[$0 * (samples.count - 1) / (count - 1)] }
    }

    /// Takes over what is seen as the empty scene at the pixels of some masks.
    mutating func adopt(_ grounds: [(mask: RegionMask, level: RegionLevels)]) {
        guard !grounds.isEmpty else { return }
        for ground in grounds { model.adopt(ground.level, where: ground.mask) }
        model.refreshThreshold()
        refreshChanged(Array(Set(grounds.flatMap { tiles.tiles(touching: $0.mask.box) })).sorted())
    }

    private mutating func refreshChanged(_ changedTiles: [Int]) {
        for tile in changedTiles {
            let box = tiles.box(of: tile)
            for index in changed.indices {
                changed[index][tile] = isChanged(samples[index], in: box) ? 1 : 0
            }
        }
    }

    /// Whether a sample shows something else than the reference in a tile.
    private func isChanged(_ sample: Sample, in box: Box) -> Bool {
        let normalise = sample.normaliser
        var count = 0
        for y in box.y..<box.maxY {
            let start = y * size.width + box.x
            for index in start..<(start + box.width) {
                let expected = min(model.level[index], normalise.saturation)
                let deviation = abs(normalise(sample.pixels[index]) - expected)
                count += deviation > model.threshold[index] ? 1 : 0
            }
            if count >= Self.fewestChanged { return true }
        }
        return false
    }
}
