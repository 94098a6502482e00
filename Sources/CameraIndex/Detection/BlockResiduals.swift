/// How far a plane lies above the one below it, block by block, in as few bits a pixel as each
/// block needs.
///
/// Frame of reference, as column stores pack integers: of a block the least difference is kept, and
/// of each pixel what it has beyond that. All is modulo 256, so that nothing is lost.
struct BlockResiduals: Sendable {
    /// So many pixels that follow each other are kept or not together.
    static let blockPixels = 16
    /// A word of codes is of so many blocks that follow each other.
    private static let groupBlocks = 16
    private static let groupPixels = groupBlocks * blockPixels
    /// The code of a block of which each pixel is kept with all of its bits.
    private static let widestCode: UInt64 = 9
    /// Zeros behind the last block, so that two bytes can be read wherever one is meant.
    private static let padding = 2

    /// Of which groups of blocks anything is kept.
    private let kept: RankedBits
    /// Of each of those groups half a byte for each block, from the lowest on: 0 where nothing is
    /// kept of it, else one more than the bits of a pixel.
    private let codes: [UInt64]
    /// Where in `bytes` the blocks of each of those groups begin.
    private let starts: [UInt32]
    /// Of each block that is kept the least difference, then what each pixel has beyond that,
    /// from the lowest bit on.
    private let bytes: [UInt8]

    /// What `levels` have beyond those `below`, both row-major; of blocks that `isKept` does not
    /// mark nothing is kept.
    init(of levels: [UInt8], above below: [UInt8], keeping isKept: (Int) -> Bool) {
        let blocks = Self.blocks(of: levels.count)
        let (seen, below) = (levels.span, below.span)
        var codes = [UInt64](repeating: 0, count: Self.groups(of: levels.count))
        for block in 0..<blocks where isKept(block) {
            let width = Block(seen, below, at: block).width
            codes[block / Self.groupBlocks] |= UInt64(width + 1) &<< Self.shift(of: block)
        }
        // Twice over the planes, so that not a byte is reserved that would be held for minutes.
        var bytes = [UInt8](repeating: 0, count: Self.size(of: codes))
        var written = bytes.mutableSpan
        var place = 0
        for block in 0..<blocks where isKept(block) {
            Block(seen, below, at: block).write(to: &written, at: &place)
        }
        self.init(RankedBits(codes.map { $0 != 0 }), codes.filter { $0 != 0 }, bytes)
    }

    private init(_ kept: RankedBits, _ codes: [UInt64], _ bytes: [UInt8]) {
        self.kept = kept
        self.codes = codes
        self.bytes = bytes
        var starts: [UInt32] = []
        starts.reserveCapacity(codes.count)
        var start = 0
        for word in codes {
            starts.append(UInt32(start))
            start += Self.bytes(of: word)
        }
        self.starts = starts
    }

    /// How far the plane lies above the one below at an index, modulo 256; 0 where nothing is kept.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let group = kept.rank(of: index / Self.groupPixels) else { return 0 }
        let shift = Self.shift(of: index / Self.blockPixels)
        let word = codes[group]
        let code = word &>> shift & 15
        guard code != 0 else { return 0 }
        let before = word & (1 &<< shift &- 1)
        let start = Int(starts[group]) &+ Self.bytes(of: before)
        let width = Int(code &- 1)
        let bit = index % Self.blockPixels &* width
        let byte = start &+ 1 &+ bit &>> 3
        let pair = UInt16(bytes[byte]) | UInt16(bytes[byte &+ 1]) &<< 8
        let above = pair &>> UInt16(bit & 7) & (1 &<< UInt16(width) &- 1)
        return bytes[start] &+ UInt8(truncatingIfNeeded: above)
    }

    /// Whether anything is kept of a block.
    func keeps(_ block: Int) -> Bool {
        guard let group = kept.rank(of: block / Self.groupBlocks) else { return false }
        return codes[group] &>> Self.shift(of: block) & 15 != 0
    }

    /// The blocks of so many pixels; the last may be a part of one.
    static func blocks(of pixels: Int) -> Int { (pixels + blockPixels - 1) / blockPixels }

    private static func groups(of pixels: Int) -> Int {
        (pixels + groupPixels - 1) / groupPixels
    }

    /// Where the code of a block begins in its word.
    @inline(__always)
    private static func shift(of block: Int) -> UInt64 { UInt64(block & (groupBlocks - 1)) &<< 2 }

    /// The bytes that what is kept of a plane takes.
    private static func size(of codes: [UInt64]) -> Int {
        codes.reduce(padding) { $0 + bytes(of: $1) }
    }

    /// The bytes that all blocks of a word of codes take.
    @inline(__always)
    private static func bytes(of word: UInt64) -> Int {
        // One for the least difference, and two for each bit of a pixel.
        let pairs = (word & 0x0F0F_0F0F_0F0F_0F0F) &+ (word &>> 4 & 0x0F0F_0F0F_0F0F_0F0F)
        let sum = Int((pairs &* 0x0101_0101_0101_0101) &>> 56)
        let any = (word | word &>> 1 | word &>> 2 | word &>> 3) & 0x1111_1111_1111_1111
        return 2 &* sum &- any.nonzeroBitCount
    }
}

