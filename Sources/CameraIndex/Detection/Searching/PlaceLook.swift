/// How a place of the picture looked at one moment, and whether it looks so at others.
struct PlaceLook: Sendable {
    /// What another picture shows of it.
    enum Sight: Sendable {
        /// The place looks as it was.
        case same
        /// It looks otherwise.
        case otherwise
        /// A part of it may look as it was.
        case doubtful
        /// The whole picture is another one, as by night: nothing can be told.
        case unseen
    }

    let size: PixelSize
    /// The picture.
    let picture: TimedPlane
    /// The whole picture, for its light.
    let plane: [Float]
    /// Non-zero within the place: its light may be another thing's.
    private let claimed: [UInt8]
    let box: Box
    private let indices: [Int]
    /// How far each pixel of the place may stray.
    let limits: [Float]
    private let spread: Float

    /// What noise and compression do to a level.
    static let noise: Float = 2.5
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
        self.picture = picture
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

    /// Another picture in this one's light, or nil where it shows another view.
    func sample(of picture: TimedPlane) -> Sample? {
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
        return Sample(time: picture.time, pixels: picture.pixels, light: light)
    }

    /// Whether a picture shows the place as it was.
    func isSame(in picture: TimedPlane) -> Bool { sight(in: picture) == .same }

    /// What a picture shows of the place.
    func sight(in picture: TimedPlane) -> Sight {
        sample(of: picture).map(sight(of:)) ?? .unseen
    }

    /// What a sample in this picture's light shows of the place.
    func sight(of sample: Sample) -> Sight {
        let normalise = sample.normaliser
        var sums = CorrelationSums()
        var matching: Float = 0
        for (index, limit) in zip(indices, limits) {
            let value = normalise(sample.pixels[index])
            let expected = min(plane[index], normalise.saturation)
            if abs(value - expected) <= limit { matching += 1 }
            sums.add(value, expected)
        }
        let match = matching / Float(indices.count)
        let correlation = spread >= Self.leastSpread ? sums.correlation : 1
        if match >= Self.leastMatch, correlation >= Self.leastCorrelation { return .same }
        let isOther = match < Self.mostMatch || correlation < Self.mostCorrelation
        return isOther ? .otherwise : .doubtful
    }
}
