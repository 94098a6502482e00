/// A full-range RGB picture: three bytes a pixel (red, green, blue), row-major, without padding.
public struct ColourPicture: Sendable {
    /// Width and height in pixels.
    public let size: PixelSize
    /// The pixels, `3 * size.areaPixels` bytes.
    public var bytes: [UInt8]

    /// Makes a picture of one colour.
    public init(size: PixelSize, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0) {
        self.size = size
        var bytes = [UInt8](repeating: red, count: 3 * size.areaPixels)
        for pixel in 0..<size.areaPixels {
            bytes[3 * pixel + 1] = green
            bytes[3 * pixel + 2] = blue
        }
        self.bytes = bytes
    }

    /// Makes a picture of given bytes.
    ///
    /// - Precondition: there are `3 * size.areaPixels` of them.
    public init(size: PixelSize, bytes: [UInt8]) {
        precondition(bytes.count == 3 * size.areaPixels, "a colour picture needs 3 bytes a pixel")
        self.size = size
        self.bytes = bytes
    }
}

extension ColourPicture {
    /// The picture turned by quarters, clockwise.
    public func turned(_ turn: QuarterTurn) -> ColourPicture {
        guard turn != .none else { return self }
        let target = turn.upright(size)
        var turned = ColourPicture(size: target)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let (column, row) =
                    switch turn {
                    case .none: (x, y)
                    case .clockwise: (size.height - 1 - y, x)
                    case .half: (size.width - 1 - x, size.height - 1 - y)
                    case .counterclockwise: (y, size.width - 1 - x)
                    }
                let from = 3 * (y * size.width + x)
                let to = 3 * (row * target.width + column)
                for channel in 0..<3 { turned.bytes[to + channel] = bytes[from + channel] }
            }
        }
        return turned
    }
}
