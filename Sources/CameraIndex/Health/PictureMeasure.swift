/// What one picture tells of the camera that took it: its brightness, its detail and its layout.
///
/// Measured on the plane that the detector looks at, in well under a millisecond.
public struct PictureMeasure: Sendable {
    /// The level below which 90 of 100 pixels lie.
    let bright: UInt8
    /// The level below which 98 of 100 pixels lie.
    let brightest: UInt8
    /// The share of pixels that are as bright as they can be.
    let whiteShare: Double
    /// The share of pixels within a level of the commonest one.
    let evenShare: Double
    /// The share of pixels at an edge.
    let detail: Double
    /// For each tile whether it is brighter (1), darker (-1) or as bright (0) as its neighbour to
    /// the right, then the same for all neighbours below.
    let signs: [Int8]

    /// Pixels along a tile's side.
    static let tile = 8
    /// Levels by which neighbours differ at an edge: coding noise is less.
    private static let edge = 12
    /// Levels by which tiles differ.
    private static let step = 4
    /// The highest level that cameras of limited range give is 235.
    private static let white = 232

    /// Measures a plane.
    ///
    /// - Precondition: `plane` has a level for each pixel of `size`, row by row.
    public init(_ plane: [UInt8], size: PixelSize) {
        precondition(plane.count == size.width * size.height, "a level for each pixel")
        var histogram = [Int](repeating: 0, count: 256)
        var edges = 0
        // Every second row tells as much.
        for row in stride(from: 0, to: size.height - 1, by: 2) {
            edges += Self.measure(plane.span, row, size.width, &histogram)
        }
        let count = max(1, histogram.reduce(0, +))
        detail = Double(edges) / Double(count)
        bright = Self.level(below: 0.9, histogram, count)
        brightest = Self.level(below: 0.98, histogram, count)
        whiteShare = Double(histogram[Self.white...].reduce(0, +)) / Double(count)
        let common = histogram.indices.max { histogram[$0] < histogram[$1] } ?? 0
        let near = histogram[max(0, common - 1)...min(255, common + 1)].reduce(0, +)
        evenShare = Double(near) / Double(count)
        signs = Self.signs(plane.span, size)
    }

    /// Counts the levels of a row and gives its pixels at edges.
    private static func measure(
        _ plane: Span<UInt8>,
        _ row: Int,
        _ width: Int,
        _ histogram: inout [Int]
    ) -> Int {
        var edges = 0
        let start = row * width
        for index in start..<(start + width - 1) {
            let level = Int(plane[index])
            histogram[level] += 1
            let across = abs(level - Int(plane[index + 1]))
            let down = abs(level - Int(plane[index + width]))
            if max(across, down) > edge { edges += 1 }
        }
        return edges
    }

    private static func level(below share: Double, _ histogram: [Int], _ count: Int) -> UInt8 {
        let wanted = Int(Double(count) * share)
        var sum = 0
        for (level, pixels) in histogram.enumerated() {
            sum += pixels
            if sum > wanted { return UInt8(level) }
        }
        return 255
    }

    private static func signs(_ plane: Span<UInt8>, _ size: PixelSize) -> [Int8] {
        let (columns, rows) = (size.width / tile, size.height / tile)
        guard columns > 1, rows > 1 else { return [] }
        var sums = [Int](repeating: 0, count: columns * rows)
        for row in 0..<(rows * tile) {
            let place = row / tile * columns
            for column in 0..<columns {
                let start = row * size.width + column * tile
                var sum = 0
                for index in start..<(start + tile) { sum += Int(plane[index]) }
                sums[place + column] += sum
            }
        }
        let least = step * tile * tile
        var across: [Int8] = []
        var down: [Int8] = []
        across.reserveCapacity(2 * sums.count)
        for place in sums.indices {
            let isLast = place % columns == columns - 1
            across.append(isLast ? 0 : sign(sums[place] - sums[place + 1], least))
            let isLowest = place + columns >= sums.count
            down.append(isLowest ? 0 : sign(sums[place] - sums[place + columns], least))
        }
        return across + down
    }

    private static func sign(_ difference: Int, _ least: Int) -> Int8 {
        difference >= least ? 1 : difference <= -least ? -1 : 0
    }
}
