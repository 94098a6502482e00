/// A picture moved by less than some pixels, each new pixel a mean of the four it lies between.
struct PlaneShift: Sendable {
    /// Pixels of the brightness plane to the right.
    let x: Double
    /// Pixels of the brightness plane down.
    let y: Double

    /// The plane moved, its edges repeated; `halving` is 2 for planes of half the size.
    func shifted(_ pixels: [UInt8], width: Int, halving: Double) -> [UInt8] {
        guard width > 0, !pixels.isEmpty else { return pixels }
        let height = pixels.count / width
        let (left, top) = ((-x / halving).rounded(.down), (-y / halving).rounded(.down))
        let (column, row) = (Int(left), Int(top))
        let right = Int32(((-x / halving - left) * 64).rounded())
        let below = Int32(((-y / halving - top) * 64).rounded())
        let columns = (0..<width).map { min(max($0 + column, 0), width - 1) }
        let nexts = (0..<width).map { min(max($0 + column + 1, 0), width - 1) }
        var result = pixels
        let source = pixels.span
        var target = result.mutableSpan
        for y in 0..<height {
            let first = min(max(y + row, 0), height - 1) * width
            let second = min(max(y + row + 1, 0), height - 1) * width
            for x in 0..<width {
                let (a, b) = (columns[x], nexts[x])
                let upper =
                    Int32(source[first + a]) * (64 - right) + Int32(source[first + b]) * right
                let lower =
                    Int32(source[second + a]) * (64 - right) + Int32(source[second + b]) * right
                target[y * width + x] = UInt8(
                    truncatingIfNeeded: (upper * (64 - below) + lower * below + 2_048) >> 12
                )
            }
        }
        return result
    }
}
