/// A picture painted in code: YUV 4:2:0 in limited range, planes row-major without padding.
public struct PaintedFrame: Sendable {
    /// Width and height of the brightness plane, in pixels.
    public let size: PixelSize
    /// Brightness, 16...235: `size.areaPixels` bytes.
    public var luma: [UInt8]
    /// Blue against brightness, 16...240: half the columns and rows, rounded up.
    public var chromaBlue: [UInt8]
    /// Red against brightness, 16...240: half the columns and rows, rounded up.
    public var chromaRed: [UInt8]

    /// Makes a frame of given planes.
    ///
    /// - Precondition: each plane has its size.
    public init(size: PixelSize, luma: [UInt8], chromaBlue: [UInt8], chromaRed: [UInt8]) {
        let chromaCount = ((size.width + 1) / 2) * ((size.height + 1) / 2)
        precondition(luma.count == size.areaPixels, "one byte of brightness for each pixel")
        precondition(
            chromaBlue.count == chromaCount && chromaRed.count == chromaCount,
            "one byte of each colour for four pixels"
        )
        self.size = size
        self.luma = luma
        self.chromaBlue = chromaBlue
        self.chromaRed = chromaRed
    }
}
