/// How the ground around a stopped object looks.
///
/// A lorry's side that passes in front can look like the empty road; it covers the ground around as
/// well, which the bare place of an object that left does not.
struct StopSurround: Sendable {
    /// Pixels of the plane, evenly spread around the object.
    private(set) var indices: [Int]
    /// How they look, in reference units.
    private(set) var level: [Float]
    /// How far each may stray.
    private(set) var limit: [Float]

    private static let mostPoints = 200
    private static let leastPoints = 24
    /// From this share of pixels on the surroundings are as they were.
    private static let leastAgreement: Float = 0.55

    /// Nothing is known of the surroundings.
    static let unknown = StopSurround(indices: [], level: [], limit: [])

    /// Takes up surroundings that were archived.
    init(indices: [Int], level: [Float], limit: [Float]) {
        self.indices = indices
        self.level = level
        self.limit = limit
    }

    /// The surroundings of `mask`, beside what is marked in `claimed`.
    ///
    /// - Parameters:
    ///   - mask: the object's pixels.
    ///   - known: where it can be said how a pixel looks.
    ///   - claimed: non-zero where other stops stand.
    ///   - look: how a pixel of the plane looks, and how far it may stray.
    init(
        of mask: RegionMask,
        within known: Box,
        besides claimed: [UInt8],
        look: (_ index: Int) -> (level: Float, limit: Float)
    ) {
        let body = mask.tightBox ?? mask.box
        let margin = max(3, max(body.width, body.height) / 3)
        let size = PixelSize(width: mask.planeWidth, height: known.maxY)
        let outer = body.expanded(by: margin, within: size).intersection(with: known) ?? known
        var around: [Int] = []
        for y in outer.y..<outer.maxY {
            for x in outer.x..<outer.maxX where !mask.contains(x: x, y: y) {
                let index = y * mask.planeWidth + x
                if claimed[index] == 0 { around.append(index) }
            }
        }
        let count = min(Self.mostPoints, around.count)
        let chosen = (0..<count).map { around[$0 * around.count / max(1, count)] }
        indices = chosen
        level = chosen.map { look($0).level }
        limit = chosen.map { look($0).limit }
    }

    /// The surroundings of `mask` as the scene is without anything; what `owner` marks is left out.
    init(of mask: RegionMask, in model: BackgroundModel, owner: [UInt8]) {
        let plane = Box(x: 0, y: 0, width: model.size.width, height: model.size.height)
        self.init(of: mask, within: plane, besides: owner) { index in
            (model.level[index], model.threshold[index])
        }
    }

    /// Whether a sample shows the ground around; true where too little is known of it.
    ///
    /// Pixels for which `isCovered` holds are left out: something is known to stand there.
    func isSeen(in sample: Sample, isCovered: (Int) -> Bool) -> Bool {
        let normalise = sample.normaliser
        let saturation = normalise.saturation
        var agreeing = 0
        var compared = 0
        for (place, index) in indices.enumerated() where !isCovered(index) {
            compared += 1
            let value = normalise(sample.pixels[index])
            if abs(value - min(level[place], saturation)) <= limit[place] { agreeing += 1 }
        }
        guard compared >= Self.leastPoints else { return true }
        return Float(agreeing) >= Self.leastAgreement * Float(compared)
    }

    /// Follows slow changes, such as a shadow that moves on.
    ///
    /// By at most two limits at a time, so that what passes leaves no trace.
    mutating func follow(_ sample: Sample, seconds: Float) {
        let normalise = sample.normaliser
        let rate = min(0.2, seconds / 60)
        for (place, index) in indices.enumerated() {
            let error = normalise(sample.pixels[index]) - level[place]
            let reach = 2 * limit[place]
            level[place] += rate * min(reach, max(-reach, error))
        }
    }
}
