/// How a stopped object looks, and how its place looks without it.
struct StopTemplate: Sendable {
    /// The object's pixels.
    var mask: RegionMask
    /// The object, over the mask's box, in reference units.
    var level: RegionLevels
    /// The place without it, over the same box.
    var reference: RegionLevels
    /// The place without it as it was while another stop still stood behind; empty where none did.
    var behind = RegionLevels()
    /// How far each pixel may stray, over the same box.
    var threshold: RegionLevels
    /// The ground around it.
    var surround = StopSurround.unknown

    var box: Box { mask.box }

    /// Asks a sample whether it shows the object, the empty place, or something else.
    ///
    /// Levels alone do not tell one dark car from the next: where the levels match, the texture
    /// must match too (normalised cross-correlation).
    ///
    /// Pixels for which `isCovered` holds are left out: something that is known stands in front.
    func sighting(
        in sample: Sample,
        noise: Float,
        isCovered: (Int) -> Bool = { _ in false }
    ) -> Sighting {
        var tally = SightingTally(box: box)
        let normalise = sample.normaliser
        let saturation = normalise.saturation
        var covered = 0
        mask.forEachPixel { inside, index in
            if isCovered(index) {
                covered += 1
                return
            }
            let value = normalise(sample.pixels[index])
            let limit = threshold[inside]
            let toTemplate = abs(value - min(level[inside], saturation))
            var toReference = abs(value - min(reference[inside], saturation))
            var isTelling = abs(level[inside] - reference[inside]) > 1.2 * limit
            if !behind.isEmpty {
                toReference = min(toReference, abs(value - min(behind[inside], saturation)))
                isTelling = isTelling && abs(level[inside] - behind[inside]) > 1.2 * limit
            }
            tally.add(
                inside: inside,
                isTelling: isTelling,
                matchesTemplate: toTemplate <= 1.3 * limit,
                isNearerTemplate: toTemplate < toReference,
                matchesReference: toReference <= 1.3 * limit
            )
        }
        let templateRatio = tally.templateRatio
        let referenceRatio = tally.referenceRatio
        var sighting = Sighting(
            state: .hidden,
            templateRatio: templateRatio,
            referenceRatio: referenceRatio,
            correlation: 0
        )
        // Too little of it shows beside what stands in front.
        if 4 * covered > 3 * mask.count { return sighting }
        if prevails(templateRatio, over: referenceRatio) {
            let (correlation, limit, coverage) = correlation(
                with: sample,
                tally: tally,
                noise: noise
            )
            sighting.correlation = correlation
            sighting.coverage = coverage
            if correlation >= limit { sighting.state = .present }
        } else if prevails(referenceRatio, over: templateRatio),
            surround.isSeen(in: sample, isCovered: isCovered)
        {
            sighting.state = .absent
        }
        return sighting
    }

    /// Whether the empty scene, as it is known now, looks like the object over most of its telling
    /// pixels, and not like the place without it.
    func resembles(_ ground: BackgroundModel) -> Bool {
        var (telling, alike) = (0, 0)
        mask.forEachPixel { inside, index in
            guard abs(level[inside] - reference[inside]) > 1.2 * threshold[inside] else { return }
            telling += 1
            let value = ground.level[index]
            if abs(value - level[inside]) < abs(value - reference[inside]) { alike += 1 }
        }
        return 2 * alike > telling
    }

    /// From this share of its telling pixels on an object is seen nearly as a whole.
    private static let nearlyWhole: Float = 0.9

    private func prevails(_ share: Float, over other: Float) -> Bool {
        (share >= 0.5 && share > other) || (share >= 0.25 && share > 3 * other)
    }

