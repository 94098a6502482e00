/// For each pixel the level with the most samples near it.
///
/// Not the median: in a lane that is half the time under dark cars the median is a mixture of road
/// and cars.
struct DensestLevel {
    /// Width of the kernel that weighs others, in grey levels.
    let reach: Float
    private let samples: [Sample]
    private let normalisers: [Normaliser]
    private let size: PixelSize

    /// Levels of a block of pixels, sample after sample, and how many others are near each.
    private var values: [Float]
    private var weights: [Float]

    /// Samples this far apart speak fully for each other: what stands keeps its level as well, but
    /// only for one stretch, while the ground comes into sight again and again.
    private static let farthest = 12
    /// Pixels that are worked on at a time, so that their levels stay near.
    private static let blockPixels = 1024
    /// Below all levels; each sample has another one, so that none speaks for the other.
    private static let leftOut: Float = -10_000

    /// Looks at `samples` of a plane of `size`.
    init(of samples: [Sample], size: PixelSize, reach: Float) {
        self.samples = samples
        self.size = size
        self.reach = reach
        normalisers = samples.map(\.normaliser)
        values = [Float](repeating: 0, count: samples.count * Self.blockPixels)
        weights = values
    }

    /// The plane in reference units: the mean of the levels within reach of the heaviest.
    ///
    /// - Parameters:
    ///   - stays: what is left out, as something stood there, or nil for the whole plane from all.
    ///   - known: the levels where nothing is left out, or all.
    /// - Returns: one level a pixel, row-major.
    mutating func plane(without stays: [SurveyScene.Stay]? = nil, known: [Float]) -> [Float] {
        var plane = known
        for start in stride(from: 0, to: size.areaPixels, by: Self.blockPixels) {
            let block = start..<min(start + Self.blockPixels, size.areaPixels)
            let others = stays?.filter { $0.touches(block, width: size.width) }
            if let others, others.isEmpty { continue }
            fill(block)
            for stay in others ?? [] { leaveOut(stay, of: block) }
            weigh(block.count)
            for pixel in block {
                if let level = level(at: pixel - start) { plane[pixel] = level }
            }
        }
        return plane
    }

    private mutating func fill(_ block: Range<Int>) {
        for (sample, normalise) in zip(samples.indices, normalisers) {
            let offset = sample * Self.blockPixels
            Self.copy(samples[sample].pixels, block, normalise, to: &values, offset)
        }
    }

    private static func copy(
        _ pixels: [UInt8],
        _ block: Range<Int>,
        _ normalise: Normaliser,
        to values: inout [Float],
        _ offset: Int
    ) {
        let (scale, shift) = (normalise.scale, normalise.shift)
        let levels = pixels.span.extracting(block)
        var target = values.mutableSpan
        for x in 0..<levels.count { target[offset + x] = Float(levels[x]) * scale + shift }
    }

    /// Takes a stay out of the levels of a block of pixels.
    private mutating func leaveOut(_ stay: SurveyScene.Stay, of block: Range<Int>) {
        for y in stay.box.y..<stay.box.maxY {
            let row = y * size.width
            let pixels = (row + stay.box.x..<row + stay.box.maxX).clamped(to: block)
            for pixel in pixels {
                for sample in stay.samples {
                    values[sample * Self.blockPixels + pixel - block.lowerBound] =
                        Self.leftOut * Float(sample + 1)
                }
            }
        }
    }

    /// Sums up for each level how many others are near it.
    private mutating func weigh(_ width: Int) {
        for index in weights.indices { weights[index] = 0 }
        for one in samples.indices {
            for other in 0..<one {
                let share = Float(min(one - other, Self.farthest)) / Float(Self.farthest)
                let pair = (one * Self.blockPixels, other * Self.blockPixels)
                Self.add(share, to: &weights, of: pair, values, width, reach)
            }
        }
    }

    /// Adds to the weights of a pair of samples what each speaks for the other.
    private static func add(
        _ share: Float,
        to weights: inout [Float],
        of pair: (one: Int, other: Int),
        _ values: [Float],
        _ width: Int,
        _ reach: Float
    ) {
        let levels = values.span
        let first = levels.extracting(pair.one..<(pair.one + width))
        let second = levels.extracting(pair.other..<(pair.other + width))
        var target = weights.mutableSpan
        for x in 0..<width {
            let weight = share * max(0, reach - abs(first[x] - second[x]))
            target[pair.one + x] += weight
            target[pair.other + x] += weight
        }
    }

    /// The level of one pixel of the block, or nil where all samples are left out.
    private func level(at pixel: Int) -> Float? {
        var best = 0
        for sample in samples.indices
        where weights[sample * Self.blockPixels + pixel] > weights[best * Self.blockPixels + pixel]
        {
            best = sample
        }
        let centre = values[best * Self.blockPixels + pixel]
        guard centre > Self.leftOut else { return nil }
        var sum: Float = 0
        var members: Float = 0
        for sample in samples.indices {
            let value = values[sample * Self.blockPixels + pixel]
            guard abs(value - centre) <= reach else { continue }
            sum += value
            members += 1
        }
        return sum / members
    }
}
