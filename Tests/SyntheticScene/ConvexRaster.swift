import CameraIndex

/// Finds how much of each pixel a convex polygon covers; several times as fast as one for any shape.
///
/// Four sample lines in a row and exact lengths along them, as those of captions.
struct ConvexRaster: Sendable {
    private static let linesInRow = 4

    /// An edge from its upper to its lower end.
    private struct Edge {
        var top: Double
        var bottom: Double
        var x: Double
        var slope: Double
    }

    private let clip: Box
    private var sums: [Float]
    private var ink: [UInt8]
    private var edges: [Edge] = []

    /// Makes a raster for polygons on `clip`, which begins at the origin.
    init(clip: Box) {
        self.clip = clip
        sums = [Float](repeating: 0, count: max(0, clip.width) + 2)
        ink = [UInt8](repeating: 0, count: max(0, clip.width))
    }

    /// Hands over the covered stretch of each row: the row, its first column, and 0...255 a pixel.
    mutating func cover(
        _ outline: [PixelPoint],
        row body: (_ y: Int, _ x: Int, _ ink: Span<UInt8>) -> Void
    ) {
        guard outline.count >= 3, clip.width > 0, let rows = prepare(outline) else { return }
        for y in rows {
            guard let columns = sample(y) else { continue }
            Self.gather(columns, from: &sums, into: &ink)
            body(y, columns.lowerBound, ink.span.extracting(0..<columns.count))
        }
    }

    /// Takes up the edges; the rows that they may touch, or nil where that is none.
    private mutating func prepare(_ outline: [PixelPoint]) -> Range<Int>? {
        edges.removeAll(keepingCapacity: true)
        var (top, bottom) = (Double.infinity, -Double.infinity)
        var from = outline[outline.count - 1]
        for to in outline {
            let (upper, lower) = from.y < to.y ? (from, to) : (to, from)
            top = min(top, upper.y)
            bottom = max(bottom, lower.y)
            if upper.y < lower.y, lower.y > 0, upper.y < Double(clip.maxY) {
                let slope = (lower.x - upper.x) / (lower.y - upper.y)
                edges.append(Edge(top: upper.y, bottom: lower.y, x: upper.x, slope: slope))
            }
            from = to
        }
        let first = Int(max(0, top).rounded(.down))
        let last = Int(min(Double(clip.maxY), bottom).rounded(.up))
        return first < last ? first..<last : nil
    }

    /// Adds up what the sample lines of a row cover; the columns that they touch.
    private mutating func sample(_ y: Int) -> Range<Int>? {
        var (first, last) = (clip.width, -1)
        let width = Double(clip.width)
        for line in 0..<Self.linesInRow {
            let at = Double(y) + (Double(line) + 0.5) / Double(Self.linesInRow)
            var (low, high) = (Double.infinity, -Double.infinity)
            for edge in edges where edge.top <= at && at < edge.bottom {
                let x = edge.x + (at - edge.top) * edge.slope
                low = min(low, x)
                high = max(high, x)
            }
            low = max(low, 0)
            high = min(high, width)
            guard low < high else { continue }
            add(low, high)
            first = min(first, Int(low))
            last = max(last, min(Int(high), clip.width - 1))
        }
        return first <= last ? first..<last + 1 : nil
    }

    /// Adds a covered stretch of a sample line, as differences that `gather` sums up.
    private mutating func add(_ left: Double, _ right: Double) {
        let first = Int(left)
        let last = min(Int(right), clip.width - 1)
        guard first != last else {
            sums[first] += Float(right - left)
            sums[first + 1] -= Float(right - left)
            return
        }
        let head = Float(Double(first + 1) - left)
        let tail = Float(right - Double(last))
        sums[first] += head
        sums[first + 1] += 1 - head
        sums[last] += tail - 1
        sums[last + 1] -= tail
    }

    /// Turns the differences of a row into ink and clears them.
    private static func gather(
        _ columns: Range<Int>,
        from sums: inout [Float],
        into ink: inout [UInt8]
    ) {
        var differences = sums.mutableSpan
        var covered = ink.mutableSpan
        var sum: Float = 0
        let scale = 255 / Float(linesInRow)
        for x in 0..<columns.count {
            sum += differences[columns.lowerBound + x]
            differences[columns.lowerBound + x] = 0
            covered[x] = UInt8(truncatingIfNeeded: Int32(min(max(sum * scale, 0), 255) + 0.5))
        }
        differences[columns.upperBound] = 0
    }
}
