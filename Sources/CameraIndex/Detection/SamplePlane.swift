/// The brightness of one moment: every pixel, or only the parts that do not show the empty scene.
///
/// A street looks as it does without anything on most of its pixels at most moments. What is kept
/// for minutes need not say that again and again: where a part is left out, it is the ground's.
struct SamplePlane: Sendable {
    /// What is left out, and in which light it was seen.
    fileprivate struct Remainder: Sendable {
        let ground: GroundPlane
        /// A bit for each block, from the lowest on: 1 where the block is kept.
        let isKept: [UInt64]
        /// How many kept blocks lie before those of each word of `isKept`.
        let ranks: [UInt16]
        /// From the ground's levels to those that were seen.
        let gain: Float
        let offset: Float
    }

    /// So many pixels that follow each other, a power of two, are kept or left out together.
    static let blockPixels = 16
    private static let blockShift = 4

    /// Row-major, one byte a pixel: all of the plane, or its kept blocks one after the other.
    private let stored: [UInt8]
    /// nil where all is kept.
    private let remainder: Remainder?
    /// Pixels of the plane.
    let count: Int

    /// A plane of which all is kept.
    init(_ levels: [UInt8]) {
        stored = levels
        remainder = nil
        count = levels.count
    }

    /// What `isKept` marks of a plane, by blocks; the rest is the ground's in the light in which it
    /// was seen.
    init(
        _ levels: [UInt8],
        keeping isKept: [Bool],
        over ground: GroundPlane,
        gain: Float,
        offset: Float
    ) {
        var words = [UInt64](repeating: 0, count: (isKept.count + 63) / 64)
        var stored: [UInt8] = []
        stored.reserveCapacity(isKept.count { $0 } * Self.blockPixels)
        for (block, isKept) in isKept.enumerated() where isKept {
            words[block / 64] |= 1 << UInt64(block % 64)
            let start = block * Self.blockPixels
            let end = min(levels.count, start + Self.blockPixels)
            stored.append(contentsOf: levels[start..<end])
            // The last block of a plane may be a part of one.
            stored.append(contentsOf: repeatElement(0, count: start + Self.blockPixels - end))
        }
        self.init(
            stored: stored,
            words,
            over: ground,
            gain: gain,
            offset: offset
        )
    }

    private init(
        stored: [UInt8],
        _ isKept: [UInt64],
        over ground: GroundPlane,
        gain: Float,
        offset: Float
    ) {
        var ranks: [UInt16] = []
        var rank = 0
        for word in isKept {
            ranks.append(UInt16(rank))
            rank += word.nonzeroBitCount
        }
        self.stored = stored
        count = ground.levels.count
        remainder = Remainder(
            ground: ground,
            isKept: isKept,
            ranks: ranks,
            gain: gain,
            offset: offset
        )
    }

    /// The level at an index of the plane.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let remainder else { return stored[index] }
        let block = index &>> Self.blockShift
        let word = remainder.isKept[block &>> 6]
        let bit = UInt64(1) &<< UInt64(block & 63)
        guard word & bit != 0 else {
            return remainder.level(at: index)
        }
        let rank = Int(remainder.ranks[block &>> 6]) + (word & (bit - 1)).nonzeroBitCount
        return stored[rank &<< Self.blockShift + index & (Self.blockPixels - 1)]
    }

    /// Every pixel of it, row-major.
    var levels: [UInt8] {
        guard let remainder else { return stored }
        var levels = [UInt8](repeating: 0, count: count)
        for index in levels.indices { levels[index] = remainder.level(at: index) }
        for (rank, block) in keptBlocks.enumerated() {
            let start = block * Self.blockPixels
            for index in start..<min(count, start + Self.blockPixels) {
                levels[index] = stored[rank * Self.blockPixels + index - start]
            }
        }
        return levels
    }

    /// Bytes that are held beside the ground.
    var storedBytes: Int { stored.count }

    /// The ground under what is kept, or nil where all is.
    var ground: GroundPlane? { remainder?.ground }

    private var keptBlocks: [Int] {
        guard let words = remainder?.isKept else { return [] }
        return (0..<(words.count * 64)).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
    }
}

extension SamplePlane.Remainder {
    /// What the ground showed at an index, in the light of the moment.
    @inline(__always)
    fileprivate func level(at index: Int) -> UInt8 {
        let level = Float(ground.levels[index]) * gain + offset
        return UInt8(min(255, max(0, level + 0.5)))
    }
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
        writer.write(remainder.gain)
        writer.write(remainder.offset)
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
            blocks % 64 == 0 || words.last.map({ $0 >> UInt64(blocks % 64) == 0 }) ?? true,
            stored.count == kept * Self.blockPixels
        else { throw .damagedState }
        self.init(
            stored: stored,
            words,
            over: ground,
            gain: try reader.float(),
            offset: try reader.float()
        )
    }
}
