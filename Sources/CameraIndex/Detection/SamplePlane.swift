/// The brightness of one moment: every pixel as it was seen, or what it shows beside the empty
/// scene.
///
/// A street looks as it does without anything on most of its pixels at most moments. What is kept
/// for minutes need not say that again and again.
struct SamplePlane: Sendable {
    /// What is kept beside the ground, and in which light that was.
    private struct Remainder: Sendable {
        let lit: LitGround
        let residuals: BlockResiduals
    }

    /// All of the plane, row-major, one byte a pixel; nothing where there is a remainder.
    private let seen: [UInt8]
    private let remainder: Remainder?
    /// By what states name it.
    private let id: PieceID

    /// A plane of which all is kept as it was seen.
    init(_ levels: [UInt8]) {
        self.init(levels, id: PieceID())
    }

    private init(_ levels: [UInt8], id: PieceID) {
        seen = levels
        remainder = nil
        self.id = id
    }

    /// A plane of which all is kept, in the less room the nearer it lies to the ground in the light
    /// in which it was seen.
    init(_ levels: [UInt8], near lit: LitGround) {
        self.init(BlockResiduals(of: levels, above: lit.levels) { _ in true }, over: lit)
    }

    /// What `isKept` marks of a plane, by blocks; the rest is the ground's in the light in which it
    /// was seen.
    init(_ levels: [UInt8], keeping isKept: [Bool], over lit: LitGround) {
        self.init(BlockResiduals(of: levels, above: lit.levels) { isKept[$0] }, over: lit)
    }

    private init(_ residuals: BlockResiduals, over lit: LitGround, id: PieceID = PieceID()) {
        seen = []
        remainder = Remainder(lit: lit, residuals: residuals)
        self.id = id
    }

    /// The level at an index of the plane.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let remainder else { return seen[index] }
        return remainder.lit.level(at: index) &+ remainder.residuals[index]
    }

    /// Every pixel of it, row-major.
    var levels: [UInt8] {
        guard let remainder else { return seen }
        var levels = remainder.lit.levels
        for block in 0..<BlockResiduals.blocks(of: levels.count)
        where remainder.residuals.keeps(block) {
            let first = block * BlockResiduals.blockPixels
            for index in first..<min(levels.count, first + BlockResiduals.blockPixels) {
                levels[index] &+= remainder.residuals[index]
            }
        }
        return levels
    }

    /// The ground under what is kept, or nil where all is.
    var ground: GroundPlane? { remainder?.lit.ground }
}

// MARK: - State

extension StateWriter {
    /// Writes a plane; the grounds are written elsewhere, once each.
    mutating func write(_ plane: SamplePlane, over grounds: GroundList) {
        write(plane.ground.map { grounds.number(of: $0) } ?? -1)
        plane.archive(to: &self)
    }
}

extension SamplePlane {
    fileprivate func archive(to writer: inout StateWriter) {
        writer.write(piece: id) { writePiece(to: &$0) }
    }

    private func writePiece(to writer: inout StateWriter) {
        guard let remainder else {
            writer.write(seen)
            return
        }
        writer.write(remainder.lit.gain)
        writer.write(remainder.lit.offset)
        remainder.residuals.archive(to: &writer)
    }

    /// Reads what was written of a plane of `pixels`.
    init(
        pixels: Int,
        over grounds: GroundList,
        from reader: inout StateReader
    ) throws(DetectionError) {
        let number = try reader.int()
        guard number >= 0 else {
            self = try reader.piece { reader, id throws(DetectionError) in
                SamplePlane(try reader.levels(count: pixels), id: id)
            }
            return
        }
        guard let ground = grounds.ground(number) else { throw .damagedState }
        self = try reader.piece { reader, id throws(DetectionError) in
            let (gain, offset) = (try reader.float(), try reader.float())
            return SamplePlane(
                try BlockResiduals(pixels: pixels, from: &reader),
                over: LitGround(ground: ground, gain: gain, offset: offset),
                id: id
            )
        }
    }
}
