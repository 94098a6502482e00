/// The pixels of a candidate layer that have credit: few, where nothing stands or passes.
struct Candidates: Sendable {
    /// The first of so many pixels each that are held, in order; the last may be a part.
    private(set) var blocks: [Int32] = []
    /// What each pixel of the blocks shows, saved up, and since when, one block after the other.
    private(set) var levels: [Float] = []
    private(set) var credits: [Float] = []
    private(set) var starts: [Float] = []

    private static let blockPixels = 16

    /// Takes from whole planes the blocks in which any pixel has credit.
    init(level: [Float], credit: [Float], start: [Float]) {
        var found: [Range<Int>] = []
        for first in stride(from: 0, to: credit.count, by: Self.blockPixels) {
            let block = first..<min(credit.count, first + Self.blockPixels)
            if credit[block].contains(where: { $0 > 0 }) { found.append(block) }
        }
        blocks = found.map { Int32($0.lowerBound) }
        levels = Self.joined(found, of: level)
        credits = Self.joined(found, of: credit)
        starts = Self.joined(found, of: start)
    }

    private static func joined(_ blocks: [Range<Int>], of plane: [Float]) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
        for block in blocks { values.append(contentsOf: plane[block]) }
        return values
    }

    /// One of `levels`, `credits` and `starts` as a plane of `count` pixels, 0 elsewhere.
    func plane(of values: [Float], count: Int) -> [Float] {
        var plane = [Float](repeating: 0, count: count)
        var place = 0
        for first in blocks {
            for index in Int(first)..<min(count, Int(first) + Self.blockPixels) {
                plane[index] = values[place]
                place += 1
            }
        }
        return plane
    }
}

// MARK: - State

extension Candidates {
    /// Writes what is held.
    func archive(to writer: inout StateWriter) {
        writer.write(each: blocks) { $0.write(Int64($1)) }
        writer.write(levels)
        writer.write(credits)
        writer.write(starts)
    }

    /// Reads what `archive` wrote of a plane of `pixels`.
    init(pixels: Int, from reader: inout StateReader) throws(DetectionError) {
        var count = 0
        var end = 0
        blocks = try reader.each { reader throws(DetectionError) in
            let first = try reader.int64()
            guard first >= end, first < pixels, first % Int64(Self.blockPixels) == 0 else {
                throw .damagedState
            }
            end = Int(first) + Self.blockPixels
            count += min(pixels, end) - Int(first)
            return Int32(first)
        }
        levels = try reader.floats(count: count)
        credits = try reader.floats(count: count)
        starts = try reader.floats(count: count)
    }
}
