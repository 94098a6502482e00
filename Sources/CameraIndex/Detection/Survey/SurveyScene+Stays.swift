/// What stands among the samples of a scene: how it looks, and over which samples.
extension SurveyScene {
    /// How far beside a region its outline is looked at.
    private static let outlineMargin = 4
    private static let outlineReach = 2
    /// Samples in a row of which a proposal is made.
    private static let proposalSpan = 4

    /// Looks for what stood for long at the samples since the last call; the reference is made
    /// without it, but stays as it is where `frozen` is non-zero.
    mutating func findStays(frozen: [UInt8]) {
        let known = stays.count
        let proposer = SurveyProposer(scene: self)
        let border = max(0, samples.count - Self.proposalSpan + 1)
        let seeds = samples.indices.prefix(border).filter { place in
            stayedUntil.map { samples[place].time > $0 } ?? true
        }
        for seed in seeds {
            for mask in proposer.proposals(at: seed, explained: staying(at: seed)) {
                if let stay = stay(mask, around: seed) { stays.append(stay) }
            }
        }
        if let last = seeds.last { stayedUntil = samples[last].time }
        let touched = stays.dropFirst(known).flatMap { tiles.tiles(touching: $0.box) }
        guard !touched.isEmpty else { return }
        learn(Array(Set(touched)).sorted(), frozen: frozen)
    }

    /// Marks the boxes of what is known to stand at a sample.
    private func staying(at seed: Int) -> [UInt8] {
        var known = [UInt8](repeating: 0, count: size.areaPixels)
        for exclusion in stays.compactMap(\.exclusion) where exclusion.samples.contains(seed) {
            let box = exclusion.box
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX { known[y * size.width + x] = 1 }
            }
        }
        return known
    }

    private func stay(_ mask: RegionMask, around seed: Int) -> SurveyStay? {
        let template = template(mask, at: seed)
        guard let first = run(of: template, around: seed),
            first.strongCount >= SurveyStay.fewestSights
        else { return nil }
        let reach = max(4, max(mask.box.width, mask.box.height))
        let stay = SurveyStay(
            template: template,
            box: mask.box.expanded(by: reach, within: size),
            anchor: seed,
            sightings: sightings(of: template)
        )
        guard let run = stay.run else { return nil }
        let around = mask.box.expanded(by: Self.outlineMargin, within: size)
        let outline = OutlineContrast(
            of: mask.recut(to: around),
            now: median(run, over: around),
            before: RegionLevels(of: model.level, width: size.width, over: around),
            reach: Self.outlineReach
        )
        return outline.isBareGround ? nil : stay
    }

    // MARK: - Pieces

    /// How a region of one sample looks.
    func template(_ mask: RegionMask, at place: Int) -> StopTemplate {
        let sample = samples[place]
        let box = mask.box
        var level = RegionLevels(repeating: 0, count: box.areaPixels)
        var reference = level
        var threshold = level
        let normalise = sample.normaliser
        mask.forEachPixel { inside, index in
            level[inside] = normalise(sample.pixels[index])
            reference[inside] = model.level[index]
            threshold[inside] = model.threshold[index]
        }
        let nobody = [UInt8](repeating: 0, count: size.areaPixels)
        return StopTemplate(
            mask: mask,
            level: level,
            reference: reference,
            threshold: threshold,
            surround: StopSurround(of: mask, in: model, owner: nobody)
        )
    }

    /// What each sample shows of a thing.
    func sightings(of template: StopTemplate) -> [Sighting] {
        samples.map { template.sighting(in: $0, noise: model.noise) }
    }

    /// The samples around one over which a thing is seen; nil where that does not show it.
    func run(of template: StopTemplate, around seed: Int) -> SurveyRun? {
        SurveyRun(among: samples.count, around: seed) {
            template.sighting(in: samples[$0], noise: model.noise)
        }
    }

    /// The median over `box` of the samples of a run that show the thing.
    func median(_ run: SurveyRun, over box: Box) -> RegionLevels {
        let present = (run.first...run.last).filter { run.sightings[$0].state == .present }
        return RegionLevels(
            medianOf: present.map { samples[$0] },
            width: size.width,
            over: box
        )
    }
}
