/// The brightness of one moment: every pixel, or only the parts that do not show the empty scene.
///
/// A street looks as it does without anything on most of its pixels at most moments. What is kept
/// for minutes need not say that again and again: where a block of pixels is not kept as it was
/// seen, it is the ground's, or the ground's and a residual of half a byte a pixel.
struct SamplePlane: Sendable {
    /// What is not kept as it was seen, and in which light that was.
    fileprivate struct Remainder: Sendable {
        let lit: LitGround
        /// A bit for each block, from the lowest on: 1 where the block is kept as it was seen.
        let isKept: [UInt64]
        /// How many kept blocks lie before those of each word of `isKept`.
        let ranks: [UInt16]
        /// Where in what is stored the residuals of the other blocks begin; nil where there are
        /// none.
        let residualStart: Int?

        /// Whether a block is kept as it was seen, and how many such lie before it.
        @inline(__always)
        func place(of block: Int) -> (isKept: Bool, rank: Int) {
            let word = isKept[block &>> 6]
            let bit = UInt64(1) &<< UInt64(block & 63)
            return (word & bit != 0, Int(ranks[block &>> 6]) + (word & (bit - 1)).nonzeroBitCount)
        }
    }

    /// So many pixels that follow each other, a power of two, are kept or not together.
    static let blockPixels = 16
    private static let blockShift = 4
    /// Residuals of a block, two in a byte.
    private static let residualBytes = blockPixels / 2
    /// Residuals that fit into half a byte, and what is added to them there.
    private static let smallResiduals: ClosedRange<Int16> = -8...7
    private static let residualBias = 8

    /// All of the plane, row-major, one byte a pixel; or its kept blocks one after the other, and
    /// the residuals of the other blocks behind them, if there are any.
    private let stored: [UInt8]
    /// nil where all is kept as it was seen.
    private let remainder: Remainder?
    /// Pixels of the plane.
    let count: Int

    /// A plane of which all is kept as it was seen.
    init(_ levels: [UInt8]) {
        stored = levels
        remainder = nil
        count = levels.count
    }

    /// What `isKept` marks of a plane, by blocks; the rest is the ground's in the light in which it
    /// was seen.
    init(_ levels: [UInt8], keeping isKept: [Bool], over lit: LitGround) {
        self.init(levels, keeping: isKept, residuals: [], over: lit)
    }

    /// A plane of which all is kept, in half the room where it lies near the ground in the light in
    /// which it was seen.
    init(_ levels: [UInt8], near lit: LitGround) {
        let differences = lit.differences(to: levels)
        var isKept: [Bool] = []
        var residuals: [UInt8] = []
        residuals.reserveCapacity((levels.count + 1) / 2)
        for start in stride(from: 0, to: levels.count, by: Self.blockPixels) {
            let block = differences[start..<min(levels.count, start + Self.blockPixels)]
            let isNear = block.allSatisfy(Self.smallResiduals.contains)
            isKept.append(!isNear)
            guard isNear else { continue }
            var pairs = [UInt8](repeating: 0, count: Self.residualBytes)
            for (place, difference) in zip(0..., block) {
                pairs[place / 2] |= UInt8(Int(difference) + Self.residualBias) << (place % 2 * 4)
            }
            residuals.append(contentsOf: pairs)
        }
        self.init(levels, keeping: isKept, residuals: residuals, over: lit)
    }

    private init(
        _ levels: [UInt8],
        keeping isKept: [Bool],
        residuals: [UInt8],
        over lit: LitGround
    ) {
        var words = [UInt64](repeating: 0, count: (isKept.count + 63) / 64)
        var stored: [UInt8] = []
        stored.reserveCapacity(isKept.count { $0 } * Self.blockPixels + residuals.count)
        for (block, isKept) in isKept.enumerated() where isKept {
            words[block / 64] |= 1 << UInt64(block % 64)
            let start = block * Self.blockPixels
            let end = min(levels.count, start + Self.blockPixels)
            stored.append(contentsOf: levels[start..<end])
            // The last block of a plane may be a part of one.
            stored.append(contentsOf: repeatElement(0, count: start + Self.blockPixels - end))
        }
        let residualStart = residuals.isEmpty ? nil : stored.count
        stored += residuals
        self.init(stored: stored, words, residualsFrom: residualStart, over: lit)
    }

    private init(
        stored: [UInt8],
        _ isKept: [UInt64],
        residualsFrom residualStart: Int?,
        over lit: LitGround
    ) {
        var ranks: [UInt16] = []
        var rank = 0
        for word in isKept {
            ranks.append(UInt16(rank))
            rank += word.nonzeroBitCount
        }
        self.stored = stored
        count = lit.ground.levels.count
        remainder = Remainder(
            lit: lit,
            isKept: isKept,
            ranks: ranks,
            residualStart: residualStart
        )
    }

    /// The level at an index of the plane.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let remainder else { return stored[index] }
        let block = index &>> Self.blockShift
        let inside = index & (Self.blockPixels - 1)
        let (isKept, rank) = remainder.place(of: block)
        guard !isKept else { return stored[rank &<< Self.blockShift + inside] }
        let level = remainder.lit.level(at: index)
        guard let start = remainder.residualStart else { return level }
        let pair = stored[start + (block - rank) * Self.residualBytes + inside / 2]
        return level &+ (pair &>> UInt8(inside % 2 * 4) & 15 &- UInt8(Self.residualBias))
    }

    /// Every pixel of it, row-major.
    var levels: [UInt8] {
        guard let remainder else { return stored }
        var levels = remainder.lit.levels
        let hasResiduals = remainder.residualStart != nil
        for start in stride(from: 0, to: count, by: Self.blockPixels)
        where hasResiduals || remainder.place(of: start / Self.blockPixels).isKept {
            for index in start..<min(count, start + Self.blockPixels) {
                levels[index] = self[index]
            }
        }
        return levels
    }

    /// Bytes that are held beside the ground.
    var storedBytes: Int { stored.count }

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
        writer.write(stored)
        guard let remainder else { return }
        writer.write(each: remainder.isKept) { $0.write(Int64(bitPattern: $1)) }
        writer.write(remainder.lit.gain)
        writer.write(remainder.lit.offset)
    }

    /// Reads what was written of a plane of `pixels`.
    init(
        pixels: Int,
        over grounds: GroundList,
        from reader: inout StateReader
    ) throws(DetectionError) {
        let number = try reader.int()
        guard number >= 0 else {
            self.init(try reader.levels(count: pixels))
            return
        }
        let stored = try reader.levels()
        let words = try reader.each { reader throws(DetectionError) in
            UInt64(bitPattern: try reader.int64())
        }
        let blocks = (pixels + Self.blockPixels - 1) / Self.blockPixels
        let kept = words.reduce(0) { $0 + $1.nonzeroBitCount }
        guard let ground = grounds.ground(number), words.count == (blocks + 63) / 64,
            blocks % 64 == 0 || words.last.map({ $0 >> UInt64(blocks % 64) == 0 }) ?? true
        else { throw .damagedState }
        let bare = kept * Self.blockPixels
        let hasResiduals = stored.count == bare + (blocks - kept) * Self.residualBytes
        guard hasResiduals || stored.count == bare else { throw .damagedState }
        self.init(
            stored: stored,
            words,
            residualsFrom: hasResiduals && kept < blocks ? bare : nil,
            over: LitGround(ground: ground, gain: try reader.float(), offset: try reader.float())
        )
    }
}
