import CameraIndex

/// Pictures that carry their number as bright and dark blocks, and noise that encoders must spend
/// bits on.
///
/// The upper half holds 12 bits of the number, the lower half their opposites: what is spoilt reads
/// as no number.
struct NumberedScene {
    static let bright: UInt8 = 200
    static let dark: UInt8 = 50

    var size = PixelSize(width: 96, height: 64)

    /// The picture of a number.
    func frame(_ number: Int) -> PaintedFrame {
        var noise = UInt32(truncatingIfNeeded: number &* 7_919 &+ 1)
        var luma = [UInt8](repeating: 0, count: size.areaPixels)
        for y in 0..<size.height {
            for x in 0..<size.width {
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let level = isBright(x, y, in: number) ? Self.bright : Self.dark
                luma[y * size.width + x] = level - 8 + UInt8(noise >> 28)
            }
        }
        let half = ((size.width + 1) / 2) * ((size.height + 1) / 2)
        return PaintedFrame(
            size: size,
            luma: luma,
            chromaBlue: [UInt8](repeating: 110, count: half),
            chromaRed: [UInt8](repeating: 140, count: half)
        )
    }

    /// The number that a picture carries, or nil where it is spoilt.
    func number(in frame: borrowing DecodedFrame) throws -> Int? {
        guard frame.size == size else { return nil }
        return try frame.withLuma { eight, deeper, stride, bits in
            var upper = 0
            var lower = 0
            for block in 0..<24 {
                let x = (2 * (block % 6) + 1) * size.width / 12
                let y = (2 * (block / 6) + 1) * size.height / 8
                var sum = 0
                for row in y - 2...y + 2 {
                    for column in x - 2...x + 2 {
                        let place = row * stride + column
                        sum += bits == 8 ? Int(eight[place]) : Int(deeper[place]) >> (bits - 8)
                    }
                }
                guard !(100...150).contains(sum / 25) else { return nil }
                let bit = sum / 25 > 125 ? 1 : 0
                if block < 12 { upper |= bit << block } else { lower |= (1 - bit) << (block - 12) }
            }
            return upper == lower ? upper : nil
        }
    }

    private func isBright(_ x: Int, _ y: Int, in number: Int) -> Bool {
        let block = x * 6 / size.width + 6 * (y * 4 / size.height)
        return block < 12 ? number >> block & 1 == 1 : number >> (block - 12) & 1 == 0
    }
}
