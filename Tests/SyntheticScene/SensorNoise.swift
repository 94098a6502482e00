/// The noise of a camera's sensor, laid over a picture as it is developed.
///
/// Grains are drawn once; each row of each frame reads them from a place of its own, so that no
/// two frames are alike and a frame costs one pass.
struct SensorNoise: Sendable {
    private static let grainCount = 1 << 17
    /// Grains are stored with this standard deviation.
    private static let grainDeviation = 32.0

    private let seed: UInt64
    private let grains: [Int8]

    /// Draws the grains.
    init(seed: UInt64) {
        self.seed = seed
        var random = Seed(seed, 1)
        grains = (0..<Self.grainCount).map { _ in
            // The sum of twelve uniform numbers is normal enough, and ends where an Int8 does.
            var sum = -6.0
            for _ in 0..<12 { sum += random.unit() }
            return Int8(clamping: Int((sum * Self.grainDeviation).rounded()))
        }
    }

    /// What becomes of each level of a plane: a tone and the strength of the noise on it.
    struct Curve: Sendable {
        /// Tone of each of the 256 levels, in 4096ths of a grey level.
        fileprivate var tones: [Int32] = []
        /// Standard deviation at each level, in 4096ths of a grey level for a grain of 1.
        fileprivate var deviations: [Int32] = []

        /// Makes a curve of two functions of the level, both in grey levels.
        init(tone: (Double) -> Double, deviation: (Double) -> Double) {
            for level in 0..<256 {
                tones.append(Int32((tone(Double(level)) * 4_096).rounded()))
                let scaled = deviation(Double(level)) * 4_096 / SensorNoise.grainDeviation
                deviations.append(Int32(scaled.rounded()))
            }
        }
    }

    /// The plane after `curve` and with the noise of one frame, cut to `range`.
    ///
    /// - Parameters:
    ///   - plane: Levels, row-major.
    ///   - width: Columns.
    ///   - curve: What becomes of each level.
    ///   - frame: Tells frames and planes apart: another number gives another noise.
    ///   - range: The levels that the format allows.
    /// - Returns: The developed plane.
    func developed(
        _ plane: [UInt8],
        width: Int,
        curve: Curve,
        frame: UInt64,
        range: ClosedRange<Int32> = 16...235
    ) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: plane.count)
        guard width > 0 else { return result }
        let levels = plane.span
        let grains = grains.span
        let tones = curve.tones.span
        let deviations = curve.deviations.span
        var output = result.mutableSpan
        var random = Seed(seed ^ frame, 2)
        let places = UInt64(max(1, Self.grainCount - width))
        for start in stride(from: 0, to: plane.count, by: width) {
            let grain = Int(random.next() % places)
            let count = min(width, plane.count - start, Self.grainCount - grain)
            let row = levels.extracting(start..<start + count)
            let rowGrains = grains.extracting(grain..<grain + count)
            for x in 0..<count {
                let level = Int(row[x])
                let noise = Int32(rowGrains[x]) &* deviations[level]
                let value = (tones[level] &+ noise &+ 2_048) >> 12
                output[start + x] = UInt8(
                    truncatingIfNeeded: min(max(value, range.lowerBound), range.upperBound)
                )
            }
        }
        return result
    }
}
