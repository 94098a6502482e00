/// Tells two things apart that touch in the picture: near the ends of a run one is there already,
/// or still, while the place of the other is empty.
struct SurveyParts {
    /// The two, or nil where the samples show one thing.
    private(set) var parts: (one: RegionMask, other: RegionMask)?

    /// The smallest share of the whole that may be a thing of its own.
    private static let smallestShare = 0.15
    /// What a single look tells must be two things of like size: what passes hides and resembles
    /// smaller parts too often.
    private static let likeShare = 0.3
    private static let fewestPixels = 40

    /// Looks for two things in the samples of a run, of which many can tell.
    init(of template: StopTemplate, _ run: SurveyRun, _ scene: SurveyScene) {
        let places = max(0, run.first - 1)...min(scene.samples.count - 1, run.last + 1)
        self.init(of: template, in: scene.samples[places], smallestShare: Self.smallestShare)
    }

    /// Looks for two things of like size in one sample: one is surely seen, the other surely not.
    init(of template: StopTemplate, in sample: Sample, noise: Float) {
        self.init(of: template, in: [sample], smallestShare: Self.likeShare)
        guard let (one, other) = parts,
            template.part(one).sighting(in: sample, noise: noise).state != .present
                || template.part(other).sighting(in: sample, noise: noise).state != .absent
        else { return }
        parts = nil
    }

    private init(
        of template: StopTemplate,
        in samples: ArraySlice<Sample>,
        smallestShare: Double
    ) {
        var best: (one: RegionMask, other: RegionMask)?
        for sample in samples {
            guard let parts = Self.parts(of: template, in: sample, smallestShare) else { continue }
            let least = best.map { min($0.one.count, $0.other.count) } ?? 0
            if min(parts.one.count, parts.other.count) > least { best = parts }
        }
        parts = best.flatMap { Self.divided(template.mask, $0.one, $0.other) }
    }

    private static func parts(
        of template: StopTemplate,
        in sample: Sample,
        _ smallestShare: Double
    ) -> (one: RegionMask, other: RegionMask)? {
        let mask = template.mask
        let size = PixelSize(width: mask.box.width, height: mask.box.height)
        var there = [UInt8](repeating: 0, count: size.areaPixels)
        var empty = there
        let normalise = sample.normaliser
        mask.forEachPixel { inside, index in
            let value = normalise(sample.pixels[index])
            let limit = template.threshold[inside]
            let toThing = abs(value - template.level[inside])
            let toPlace = abs(value - template.reference[inside])
            if toThing <= limit, toThing < toPlace { there[inside] = 1 }
            if toPlace <= limit, toPlace < toThing { empty[inside] = 1 }
        }
        let least = max(fewestPixels, Int(smallestShare * Double(mask.count)))
        guard let one = largest(there, size), one.count >= least,
            let other = largest(empty, size), other.count >= least
        else { return nil }
        return (one, other)
    }

    /// The largest connected part of marked pixels, or nil where there is none.
    private static func largest(_ bits: [UInt8], _ size: PixelSize) -> RegionMask? {
        ForegroundMask(size: size, bits: bits).closed(3).opened().components().max {
            ($0.count, $1.box.y, $1.box.x) < ($1.count, $0.box.y, $0.box.x)
        }
    }

    /// Gives each pixel of the whole to the part whose box it is nearer to the middle of.
    private static func divided(
        _ mask: RegionMask,
        _ one: RegionMask,
        _ other: RegionMask
    ) -> (one: RegionMask, other: RegionMask)? {
        var first = mask
        var second = mask
        for y in 0..<mask.box.height {
            for x in 0..<mask.box.width where mask.bits[y * mask.box.width + x] != 0 {
                let place = y * mask.box.width + x
                let isFirst: Bool
                switch (one.contains(x: x, y: y), other.contains(x: x, y: y)) {
                case (true, false): isFirst = true
                case (false, true): isFirst = false
                default: isFirst = one.box.distance(x, y) <= other.box.distance(x, y)
                }
                if isFirst { second.bits[place] = 0 } else { first.bits[place] = 0 }
            }
        }
        guard let firstBox = first.tightBox, let secondBox = second.tightBox else { return nil }
        return (first.recut(to: firstBox), second.recut(to: secondBox))
    }
}

extension Box {
    /// How far a pixel lies from the middle, in shares of the width and height.
    fileprivate func distance(_ column: Int, _ row: Int) -> Double {
        let right = (Double(column) + 0.5 - Double(x) - Double(width) / 2) / Double(width)
        let down = (Double(row) + 0.5 - Double(y) - Double(height) / 2) / Double(height)
        return right * right + down * down
    }
}
