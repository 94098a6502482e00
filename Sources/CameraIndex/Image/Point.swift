/// A place in a picture as shares of its width and height, each 0...1 from the upper left corner.
public struct Point: Hashable, Sendable, Codable {
    /// Share of the width.
    public var x: Double
    /// Share of the height.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
