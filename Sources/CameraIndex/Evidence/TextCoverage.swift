/// A text as ink: how much of each pixel it covers.
public struct TextCoverage: Hashable, Sendable {
    /// Width and height; both 0 for an empty text.
    public let size: PixelSize
    /// Covered share of each pixel, 0...255, row-major, without padding.
    public let ink: [UInt8]
    /// Row of the first line's baseline, so that texts of different fonts can share one.
    public let baseline: Int
    /// Characters that no installed font can draw; they show as boxes.
    public let missingGlyphs: Int

    /// A text without letters.
    static let empty = TextCoverage(
        size: PixelSize(width: 0, height: 0),
        ink: [],
        baseline: 0,
        missingGlyphs: 0
    )
}
