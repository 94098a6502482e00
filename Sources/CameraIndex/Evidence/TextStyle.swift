/// How a text is drawn.
public struct TextStyle: Hashable, Sendable {
    /// What happens to a text that is wider than there is room.
    public enum Overflow: Hashable, Sendable {
        /// Stays on one line; an ellipsis takes the place of its middle.
        case ellipsis
        /// Goes on in further lines, at most `maxLines`; an ellipsis ends the last one.
        case wrap(maxLines: Int)
    }

    /// Height of the font's em square: capital letters are about 0.73 of it.
    public var heightPixels: Int
    /// Whether the strokes are heavy.
    public var isBold: Bool
    /// The width that is never exceeded, or nil where there is room for any.
    public var maxWidthPixels: Int?
    /// What happens to a text that is wider.
    public var overflow: Overflow

    /// Makes a style.
    public init(
        heightPixels: Int,
        isBold: Bool = false,
        maxWidthPixels: Int? = nil,
        overflow: Overflow = .ellipsis
    ) {
        self.heightPixels = heightPixels
        self.isBold = isBold
        self.maxWidthPixels = maxWidthPixels
        self.overflow = overflow
    }
}
