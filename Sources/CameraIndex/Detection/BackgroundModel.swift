/// What the scene looks like when nothing stands in it, and how far a pixel may stray from that.
///
/// It learns slowly, only where the scene looks as expected, and never under what stopped: that is
/// why a vehicle that stands for an hour is as different from it at the end as at the beginning.
struct BackgroundModel: Sendable {
    let size: PixelSize
    /// The reference in its own light, grey levels.
    private(set) var level: [Float]
    /// Mean deviation of each pixel where it looked as expected, grey levels.
    private(set) var deviation: [Float]
    /// What shake and compression may do at the edges of each pixel, grey levels; none at rest.
    private(set) var edge: [Float]
    /// How far a pixel may stray before it differs, grey levels; none at rest.
    private(set) var threshold: [Float]
    /// Whether the thresholds are those that follow from the rest as it is now.
    private(set) var isThresholdCurrent = false
    /// Noise of the whole plane (robust standard deviation), grey levels.
    private(set) var noise: Float
    /// How long the model has been learning, in seconds.
    private(set) var age: Float = 0
    /// By what states name its planes: another name where more has changed than it learned.
    private(set) var id = PieceID()

    /// A pixel differs from this many standard deviations on.
    private static let significance: Float = 4

    /// Makes a model from a first reference.
    init(size: PixelSize, level: [Float], noise: Float) {
        self.size = size
        self.level = level
        self.noise = noise
        deviation = [Float](repeating: noise * 0.8, count: size.areaPixels)
        edge = []
        threshold = []
        refreshThreshold()
    }

    /// Takes up what another model had learned.
    init(
        size: PixelSize,
        noise: Float,
        age: Float,
        level: [Float],
        deviation: [Float],
        threshold: [Float],
        id: PieceID
    ) {
        self.size = size
        self.noise = noise
        self.age = age
        self.level = level
        self.deviation = deviation
        self.threshold = threshold
        self.id = id
        edge = []
    }

    /// Lets go of what follows from the rest.
    mutating func rest() {
        edge = []
        threshold = []
        isThresholdCurrent = false
    }

    /// Marks the pixels of a sample that differ from the reference, and counts them by row.
    ///
    /// Writes the sample in reference units to `normalised` and 1 or 0 to `foreground`.
    func compare(
        _ pixels: [UInt8],
        _ normalise: Normaliser,
        normalised: inout [Float],
        foreground: inout [UInt8],
        rowCounts: inout [Int]
    ) {
        let seen = pixels.span
        let model = level.span
        let limits = threshold.span
        var values = normalised.mutableSpan
        var marks = foreground.mutableSpan
        let (scale, shift, saturation) = (normalise.scale, normalise.shift, normalise.saturation)
        for y in 0..<size.height {
            let start = y * size.width
            var count: Int32 = 0
            for index in start..<(start + size.width) {
                let value = Float(seen[index]) * scale + shift
                values[index] = value
                // What is brighter than the sensor can tell is compared at the sensor's limit.
                let differs: UInt8 =
                    abs(value - min(model[index], saturation)) > limits[index] ? 1 : 0
                marks[index] = differs
                count &+= Int32(differs)
            }
            rowCounts[y] = Int(count)
        }
    }

    /// Learns `seconds` of a sample where it looks as expected and nothing stands.
    mutating func absorb(
        _ normalised: [Float],
        foreground: [UInt8],
        frozen: [UInt8],
        seconds: Float,
        stableSeconds: Float
    ) {
        isThresholdCurrent = false
        age += seconds
        let horizon = min(600, 5 * stableSeconds + age / 2)
        Self.follow(
            normalised.span,
            &level,
            &deviation,
            unless: foreground.span,
            frozen.span,
            rate: min(0.5, seconds / horizon),
            deviationRate: min(0.5, seconds / 60)
        )
    }

    private static func follow(
        _ seen: Span<Float>,
        _ level: inout [Float],
        _ deviation: inout [Float],
        unless foreground: Span<UInt8>,
        _ frozen: Span<UInt8>,
        rate: Float,
        deviationRate: Float
    ) {
        var levels = level.mutableSpan
        var deviations = deviation.mutableSpan
        for index in 0..<seen.count {
            let learns: Float = (foreground[index] | frozen[index]) == 0 ? 1 : 0
            let error = (seen[index] - levels[index]) * learns
            levels[index] += rate * error
            deviations[index] += deviationRate * (abs(error) - deviations[index]) * learns
        }
    }

    /// Takes the noise of a sample into account: `seconds` of the median deviation `medianError`.
    mutating func updateNoise(medianError: Float, seconds: Float) {
        isThresholdCurrent = false
        noise += min(1, seconds / 20) * (1.48 * medianError - noise)
    }

    /// Takes over what is seen as the empty scene at the pixels of `mask`.
    mutating func adopt(_ levels: RegionLevels, where mask: RegionMask) {
        mask.forEachPixel { inside, index in
            level[index] = levels[inside]
            deviation[index] = noise * 0.8
        }
        id = PieceID()
        isThresholdCurrent = false
    }

    /// Computes the thresholds anew from noise, deviations and edges; a pass over the plane.
    ///
    /// Edges get room for 0.7 pixels of shake. A pixel's own deviation counts only up to twice the
    /// plane's noise: without that bound it feeds itself until a dark car passes for background.
    mutating func refreshThreshold() {
        if edge.isEmpty { edge = [Float](repeating: 0, count: size.areaPixels) }
        if threshold.isEmpty { threshold = [Float](repeating: 0, count: size.areaPixels) }
        Self.refreshEdges(&edge, of: level, size)
        let base = max(noise, 1)
        for index in threshold.indices {
            let own = max(min(deviation[index], 2 * noise), base)
            threshold[index] =
                Self.significance * own + min(edge[index], 2 * Self.significance * base)
        }
        isThresholdCurrent = true
    }

    /// 1.4 × the sum of the two Sobel slopes, in levels a pixel.
    private static func refreshEdges(
        _ edge: inout [Float],
        of level: [Float],
        _ size: PixelSize
    ) {
        let (width, inner) = (size.width, size.width - 2)
        guard inner > 0, size.height > 2 else { return }
        let levels = level.span
        var edges = edge.mutableSpan
        // What lies beside each pixel as a row of its own, and one sum to find the pixel, so that
        // it is vector code.
        for y in 1..<(size.height - 1) {
            let row = y * width
            let (up, down, first) = (row - width, row + width, row + 1)
            let upLeft = levels.extracting(up..<(up + inner))
            let upHere = levels.extracting((up + 1)..<(up + 1 + inner))
            let upRight = levels.extracting((up + 2)..<(up + 2 + inner))
            let left = levels.extracting(row..<(row + inner))
            let right = levels.extracting((row + 2)..<(row + 2 + inner))
            let downLeft = levels.extracting(down..<(down + inner))
            let downHere = levels.extracting((down + 1)..<(down + 1 + inner))
            let downRight = levels.extracting((down + 2)..<(down + 2 + inner))
            for x in 0..<inner {
                let horizontal =
                    upRight[x] + 2 * right[x] + downRight[x]
                    - upLeft[x] - 2 * left[x] - downLeft[x]
                let vertical =
                    downLeft[x] + 2 * downHere[x] + downRight[x]
                    - upLeft[x] - 2 * upHere[x] - upRight[x]
                edges[first + x] = 1.4 * (abs(horizontal) + abs(vertical)) / 8
            }
        }
    }
}
