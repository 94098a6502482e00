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
        let plane = RegionMask(
            box: Box(x: 0, y: 0, width: size.width, height: size.height),
            planeWidth: size.width,
            bits: bits
        )
        guard let marked = plane.tightBox?.expanded(by: reach + 2, within: size) else { return [] }
        let mask = ForegroundMask(
            size: PixelSize(width: marked.width, height: marked.height),
            bits: plane.recut(to: marked).bits
        ).opened().closed(reach)
        return mask.components().map { $0.moved(to: marked, planeWidth: size.width) }.compactMap {
            own($0, bits, least, size)
        }.sorted {
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
        var bits = [UInt8](repeating: 0, count: size.areaPixels)
        guard range.count == Self.span else { return bits }
        // Only what differs from the reference is proposed.
        for band in scene.tiles.bands(of: scene.changed[seed]) {
            for y in band.y..<band.maxY {
                let start = y * size.width
                mark(&bits, start + band.x..<start + band.maxX, seed, explained)
            }
        }
        return bits
    }

    /// Marks the pixels of a row that keep the level of the first sample, which is not the
    /// reference's.
    ///
    /// In three of four samples, or in two where the others do not show the empty place either.
    private func mark(
        _ bits: inout [UInt8],
        _ row: Range<Int>,
        _ seed: Int,
        _ explained: [UInt8]
    ) {
        let own = scene.samples[seed]
        let others = scene.samples[seed + 1..<seed + Self.span]
        let normalise = own.normaliser
        let units = others.map(\.normaliser)
        let saturation = units.map(\.saturation).reduce(normalise.saturation, min)
        for index in row where explained[index] == 0 {
            let level = normalise(own.pixels[index])
            let limit = scene.model.threshold[index]
            let empty = scene.model.level[index]
            guard abs(level - min(empty, saturation)) > limit else { continue }
            var (alike, bare) = (0, 0)
            for (other, units) in zip(others, units) {
                let value = units(other.pixels[index])
                alike += abs(level - value) <= limit ? 1 : 0
                bare += abs(empty - value) <= limit ? 1 : 0
            }
            if alike >= 2 || (alike == 1 && bare == 0) { bits[index] = 1 }
        }
    }
}

extension RegionMask {
    /// The same region, where the plane it was cut of is a part of another.
    fileprivate func moved(to part: Box, planeWidth: Int) -> RegionMask {
        RegionMask(
            box: Box(x: part.x + box.x, y: part.y + box.y, width: box.width, height: box.height),
            planeWidth: planeWidth,
            bits: bits
        )
    }
}
