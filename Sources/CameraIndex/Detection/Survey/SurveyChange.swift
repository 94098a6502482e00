/// A place in which the scene changed for good between two neighbouring samples of a survey.
///
/// What stands for more than half of the samples is what is seen most often, and so a reference may
/// hold it instead of the ground. Where it came or left, the outline tells on which side of that
/// moment something stood.
struct SurveyChange: Sendable {
    /// The last sample before it.
    let time: MediaTime
    let mask: RegionMask
    /// The empty place, over the mask's box, in reference units.
    let ground: RegionLevels
    /// What stood there, over the same box.
    let thing: RegionLevels

    /// From this share of matching pixels on the reference shows one side of a change.
    private static let leastShare = 0.6

    /// Whether the reference shows what stood there.
    func isThing(in model: BackgroundModel) -> Bool {
        var alike = 0
        mask.forEachPixel { inside, index in
            let deviation = abs(thing[inside] - model.level[index])
            if deviation <= model.threshold[index] { alike += 1 }
        }
        return Double(alike) >= Self.leastShare * Double(mask.count)
    }
}

extension SurveyScene {
    private static let margin = 4
    private static let outlineReach = 2

    /// Looks for places that changed for good at the samples since the last call, and takes over
    /// the ground of those in which the reference holds what stood there.
    mutating func uncover() {
        // Behind the last pair nothing tells yet whether what it shows stays.
        let last = samples.indices.dropLast(2).last
        for place in samples.indices.dropLast()
        where changedUntil.map({ samples[place].time > $0 }) ?? true {
            changes += changes(behind: place)
        }
        adopt(changes.filter { $0.isThing(in: model) }.map { ($0.mask, $0.ground) })
        changedUntil = last.map { samples[$0].time } ?? changedUntil
        changes.removeAll { change in changedUntil.map { change.time > $0 } ?? true }
    }

    /// Two neighbouring samples on one side of a change.
    private struct Side {
        let near: Sample
        let far: Sample
        private let nearUnits: Normaliser
        private let farUnits: Normaliser

        init(_ near: Sample, _ far: Sample) {
            self.near = near
            self.far = far
            nearUnits = near.normaliser
            farUnits = far.normaliser
        }

        func level(_ index: Int) -> Float {
            (nearUnits(near.pixels[index]) + farUnits(far.pixels[index])) / 2
        }

        func isSteady(_ index: Int, _ limit: Float) -> Bool {
            abs(nearUnits(near.pixels[index]) - farUnits(far.pixels[index])) <= limit
        }

        func levels(over box: Box, width: Int) -> RegionLevels {
            (box.y..<box.maxY).flatMap { y in
                (box.x..<box.maxX).map { level(y * width + $0) }
            }
        }
    }

    private func changes(behind place: Int) -> [SurveyChange] {
        let before = Side(samples[place], samples[max(0, place - 1)])
        let after = Side(samples[place + 1], samples[min(samples.count - 1, place + 2)])
        // What differs on one side only differs from the reference there.
        let marks = zip(changed[place], changed[place + 1]).map { $0 | $1 }
        var bits = [UInt8](repeating: 0, count: size.areaPixels)
        for band in tiles.bands(of: marks) {
            for y in band.y..<band.maxY {
                for index in (y * size.width + band.x)..<(y * size.width + band.maxX) {
                    let limit = model.threshold[index]
                    guard abs(before.level(index) - after.level(index)) > limit,
                        before.isSteady(index, limit), after.isSteady(index, limit)
                    else { continue }
                    bits[index] = 1
                }
            }
        }
        return SurveyProposer.regions(of: bits, size: size).compactMap { mask in
            change(of: mask, at: samples[place].time, before, after)
        }
    }

    /// The change, where the outline tells on which side something stood.
    private func change(
        of mask: RegionMask,
        at time: MediaTime,
        _ before: Side,
        _ after: Side
    ) -> SurveyChange? {
        let box = mask.box.expanded(by: Self.margin, within: size)
        let region = mask.recut(to: box)
        let old = before.levels(over: box, width: size.width)
        let new = after.levels(over: box, width: size.width)
        let outline = OutlineContrast(
            of: region,
            now: new,
            before: old,
            reach: Self.outlineReach
        )
        if outline.isArrival {
            return SurveyChange(time: time, mask: region, ground: old, thing: new)
        }
        guard outline.isBareGround else { return nil }
        return SurveyChange(time: time, mask: region, ground: new, thing: old)
    }
}
