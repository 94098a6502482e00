/// How far a coded frame is turned clockwise before it is shown upright.
public enum QuarterTurn: Int, Hashable, Sendable, Codable {
    /// Shown as coded.
    case none = 0
    /// A quarter turn clockwise.
    case clockwise = 90
    /// Upside down.
    case half = 180
    /// A quarter turn counter-clockwise.
    case counterclockwise = 270

    /// Where a place of the upright picture lies in the coded frame.
    public func coded(fromUpright point: Point) -> Point {
        switch self {
        case .none: point
        case .clockwise: Point(x: point.y, y: 1 - point.x)
        case .half: Point(x: 1 - point.x, y: 1 - point.y)
        case .counterclockwise: Point(x: 1 - point.y, y: point.x)
        }
    }

    /// Where a place of the coded frame lies in the upright picture.
    public func upright(fromCoded point: Point) -> Point {
        switch self {
        case .none: point
        case .clockwise: Point(x: 1 - point.y, y: point.x)
        case .half: Point(x: 1 - point.x, y: 1 - point.y)
        case .counterclockwise: Point(x: point.y, y: 1 - point.x)
        }
    }

    /// The size of the upright picture of a coded frame of `size`.
    public func upright(_ size: PixelSize) -> PixelSize {
        switch self {
        case .none, .half: size
        case .clockwise, .counterclockwise: PixelSize(width: size.height, height: size.width)
        }
    }
}
