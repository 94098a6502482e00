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
