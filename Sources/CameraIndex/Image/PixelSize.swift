/// Width and height of a picture, in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
    /// Pixels in a row.
    public var width: Int
    /// Rows.
    public var height: Int

    /// Makes a size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Pixels in all.
    public var areaPixels: Int { width * height }
}
