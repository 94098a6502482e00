/// Why points or a text make no outline of a zone.
///
/// Points are counted from 0 here and from 1 in the sentences;
/// edge n leads from point n to the next.
public enum PolygonError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text of a point is not two numbers.
    case unreadablePoint(index: Int, text: String)
    /// Fewer corners than a triangle has.
    case tooFewPoints(Int)
    /// A corner lies outside the picture.
    case outside(index: Int, Point)
    /// A corner follows itself.
    case repeatedPoint(index: Int, nextIndex: Int)
    /// Two edges cross, touch or lie on each other.
    case crossing(edge: Int, otherEdge: Int, pointCount: Int)
    /// All corners lie on one line.
    case noArea

    /// The point that is to blame, counted from 0; nil where it is not one alone.
    public var pointIndex: Int? {
        switch self {
        case .unreadablePoint(let index, _), .outside(let index, _): index
        case .repeatedPoint(_, let nextIndex): nextIndex
        case .tooFewPoints, .crossing, .noArea: nil
        }
    }

    /// One sentence: what is wrong and what to do.
    public var description: String {
        switch self {
        case .unreadablePoint(let index, let text):
            return "point \(index + 1) is \"\(text)\"; write each point as x,y, "
                + "such as \"0.1,0.5 0.9,0.5 0.9,0.9\"."
        case .tooFewPoints(let count):
            return "a zone needs at least 3 points and this one has \(count)."
        case .outside(let index, let point):
            return
                "point \(index + 1) (\(point.x),\(point.y)) lies outside the picture; x and y are "
                + "shares of its width and height, from 0 to 1."
        case .repeatedPoint(let index, let nextIndex):
            return "points \(index + 1) and \(nextIndex + 1) are the same; leave one out."
        case .crossing(let edge, let otherEdge, let count):
            return "the edge from point \(Self.ends(edge, count)) meets the edge from point "
                + "\(Self.ends(otherEdge, count)); list the points in order around the zone."
        case .noArea:
            return "all points lie on one line, so the zone has no area; move one off it."
        }
    }

    private static func ends(_ edge: Int, _ count: Int) -> String {
        "\(edge + 1) to \((edge + 1) % count + 1)"
    }
}
