/// Finds regions of one sample that differ from the empty scene and look the same in others nearby.
struct SurveyProposer {
    let scene: SurveyScene

    /// Samples in a row that are looked at together: so many show the shortest wanted stop.
    private static let span = 4
    /// The smallest share of the plane that is proposed.
    private static let smallestShare: Float = 0.0008
    /// What is wider, as a share of the plane's width, is the scene itself: the sky, a wall.
    private static let largestWidth: Float = 0.95
    /// The smallest shorter side of a proposal, as a share of the plane's width.
    private static let smallestSide: Float = 0.012

    private var size: PixelSize { scene.model.size }

    /// What stands still at the sample of index `seed`, outside of what `explained` marks.
    func proposals(at seed: Int, explained: [UInt8]) -> [RegionMask] {
        Self.regions(of: candidates(at: seed, explained: explained), size: size)
    }

    /// The connected regions of marked pixels that are large enough for a thing, the largest first.
    static func regions(of bits: [UInt8], size: PixelSize) -> [RegionMask] {
        var count = 0
        for bit in bits { count += Int(bit) }
        let least = max(12, Int(smallestShare * Float(size.areaPixels)))
        guard count >= least else { return [] }
        let reach = max(2, Int((0.012 * Float(size.width)).rounded()))
        let mask = ForegroundMask(size: size, bits: bits).opened().closed(reach)
        return mask.components().compactMap { own($0, bits, least, size) }.sorted {
            ($1.count, $0.box.y, $0.box.x) < ($0.count, $1.box.y, $1.box.x)
        }
    }

    /// The pixels that belong by themselves, not only by filling holes; nil where too few do.
    private static func own(
        _ component: RegionMask,
        _ bits: [UInt8],
        _ least: Int,
        _ size: PixelSize
    ) -> RegionMask? {
        let side = Float(min(component.box.width, component.box.height))
        guard side >= smallestSide * Float(size.width),
            Float(component.box.width) <= largestWidth * Float(size.width)
        else { return nil }
        var mask = component
        component.forEachPixel { inside, index in mask.bits[inside] = bits[index] }
        guard mask.count >= least, let box = mask.tightBox else { return nil }
        return mask.recut(to: box)
    }

    private func candidates(at seed: Int, explained: [UInt8]) -> [UInt8] {
        let range = seed..<min(scene.samples.count, seed + Self.span)
        guard range.count == Self.span else { return [] }
        let stack = range.map { levels(of: $0) }
        var bits = [UInt8](repeating: 0, count: size.areaPixels)
        let saturation = range.map { scene.samples[$0].normaliser.saturation }.min() ?? 255
        Self.mark(&bits, stack, explained, scene.model, saturation)
        return bits
    }

    private func levels(of place: Int) -> [Float] {
        let sample = scene.samples[place]
        let (scale, shift) = (sample.normaliser.scale, sample.normaliser.shift)
        return sample.pixels.map { Float($0) * scale + shift }
    }

    /// Marks the pixels that keep the level of the first sample, which is not the reference's: in
    /// three of four samples, or in two where the others do not show the empty place either.
    private static func mark(
        _ bits: inout [UInt8],
        _ samples: [[Float]],
        _ explained: [UInt8],
        _ model: BackgroundModel,
        _ saturation: Float
    ) {
        var alike = [UInt8](repeating: 0, count: bits.count)
        var bare = alike
        let own = samples[0]
        for other in samples.dropFirst() {
            count(&alike, own, other, model.threshold)
            count(&bare, model.level, other, model.threshold)
        }
        let levels = own.span
        let counts = alike.span
        let empty = bare.span
        let known = explained.span
        let reference = model.level.span
        let limits = model.threshold.span
        var marks = bits.mutableSpan
        for index in 0..<min(marks.count, levels.count) {
            let differs = abs(levels[index] - min(reference[index], saturation)) > limits[index]
            let keeps = counts[index] >= 2 || (counts[index] >= 1 && empty[index] == 0)
            marks[index] = differs && keeps && known[index] == 0 ? 1 : 0
        }
    }

    /// Counts one more for each pixel at which two planes are alike.
    private static func count(
        _ counts: inout [UInt8],
        _ one: [Float],
        _ other: [Float],
        _ threshold: [Float]
    ) {
        let first = one.span
        let second = other.span
        let limits = threshold.span
        var sums = counts.mutableSpan
        for index in 0..<min(sums.count, first.count) {
            sums[index] &+= abs(first[index] - second[index]) <= limits[index] ? 1 : 0
        }
    }
}
