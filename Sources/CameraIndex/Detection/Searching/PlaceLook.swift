/// How a place of the picture looked at one moment, and whether it looks so at others.
struct PlaceLook: Sendable {
    private let size: PixelSize
    /// The whole picture, for its light.
    private let plane: [Float]
    /// Non-zero within the place: its light may be another thing's.
    private let claimed: [UInt8]
    private let box: Box
    private let indices: [Int]
    /// How far each pixel of the place may stray.
    private let limits: [Float]
    private let spread: Float

    /// What noise and compression do to a level.
    private static let noise: Float = 2.5
    /// From this agreement of the light on a picture shows the same scene.
    private static let leastAgreement: Float = 0.35
    /// Share of matching pixels, and correlation, from which on the place looks the same.
    private static let leastMatch: Float = 0.6
    private static let leastCorrelation: Float = 0.75
    /// The same, below which it looks otherwise.
    private static let mostMatch: Float = 0.5
    private static let mostCorrelation: Float = 0.4
    /// A place of less contrast has no texture of its own.
    private static let leastSpread: Float = 8

    /// Remembers `box` of a picture on a plane of `size`.
    init(of picture: TimedPlane, _ box: Box, size: PixelSize) {
        self.size = size
        self.box = box
        plane = picture.pixels.map { Float($0) }
        var claimed = [UInt8](repeating: 0, count: size.areaPixels)
        var indices: [Int] = []
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                indices.append(y * size.width + x)
                claimed[y * size.width + x] = 1
            }
        }
        self.claimed = claimed
        self.indices = indices
        let model = BackgroundModel(size: size, level: plane, noise: Self.noise)
        limits = indices.map { model.threshold[$0] }
        var sums = CorrelationSums()
        for index in indices { sums.add(0, plane[index]) }
        spread = sums.spreadOfSecond
    }

    /// How the same place looks in another picture.
    func another(of picture: TimedPlane) -> PlaceLook {
        PlaceLook(of: picture, box, size: size)
    }

    /// Whether a picture shows the place as it was; nil where nobody can say.
    func isSame(in picture: TimedPlane) -> Bool? {
        var estimator = LightEstimator()
        let light = estimator.fit(
            picture.pixels,
            to: plane,
            claimed: claimed,
            size: size,
            previous: .reference,
            noise: Self.noise
        )
        guard light.agreementRatio >= Self.leastAgreement else { return nil }
        let normalise = Normaliser(light)
        var sums = CorrelationSums()
        var matching: Float = 0
        for (index, limit) in zip(indices, limits) {
            let value = normalise(picture.pixels[index])
            let expected = min(plane[index], normalise.saturation)
            if abs(value - expected) <= limit { matching += 1 }
            sums.add(value, expected)
        }
        let match = matching / Float(indices.count)
        let correlation = spread >= Self.leastSpread ? sums.correlation : 1
        if match >= Self.leastMatch, correlation >= Self.leastCorrelation { return true }
        if match < Self.mostMatch || correlation < Self.mostCorrelation { return false }
        return nil
    }
}
