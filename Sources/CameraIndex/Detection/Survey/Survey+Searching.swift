/// How a survey finds what stands among its samples.
extension Survey {
    /// So many samples must show a thing.
    private static let fewestSights = 3
    /// Samples before the one that bounds a run that may speak for it.
    private static let looksBeyond = 2
    /// Samples before and behind a run by which others' pixels are told.
    private static let neighbours = 4

    /// Searches samples for what stands in them; the largest first, as it is told most surely.
    mutating func search(_ seeds: [Int], _ scene: inout SurveyScene) {
        let proposer = SurveyProposer(scene: scene)
        var proposals = seeds.flatMap { seed in
            proposer.proposals(
                at: seed,
                explained: explainedPlane(at: scene.samples[seed].time)
            ).map { (seed: seed, mask: $0, area: $0.count) }
        }
        proposals.sort {
            ($1.area, $0.seed, $0.mask.box.y, $0.mask.box.x)
                < ($0.area, $1.seed, $1.mask.box.y, $1.mask.box.x)
        }
        for (seed, mask, area) in proposals {
            // One of those before may have explained it.
            let known = explainedPlane(at: scene.samples[seed].time)
            var shared = 0
            mask.forEachPixel { _, index in shared += Int(known[index]) }
            if 2 * shared > area { continue }
            judge(mask, seed, &scene)
        }
    }

