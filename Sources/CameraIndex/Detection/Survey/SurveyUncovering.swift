/// Finds places in which the reference of a survey holds a thing instead of the ground.
///
/// What stands for more than half of the samples is what is seen most often. Where it came or left,
/// the scene changed for good, and the outline tells on which side of that moment something stood.
struct SurveyUncovering {
    let scene: SurveyScene

    /// A place of which the ground is known from another moment.
    struct Ground {
        let mask: RegionMask
        /// The ground, over the mask's box, in reference units.
        let level: RegionLevels
    }

    /// From this share of matching pixels on the reference shows one side of a change.
    private static let leastShare = 0.6
    private static let margin = 4

    private var size: PixelSize { scene.model.size }

    /// The places, in the order of their time.
    func grounds() -> [Ground] {
        guard scene.samples.count >= 3 else { return [] }
        let planes = scene.samples.map { sample in
            sample.pixels.map { sample.normaliser($0) }
        }
        return (0..<(planes.count - 1)).flatMap { place -> [Ground] in
            let before = Side(planes[place], planes[max(0, place - 1)])
            let after = Side(planes[place + 1], planes[min(planes.count - 1, place + 2)])
            return changes(before, after).compactMap { ground(of: $0, before, after) }
        }
    }

    /// What two neighbouring samples show on one side of a change.
    private struct Side {
        let near: [Float]
        let far: [Float]

        init(_ near: [Float], _ far: [Float]) {
            self.near = near
            self.far = far
        }

        func level(_ index: Int) -> Float { (near[index] + far[index]) / 2 }
    }

    private func changes(_ before: Side, _ after: Side) -> [RegionMask] {
        var bits = [UInt8](repeating: 0, count: size.areaPixels)
        let limits = scene.model.threshold
        for index in bits.indices {
            let limit = limits[index]
            let isSteady =
                abs(before.near[index] - before.far[index]) <= limit
                && abs(after.near[index] - after.far[index]) <= limit
            if isSteady, abs(before.level(index) - after.level(index)) > limit { bits[index] = 1 }
        }
        return SurveyProposer.regions(of: bits, size: size)
    }

    /// The ground at a change, where the reference holds the thing that came or left.
    private func ground(of mask: RegionMask, _ before: Side, _ after: Side) -> Ground? {
        let box = mask.box.expanded(by: Self.margin, within: size)
        let region = mask.recut(to: box)
        let old = levels(before, over: box)
        let new = levels(after, over: box)
        let outline = OutlineContrast(of: region, now: new, before: old, reach: 2)
        if outline.isArrival, isReference(new, over: region) {
            return Ground(mask: region, level: old)
        }
        if outline.isBareGround, isReference(old, over: region) {
            return Ground(mask: region, level: new)
        }
        return nil
    }

    private func levels(_ side: Side, over box: Box) -> RegionLevels {
        (box.y..<box.maxY).flatMap { y in
            (box.x..<box.maxX).map { side.level(y * size.width + $0) }
        }
    }

    /// Whether the reference shows these levels in a region.
    private func isReference(_ levels: RegionLevels, over region: RegionMask) -> Bool {
        var alike = 0
        region.forEachPixel { inside, index in
            let deviation = abs(levels[inside] - scene.model.level[index])
            if deviation <= scene.model.threshold[index] { alike += 1 }
        }
        return Double(alike) >= Self.leastShare * Double(region.count)
    }
}
