/// Averages a luma plane down to the analysis plane: each target pixel is the mean of a square.
///
/// The hottest loop of all, one pass over the frame: rows are summed up in 16 (or 32) bits, which
/// vectorises, then groups of neighbours are summed and divided.
public struct BoxAverage: Sendable {
    let geometry: AnalysisGeometry
    private var rowSums: [UInt16]
    private var wideRowSums: [UInt32]

    /// Makes the average for frames of `geometry`.
    public init(_ geometry: AnalysisGeometry) {
        self.geometry = geometry
        rowSums = [UInt16](repeating: 0, count: geometry.frame.width)
        wideRowSums = []
    }

    /// The plane of an 8-bit luma plane whose rows start every `rowStride` bytes.
    public mutating func plane(of luma: Span<UInt8>, rowStride: Int) -> [UInt8] {
        let size = geometry.plane
        let factor = geometry.factor
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        guard factor > 1 else {
            copyRows(luma, rowStride, &plane)
            return plane
        }
        for y in 0..<size.height {
            sumRows(luma, from: y * factor * rowStride, rowStride)
            average(into: &plane, row: y)
        }
        return plane
    }

    /// The plane of a luma plane of more than 8 bits, whose rows start every `rowStride` values.
    public mutating func plane(
        of luma: Span<UInt16>,
        rowStride: Int,
        bitsPerSample: Int
    ) -> [UInt8] {
        let size = geometry.plane
        let factor = geometry.factor
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        wideRowSums = [UInt32](repeating: 0, count: geometry.frame.width)
        let divisor = UInt32(factor * factor) << UInt32(bitsPerSample - 8)
        for y in 0..<size.height {
            for x in 0..<geometry.frame.width { wideRowSums[x] = 0 }
            for row in 0..<factor {
                let start = (y * factor + row) * rowStride
                for x in 0..<geometry.frame.width {
                    wideRowSums[x] &+= UInt32(luma[start + x])
                }
            }
            for x in 0..<size.width {
                var sum: UInt32 = 0
                for column in 0..<factor { sum &+= wideRowSums[x * factor + column] }
                plane[y * size.width + x] = UInt8(min(255, (sum + divisor / 2) / divisor))
            }
        }
        return plane
    }

    private func copyRows(_ luma: Span<UInt8>, _ rowStride: Int, _ plane: inout [UInt8]) {
        let size = geometry.plane
        var target = plane.mutableSpan
        for y in 0..<size.height {
            for x in 0..<size.width { target[y * size.width + x] = luma[y * rowStride + x] }
        }
    }

    private mutating func sumRows(_ luma: Span<UInt8>, from start: Int, _ rowStride: Int) {
        let (width, factor) = (geometry.frame.width, geometry.factor)
        var sums = rowSums.mutableSpan
        if factor == 4 {
            let last = start + 3 * rowStride
            Self.set(
                &sums,
                luma.extracting(start..<(start + width)),
                luma.extracting((start + rowStride)..<(start + rowStride + width)),
                luma.extracting((last - rowStride)..<(last - rowStride + width)),
                luma.extracting(last..<(last + width))
            )
            return
        }
        for row in 0..<factor {
            let offset = start + row * rowStride
            let levels = luma.extracting(offset..<(offset + width))
            if row == 0 { Self.set(&sums, to: levels) } else { Self.add(levels, to: &sums) }
        }
    }

    // Both spans are counted from 0 to one common end: only so the checks leave the loop, and the
    // loop becomes vector code.

    private static func set(_ sums: inout MutableSpan<UInt16>, to levels: Span<UInt8>) {
        for x in 0..<min(sums.count, levels.count) {
            sums[x] = UInt16(truncatingIfNeeded: levels[x])
        }
    }

    /// Four rows at once, as pictures of high resolution need them: the sums stay in registers.
    private static func set(
        _ sums: inout MutableSpan<UInt16>,
        _ first: Span<UInt8>,
        _ second: Span<UInt8>,
        _ third: Span<UInt8>,
        _ fourth: Span<UInt8>
    ) {
        let count = min(first.count, second.count, third.count, fourth.count)
        for x in 0..<min(sums.count, count) {
            let upper =
                UInt16(truncatingIfNeeded: first[x]) &+ UInt16(truncatingIfNeeded: second[x])
            let lower =
                UInt16(truncatingIfNeeded: third[x]) &+ UInt16(truncatingIfNeeded: fourth[x])
            sums[x] = upper &+ lower
        }
    }

    private static func add(_ levels: Span<UInt8>, to sums: inout MutableSpan<UInt16>) {
        for x in 0..<min(sums.count, levels.count) {
            sums[x] &+= UInt16(truncatingIfNeeded: levels[x])
        }
    }

    /// Averages groups of neighbours of the row sums.
    private func average(into plane: inout [UInt8], row: Int) {
        let width = geometry.plane.width
        let pixels = row * width..<(row + 1) * width
        // A factor that is known when this is compiled unrolls the loop over a group.
        switch geometry.factor {
        case 2: Self.fold(rowSums.span, by: 2, into: &plane, at: pixels)
        case 3: Self.fold(rowSums.span, by: 3, into: &plane, at: pixels)
        case 4: Self.foldFours(rowSums, into: &plane, at: pixels)
        case let factor: Self.fold(rowSums.span, by: factor, into: &plane, at: pixels)
        }
    }

    @inline(__always)
    private static func fold(
        _ sums: Span<UInt16>,
        by factor: Int,
        into plane: inout [UInt8],
        at pixels: Range<Int>
    ) {
        var target = plane.mutableSpan
        // Division by a constant through multiplication: exact for sums below 2^16 · factor².
        let area = UInt32(factor * factor)
        let reciprocal = (UInt32(1) << 20) / area + 1
        for x in 0..<pixels.count {
            var sum = area / 2
            for column in 0..<factor { sum &+= UInt32(sums[x &* factor &+ column]) }
            target[pixels.lowerBound + x] = UInt8(truncatingIfNeeded: (sum &* reciprocal) >> 20)
        }
    }

    /// `fold` by 4 in 16 bits, in which 16 levels and a half always fit.
    ///
    /// Of arrays it is vector code: their counts are known to be no less than 0.
    private static func foldFours(
        _ sums: [UInt16],
        into plane: inout [UInt8],
        at pixels: Range<Int>
    ) {
        let columns = sums.span
        var target = plane.mutableSpan
        let start = pixels.lowerBound
        for x in 0..<min(pixels.count, columns.count / 4, target.count &- start) {
            let upper = columns[4 &* x] &+ columns[4 &* x &+ 1]
            let lower = columns[4 &* x &+ 2] &+ columns[4 &* x &+ 3]
            target[start &+ x] = UInt8(truncatingIfNeeded: (upper &+ lower &+ 8) &>> 4)
        }
    }
}