    private func explainedPlane(at time: MediaTime) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        for region in explained where region.range.start <= time && time <= region.range.end {
            region.mask.forEachPixel { _, index in plane[index] = 1 }
        }
        for track in tracks + settled where track.stood(at: time) {
            track.template.mask.forEachPixel { _, index in plane[index] = 1 }
        }
        return plane
    }

    /// Decides what a region of one sample is, and follows it where it is a thing that stays.
    private mutating func judge(
        _ mask: RegionMask,
        _ seed: Int,
        _ scene: inout SurveyScene,
        isGhost: Bool = false,
        besides others: RegionMask? = nil
    ) {
        let samples = scene.samples
        var template = scene.template(mask, at: seed)
        guard let first = scene.run(of: template, around: seed) else {
            return explain(mask, from: seed, through: seed, scene)
        }
        template.level = scene.median(first, over: mask.box)
        guard let run = scene.run(of: template, around: seed),
            run.presentCount >= Self.fewestSights, longest(run, samples) >= need.shortestStop
        else { return explain(mask, from: first.first, through: first.last, scene) }
        if others == nil, let (one, other) = SurveyParts(of: template, run, scene).parts {
            judge(one, seed, &scene, isGhost: isGhost, besides: other)
            return judge(other, seed, &scene, isGhost: isGhost, besides: one)
        }
        let history = history(of: samples, noise: scene.model.noise)
        let verification = StopVerification(
            model: scene.model,
            past: history,
            memory: SceneMemory(history.parameters),
            claimed: claimedPlane(
                over: MediaRange(samples[run.first].time, samples[run.last].time)
            ),
            foreign: foreignPlane(template, run, scene, besides: others)
        )
        let finding = verification.finding(
            for: template,
            since: samples[run.first].time,
            arrivalSeen: run.before != nil
        )
        switch finding {
        case .thing(let whole): accept(whole, run, seed, scene)
        case .shadow(let whole): explain(whole.mask, from: run.first, through: run.last, scene)
        case .referenceError(let mask, let now):
            scene.adopt([(mask, now)])
            explain(mask, from: run.first, through: run.last, scene)
        case .left(let body, let now):
            scene.adopt([(body, now)])
            explain(body, from: run.first, through: run.last, scene)
            // What the reference held until now stood there before.
            if !isGhost, run.first > 0 { judge(body, run.first - 1, &scene, isGhost: true) }
        case .undecided: explain(mask, from: run.first, through: run.last, scene)
        }
    }

    /// Follows a thing over its whole body.
    private mutating func accept(
        _ whole: StopTemplate,
        _ part: SurveyRun,
        _ seed: Int,
        _ scene: SurveyScene
    ) {
        let samples = scene.samples
        let run = scene.run(of: whole, around: seed) ?? part
        guard longest(run, samples) >= need.shortestStop else {
            return explain(whole.mask, from: run.first, through: run.last, scene)
        }
        let before = run.before.map { samples[$0] } ?? samples[0]
        let outer = samples[..<(run.before ?? 0)].suffix(Self.looksBeyond).filter {
            whole.sighting(in: $0, noise: scene.model.noise).state == .absent
        }
        let seen = (run.first...run.last).filter { run.sightings[$0].state == .present }
        var track = SurveyTrack(
            template: whole,
            sights: (run.first...run.last).map {
                .init(run.sightings[$0], at: samples[$0].time)
            },
            arrival: EndSearch(
                .arrival,
                rest: samples[run.first].time,
                beyond: before.time,
                inner: seen.dropFirst().reversed().map { samples[$0].time },
                outer: outer.map(\.time)
            ),
            arrivalSeen: run.before != nil,
            lastSeen: samples[run.last].time
        )
        for sample in samples.dropFirst(run.last + 1) where track.ending == nil {
            track.follow(whole.sighting(in: sample, noise: scene.model.noise), at: sample.time)
        }
        tracks.append(track)
        // Whatever becomes of it, the same samples are not asked again.
        explain(whole.mask, from: run.first, through: run.last, scene)
    }

    // MARK: - Pieces

    /// How long what a run shows may have stood at most.
    private func longest(_ run: SurveyRun, _ samples: [Sample]) -> MediaDuration {
        let start = run.before.map { samples[$0].time } ?? samples[0].time
        let end = run.behind.map { samples[$0].time }
        // What is still there may stand for any time.
        guard let end else { return .minutes(1_000_000) }
        return end - start
    }

    private func history(of samples: [Sample], noise: Float) -> StopHistory {
        // The reference is made from both sides of a stop: what was before is not looked at again.
        let parameters = DetectorParameters(floor: need.longestGap)
        var history = SampleHistory(parameters)
        history.restore(samples)
        return StopHistory(
            history: history,
            noise: noise,
            parameters: parameters,
            planeWidth: size.width
        )
    }

    /// Pixels of other things that stand at the same time.
    private func claimedPlane(over range: MediaRange) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        for track in tracks + settled {
            let end = track.departure?.beyond ?? .init(microseconds: .max)
            guard track.arrival.beyond < range.end, range.start < end else { continue }
            track.template.mask.forEachPixel { _, index in plane[index] = 1 }
        }
        return plane
    }

    /// Pixels around a thing that look the same before it came or after it left: others'.
    private func foreignPlane(
        _ template: StopTemplate,
        _ run: SurveyRun,
        _ scene: SurveyScene,
        besides others: RegionMask?
    ) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        others?.forEachPixel { _, index in plane[index] = 1 }
        let box = template.box.expanded(
            by: max(6, max(template.box.width, template.box.height) / 2),
            within: size
        )
        let now = scene.median(run, over: box)
        let model = scene.model
        markUnsteady(&plane, now, over: box, run, scene)
        let sides = [
            scene.samples[max(0, run.first - Self.neighbours)..<run.first],
            scene.samples[(run.last + 1)...].prefix(Self.neighbours),
        ]
        for side in sides where side.count >= 2 {
            let normalisers = side.map(\.normaliser)
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX {
                    let index = y * size.width + x
                    let level = now[(y - box.y) * box.width + x - box.x]
                    let empty = model.level[index]
                    guard abs(level - empty) > model.threshold[index] / 2 else { continue }
                    var alike = 0
                    for (sample, normalise) in zip(side, normalisers) {
                        let value = normalise(sample.pixels[index])
                        if abs(value - level) < abs(value - empty) { alike += 1 }
                    }
                    if alike == side.count { plane[index] = 1 }
                }
            }
        }
        return plane
    }

    /// Marks the pixels that show another level than the median in too many of a run's samples.
    private func markUnsteady(
        _ plane: inout [UInt8],
        _ now: RegionLevels,
        over box: Box,
        _ run: SurveyRun,
        _ scene: SurveyScene
    ) {
        let present = (run.first...run.last).filter { run.sightings[$0].state == .present }
        let samples = present.map { scene.samples[$0] }
        let normalisers = samples.map(\.normaliser)
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                let index = y * size.width + x
                let level = now[(y - box.y) * box.width + x - box.x]
                var steady = 0
                for (sample, normalise) in zip(samples, normalisers) {
                    let value = normalise(sample.pixels[index])
                    if abs(value - level) <= scene.model.threshold[index] { steady += 1 }
                }
                if 2 * steady < samples.count { plane[index] = 1 }
            }
        }
    }

    private mutating func explain(
        _ mask: RegionMask,
        from first: Int,
        through last: Int,
        _ scene: SurveyScene
    ) {
        let range = MediaRange(scene.samples[first].time, scene.samples[last].time)
        explained.append(Explained(mask: mask, range: range))
    }
}