/// How far the pixels of a block lie above those below them.
private struct Block {
    private let differences: SIMD16<Int16>
    private let least: Int16
    /// The bits that each pixel needs beyond the least difference.
    let width: Int

    @inline(__always)
    init(_ levels: Span<UInt8>, _ below: Span<UInt8>, at block: Int) {
        let first = block * BlockResiduals.blockPixels
        differences = Self.lanes(of: levels, from: first) &- Self.lanes(of: below, from: first)
        least = differences.min()
        let range = UInt16(truncatingIfNeeded: differences.max() &- least)
        width = min(8, UInt16.bitWidth - range.leadingZeroBitCount)
    }

    /// The pixels of a block, and 0 behind the end of the plane.
    @inline(__always)
    private static func lanes(of levels: Span<UInt8>, from first: Int) -> SIMD16<Int16> {
        var lanes = SIMD16<UInt8>()
        if levels.count - first >= lanes.scalarCount {
            // Of a length that is known here, so that it is one load.
            let block = levels.extracting(first..<(first + lanes.scalarCount))
            for place in 0..<lanes.scalarCount { lanes[place] = block[place] }
        } else {
            for place in 0..<(levels.count - first) { lanes[place] = levels[first + place] }
        }
        return SIMD16<Int16>(truncatingIfNeeded: lanes)
    }

    @inline(__always)
    func write(to bytes: inout MutableSpan<UInt8>, at place: inout Int) {
        bytes[place] = UInt8(truncatingIfNeeded: least)
        place += 1
        let above = SIMD16<UInt8>(truncatingIfNeeded: differences &- least)
        write(above.lowHalf, to: &bytes, at: &place)
        write(above.highHalf, to: &bytes, at: &place)
    }

    @inline(__always)
    private func write(
        _ above: SIMD8<UInt8>,
        to bytes: inout MutableSpan<UInt8>,
        at place: inout Int
    ) {
        var word: UInt64 = 0
        for pixel in 0..<8 { word |= UInt64(above[pixel]) &<< UInt64(pixel &* width) }
        for _ in 0..<width {
            bytes[place] = UInt8(truncatingIfNeeded: word)
            word &>>= 8
            place += 1
        }
    }
}

// MARK: - State

extension BlockResiduals {
    func archive(to writer: inout StateWriter) {
        writer.write(bytes)
        kept.archive(to: &writer)
        writer.write(codes)
    }

    /// Reads what `archive` wrote of a plane of `pixels`.
    init(pixels: Int, from reader: inout StateReader) throws(DetectionError) {
        let bytes = try reader.levels()
        let groups = Self.groups(of: pixels)
        let kept = try RankedBits(count: groups, from: &reader)
        let codes = try reader.words()
        guard codes.count == kept.setCount, codes.allSatisfy({ $0 != 0 }) else {
            throw .damagedState
        }
        let blocks = Self.blocks(of: pixels)
        for block in 0..<groups * Self.groupBlocks {
            guard let group = kept.rank(of: block / Self.groupBlocks) else { continue }
            let code = codes[group] &>> Self.shift(of: block) & 15
            guard code <= (block < blocks ? Self.widestCode : 0) else { throw .damagedState }
        }
        guard bytes.count == Self.size(of: codes) else { throw .damagedState }
        self.init(kept, codes, bytes)
    }
}