    /// The correlation over the cells that match, and what it must reach; too few cells fail.
    private func correlation(
        with sample: Sample,
        tally: SightingTally,
        noise: Float
    ) -> (value: Float, limit: Float, coverage: Float) {
        let normalise = sample.normaliser
        // Where nearly all of it matches, the few pixels that do not are of something in front.
        let isNearlyWhole = tally.templateRatio >= Self.nearlyWhole
        var sums = CorrelationSums()
        var total = 0
        mask.forEachPixel { inside, index in
            total += 1
            guard tally.cellMatches(inside) else { return }
            let value = normalise(sample.pixels[index])
            let isOff = abs(value - level[inside]) > 1.3 * threshold[inside]
            if isNearlyWhole, isOff { return }
            sums.add(value, level[inside])
        }
        guard sums.count >= 0.25 * Float(total), sums.count >= 8 else { return (0, 1, 0) }
        let spread = sums.spreadOfSecond
        let limit = 0.85 * spread / (spread * spread + noise * noise).squareRoot()
        return (sums.correlation, limit, sums.count / Float(total))
    }

    /// Lets the template follow slow changes of the object's look where it matches.
    mutating func follow(_ sample: Sample, seconds: Float) {
        let normalise = sample.normaliser
        let rate = min(0.2, seconds / 60)
        mask.forEachPixel { inside, index in
            let error = normalise(sample.pixels[index]) - level[inside]
            if abs(error) <= threshold[inside] { level[inside] += rate * error }
        }
        surround.follow(sample, seconds: seconds)
    }
}

/// Counts over one sighting, by cell of a quarter of the object's shorter side.
struct SightingTally: Sendable {
    private let boxWidth: Int
    private let cellSide: Int
    private let columns: Int
    private var cellCount: [Int32]
    private var cellMatches: [Int32]
    private var telling: Float = 0
    private var nearTemplate: Float = 0
    private var nearReference: Float = 0

    init(box: Box) {
        boxWidth = box.width
        cellSide = max(3, min(box.width, box.height) / 4)
        columns = (box.width + cellSide - 1) / cellSide
        let rows = (box.height + cellSide - 1) / cellSide
        cellCount = [Int32](repeating: 0, count: columns * rows)
        cellMatches = cellCount
    }

    var templateRatio: Float { telling > 0 ? nearTemplate / telling : 0 }
    var referenceRatio: Float { telling > 0 ? nearReference / telling : 0 }

    mutating func add(
        inside: Int,
        isTelling: Bool,
        matchesTemplate: Bool,
        isNearerTemplate: Bool,
        matchesReference: Bool
    ) {
        let cell = cell(of: inside)
        cellCount[cell] += 1
        if matchesTemplate { cellMatches[cell] += 1 }
        guard isTelling else { return }
        telling += 1
        if matchesTemplate && isNearerTemplate { nearTemplate += 1 }
        if matchesReference && !isNearerTemplate { nearReference += 1 }
    }

    /// Whether at least 70 % of the pixels of the cell around a pixel match the object.
    func cellMatches(_ inside: Int) -> Bool {
        let cell = cell(of: inside)
        return Float(cellMatches[cell]) >= 0.7 * Float(cellCount[cell])
    }

    private func cell(of inside: Int) -> Int {
        (inside / boxWidth) / cellSide * columns + (inside % boxWidth) / cellSide
    }
}

/// Sums for a normalised cross-correlation.
struct CorrelationSums: Sendable {
    private(set) var count: Float = 0
    private var first: Float = 0
    private var second: Float = 0
    private var firstSquared: Float = 0
    private var secondSquared: Float = 0
    private var product: Float = 0

    mutating func add(_ one: Float, _ other: Float) {
        // Shifted by a mid grey, so that the squares keep their digits in 32 bits.
        let x = one - 100
        let y = other - 100
        count += 1
        first += x
        second += y
        firstSquared += x * x
        secondSquared += y * y
        product += x * y
    }

    var spreadOfSecond: Float {
        max(0, secondSquared / count - (second / count) * (second / count)).squareRoot()
    }

    private var spreadOfFirst: Float {
        max(0, firstSquared / count - (first / count) * (first / count)).squareRoot()
    }

    /// -1...1; 0 where one of the two is flat.
    var correlation: Float {
        let scale = spreadOfFirst * spreadOfSecond
        guard scale > 1e-3 else { return 0 }
        return (product / count - (first / count) * (second / count)) / scale
    }
}
