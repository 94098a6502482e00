/// The median of planes, pixel by pixel.
enum MedianPlane {
    /// Pixels that are looked at together: all their values stay in the nearest cache.
    private static let part = 256

    /// The level of each pixel that half of the planes do not exceed.
    ///
    /// Found bit by bit, which is vector code where sorting is none: whatever lies at or below the
    /// median has fewer than half of the values below it.
    ///
    /// - Parameters:
    ///   - planes: row-major, one byte a pixel; at least one, and less than 65,536.
    ///   - count: pixels of each.
    /// - Returns: the medians, of an even number of planes the higher of the two in the middle.
    static func levels(of planes: [[UInt8]], count: Int) -> [UInt8] {
        let middle = UInt16(planes.count / 2)
        var medians = [UInt8](repeating: 0, count: count)
        var tried = [UInt8](repeating: 0, count: part)
        var below = [UInt16](repeating: 0, count: part)
        for start in stride(from: 0, to: count, by: part) {
            let pixels = start..<min(start + part, count)
            for bit in (0..<8).reversed() {
                for index in pixels { tried[index - start] = medians[index] | 1 << UInt8(bit) }
                for index in below.indices { below[index] = 0 }
                for plane in planes {
                    addCounts(of: plane.span.extracting(pixels), below: tried.span, to: &below)
                }
                for index in pixels where below[index - start] <= middle {
                    medians[index] = tried[index - start]
                }
            }
        }
        return medians
    }

    private static func addCounts(
        of values: Span<UInt8>,
        below limits: Span<UInt8>,
        to counts: inout [UInt16]
    ) {
        var counts = counts.mutableSpan
        for index in 0..<min(values.count, limits.count, counts.count) {
            counts[index] &+= values[index] < limits[index] ? 1 : 0
        }
    }
}
