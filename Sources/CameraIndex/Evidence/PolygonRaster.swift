/// Finds how much of each pixel a polygon covers.
///
/// Four sample lines in a row and exact lengths along them: 1/4 pixel steep edges and 1/255 pixel
/// flat ones, enough for smooth edges and smooth motion. Inside is what an odd number of edges
/// encloses.
public struct PolygonRaster: Sendable {
    private static let linesInRow = 4

    /// Where polygons are cut off.
    public let clip: Box
    private var sums: [Float]
    private var ink: [UInt8]
    private var crossings: [Double] = []

    /// Makes a raster for polygons on `clip`.
    public init(clip: Box) {
        self.clip = clip
        sums = [Float](repeating: 0, count: max(0, clip.width) + 1)
        ink = [UInt8](repeating: 0, count: max(0, clip.width))
    }

    /// Hands over the covered stretch of each row: the row, its first column, and 0...255 a pixel.
    public mutating func cover(
        _ outline: [PixelPoint],
        row body: (_ y: Int, _ x: Int, _ ink: Span<UInt8>) -> Void
    ) {
        guard outline.count >= 3, clip.width > 0, let bounds = bounds(of: outline) else { return }
        for y in bounds.y..<bounds.maxY {
            for line in 0..<Self.linesInRow {
                cross(outline, at: Double(y) + (Double(line) + 0.5) / Double(Self.linesInRow))
                var index = 0
                while index + 1 < crossings.count {
                    add(from: crossings[index], to: crossings[index + 1])
                    index += 2
                }
            }
            gather(bounds)
            body(y, bounds.x, ink.span.extracting(0..<bounds.width))
        }
    }

    /// The pixels that the polygon may touch, or nil where it lies outside.
    private func bounds(of outline: [PixelPoint]) -> Box? {
        var low = outline[0]
        var high = outline[0]
        for point in outline {
            low = PixelPoint(x: min(low.x, point.x), y: min(low.y, point.y))
            high = PixelPoint(x: max(high.x, point.x), y: max(high.y, point.y))
        }
        let left = Int(max(low.x, Double(clip.x)).rounded(.down))
        let top = Int(max(low.y, Double(clip.y)).rounded(.down))
        let right = Int(min(high.x, Double(clip.maxX)).rounded(.up))
        let bottom = Int(min(high.y, Double(clip.maxY)).rounded(.up))
        guard left < right, top < bottom else { return nil }
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Where the edges meet the sample line `y`, from left to right.
    private mutating func cross(_ outline: [PixelPoint], at y: Double) {
        crossings.removeAll(keepingCapacity: true)
        var from = outline[outline.count - 1]
        for to in outline {
            if (from.y <= y) != (to.y <= y) {
                crossings.append(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x))
            }
            from = to
        }
        crossings.sort()
    }

    /// Adds a covered stretch of a sample line, as differences that `gather` sums up.
    private mutating func add(from start: Double, to end: Double) {
        let left = min(max(start - Double(clip.x), 0), Double(clip.width))
        let right = min(max(end - Double(clip.x), 0), Double(clip.width))
        guard left < right else { return }
        let first = Int(left)
        let last = min(Int(right), clip.width - 1)
        if first == last {
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
    private mutating func gather(_ bounds: Box) {
        let offset = bounds.x - clip.x
        var sum: Float = 0
        for x in 0..<bounds.width {
            sum += sums[offset + x]
            sums[offset + x] = 0
            let share = min(max(sum / Float(Self.linesInRow), 0), 1)
            ink[x] = UInt8(share * 255 + 0.5)
        }
        sums[min(offset + bounds.width, clip.width)] = 0
    }
}
