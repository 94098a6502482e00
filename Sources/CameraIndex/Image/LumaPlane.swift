/// Brightness of a picture: `width` × `height` bytes, row-major, without padding.
///
/// Not copyable, so that no copy hides in an assignment: write `copy()` where one is meant.
public struct LumaPlane: ~Copyable, Sendable {
    /// Width and height in pixels.
    public let size: PixelSize
    /// The pixels, `size.areaPixels` of them.
    public var pixels: [UInt8]

    /// Makes a plane of one grey level.
    public init(size: PixelSize, level: UInt8 = 0) {
        self.size = size
        self.pixels = [UInt8](repeating: level, count: size.areaPixels)
    }

    /// Makes a plane of given pixels.
    ///
    /// - Precondition: there are `size.areaPixels` of them.
    public init(size: PixelSize, pixels: [UInt8]) {
        precondition(pixels.count == size.areaPixels, "a plane needs one byte for each pixel")
        self.size = size
        self.pixels = pixels
    }

    /// A second plane with the same pixels.
    public func copy() -> LumaPlane {
        LumaPlane(size: size, pixels: pixels)
    }

    /// The grey level in column `x` of row `y`.
    public subscript(x: Int, y: Int) -> UInt8 {
        get { pixels[y * size.width + x] }
        set { pixels[y * size.width + x] = newValue }
    }
}
