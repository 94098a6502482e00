/// A colour of the screen, full range.
public struct Colour: Hashable, Sendable {
    /// Share of red, 0...255.
    public var red: UInt8
    /// Share of green, 0...255.
    public var green: UInt8
    /// Share of blue, 0...255.
    public var blue: UInt8

    /// Makes a colour.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// The colours of what is drawn beside pictures: light on dark, so that a margin is never taken
/// for a part of the picture.
extension Colour {
    static let margin = Colour(red: 17, green: 19, blue: 23)
    static let rule = Colour(red: 62, green: 67, blue: 76)
    static let text = Colour(red: 238, green: 240, blue: 243)
    static let label = Colour(red: 152, green: 160, blue: 172)
    static let accent = Colour(red: 255, green: 190, blue: 70)
    static let black = Colour(red: 0, green: 0, blue: 0)
    static let white = Colour(red: 255, green: 255, blue: 255)

    /// Colours that stay apart on a street picture and from each other, for zones in turn.
    static let zones = [
        Colour(red: 255, green: 176, blue: 32),
        Colour(red: 60, green: 210, blue: 255),
        Colour(red: 255, green: 92, blue: 205),
        Colour(red: 140, green: 240, blue: 80),
        Colour(red: 255, green: 96, blue: 72),
        Colour(red: 150, green: 140, blue: 255),
    ]
}
