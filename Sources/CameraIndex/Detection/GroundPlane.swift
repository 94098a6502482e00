/// The empty scene as it was at one moment, for planes that keep only what differs from it.
final class GroundPlane: Sendable {
    /// Row-major, one byte a pixel, in reference units, 1...255.
    let levels: [UInt8]
    /// By what states name it.
    let id: PieceID

    /// Takes up levels, of a name where they were stored.
    init(levels: [UInt8], id: PieceID = PieceID()) {
        self.levels = levels
        self.id = id
    }

    /// The scene as `model` knows it.
    convenience init(of model: BackgroundModel) {
        self.init(levels: model.level.map { UInt8(min(255, max(1, $0.rounded()))) })
    }

    /// Share of the pixels at which `model` has moved on by half of what a pixel may stray.
    func staleRatio(in model: BackgroundModel) -> Float {
        let (now, limits) = (model.level.span, model.threshold.span)
        let ground = levels
        let then = ground.span
        var count: UInt32 = 0
        for index in 0..<min(now.count, then.count, limits.count) {
            // No branch, so that it is vector code.
            count &+= (0.5 * limits[index] - abs(now[index] - Float(then[index]))).signBit
        }
        return Float(count) / Float(max(1, ground.count))
    }

    /// The scene as it shows in a light.
    func lit(by light: LightFit) -> LitGround {
        LitGround(ground: self, gain: light.gain, offset: light.offset)
    }

    /// What differs of a sample from this, with its surroundings, and all that is claimed.
    ///
    /// - Parameters:
    ///   - levels: the sample, one byte a pixel, as it was seen in `light`.
    ///   - seen: the same in reference units.
    ///   - light: how the sample's light differs from the reference's.
    ///   - threshold: how far each pixel may stray from the scene.
    ///   - claimed: non-zero at pixels that are kept in any case; none where it is empty.
    ///   - width: pixels of a row.
    /// - Returns: the plane without what shows this ground.
    func remainder(
        of levels: [UInt8],
        seen: [Float],
        in light: LightFit,
        threshold: [Float],
        besides claimed: [UInt8] = [],
        width: Int
    ) -> SamplePlane {
        let (size, ground) = (BlockResiduals.blockPixels, self.levels)
        var isKept = [Bool](repeating: false, count: BlockResiduals.blocks(of: levels.count))
        for block in isKept.indices {
            let range = (block * size)..<min(levels.count, (block + 1) * size)
            let differing = Self.differing(
                range,
                seen.span,
                ground.span,
                threshold.span,
                saturation: light.saturation
            )
            if differing != 0 {
                let first = range.lowerBound + differing.trailingZeroBitCount
                let last = range.lowerBound + 31 - differing.leadingZeroBitCount
                Self.mark(first...last, in: &isKept, width: width)
            }
            if !claimed.isEmpty, claimed[range].contains(where: { $0 != 0 }) {
                isKept[block] = true
            }
        }
        Self.fill(&isKept)
        return SamplePlane(levels, keeping: isKept, over: lit(by: light))
    }

    /// A bit for each pixel of a block, from the lowest on: 1 where it shows something else.
    private static func differing(
        _ block: Range<Int>,
        _ seen: Span<Float>,
        _ ground: Span<UInt8>,
        _ limits: Span<Float>,
        saturation: Float
    ) -> UInt32 {
        var isAny: UInt32 = 0
        for index in block {
            // No branch, so that it is vector code.
            let distance = abs(seen[index] - min(Float(ground[index]), saturation))
            isAny |= (limits[index] - distance).signBit
        }
        guard isAny != 0 else { return 0 }
        var bits: UInt32 = 0
        for index in block {
            let distance = abs(seen[index] - min(Float(ground[index]), saturation))
            bits |= (limits[index] - distance).signBit &<< UInt32(index - block.lowerBound)
        }
        return bits
    }

    /// So many pixels around one that differs are kept as well: what is faint beside it belongs to
    /// it, or is what it stands before.
    private static let margin = (columns: 6, rows: 3)

    /// So many blocks between two that are kept are kept as well: a dark car shows the road's level
    /// between its edges.
    private static let widestHole = 2

    private static func fill(_ isKept: inout [Bool]) {
        var last: Int?
        for block in isKept.indices where isKept[block] {
            if let last, block - last <= widestHole + 1 {
                for between in last..<block { isKept[between] = true }
            }
            last = block
        }
    }

    private static func mark(_ range: ClosedRange<Int>, in isKept: inout [Bool], width: Int) {
        for row in -margin.rows...margin.rows {
            let first = range.lowerBound + row * width - margin.columns
            let last = range.upperBound + row * width + margin.columns
            guard last >= 0 else { continue }
            let blocks =
                (max(0, first) / BlockResiduals.blockPixels)...(last / BlockResiduals.blockPixels)
            guard blocks.lowerBound < isKept.count else { continue }
            for block in blocks.clamped(to: 0...(isKept.count - 1)) { isKept[block] = true }
        }
    }
}
