/// Bits of which each set one knows how many lie before it.
struct RankedBits: Sendable {
    /// 64 in a word, from the lowest on.
    private let words: [UInt64]
    /// How many set bits lie before those of each word.
    private let ranks: [UInt32]

    /// The bits in order.
    init(_ bits: [Bool]) {
        var words = [UInt64](repeating: 0, count: (bits.count + 63) / 64)
        for (place, bit) in bits.enumerated() where bit { words[place / 64] |= 1 << (place % 64) }
        self.init(words)
    }

    private init(_ words: [UInt64]) {
        self.words = words
        var ranks: [UInt32] = []
        var rank: UInt32 = 0
        for word in words {
            ranks.append(rank)
            rank += UInt32(word.nonzeroBitCount)
        }
        self.ranks = ranks
    }

    /// How many are set.
    var setCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// How many set bits lie before one, or nil where it is not set.
    @inline(__always)
    func rank(of place: Int) -> Int? {
        let word = words[place &>> 6]
        let bit = UInt64(1) &<< UInt64(place & 63)
        guard word & bit != 0 else { return nil }
        return Int(ranks[place &>> 6]) &+ (word & (bit &- 1)).nonzeroBitCount
    }
}

// MARK: - State

extension RankedBits {
    func archive(to writer: inout StateWriter) {
        writer.write(words)
    }

    /// Reads what `archive` wrote of `count` bits.
    init(count: Int, from reader: inout StateReader) throws(DetectionError) {
        let words = try reader.words()
        let rest = count % 64
        guard words.count == (count + 63) / 64,
            rest == 0 || words.last.map({ $0 >> UInt64(rest) == 0 }) ?? true
        else { throw .damagedState }
        self.init(words)
    }
}
