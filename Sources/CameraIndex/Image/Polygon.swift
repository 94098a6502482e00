/// The outline of a zone on the upright picture: its corners in order,
/// the last joined to the first.
///
/// Valid from its making on: at least 3 corners, all inside the picture, no edge touching another
/// but its neighbours at their common corner, and some area inside.
public struct Polygon: Hashable, Sendable {
    /// The corners, in order.
    public let points: [Point]

    /// The whole picture.
    public static let wholeFrame = Polygon(valid: [
        Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 1, y: 1), Point(x: 0, y: 1),
    ])

    /// Makes an outline of its corners; a last corner that repeats the first is left out.
    ///
    /// - Throws: `PolygonError` with the first thing that is wrong.
    public init(points: [Point]) throws(PolygonError) {
        let isClosed = points.count > 1 && points.first == points.last
        let corners = isClosed ? Array(points.dropLast()) : points
        guard corners.count >= 3 else { throw .tooFewPoints(corners.count) }
        for (index, point) in corners.enumerated() {
            guard 0...1 ~= point.x, 0...1 ~= point.y else { throw .outside(index: index, point) }
        }
        if let index = corners.indices.first(where: { corners[$0] == Self.next(corners, $0) }) {
            throw .repeatedPoint(index: index, nextIndex: (index + 1) % corners.count)
        }
        guard !Self.isLine(corners) else { throw .noArea }
        if let (first, second) = Self.crossing(corners) {
            throw .crossing(edge: first, otherEdge: second, pointCount: corners.count)
        }
        self.points = corners
    }

    private init(valid points: [Point]) {
        self.points = points
    }

    /// Share of the picture inside, 0...1.
    public var area: Double { abs(Self.doubledArea(points)) / 2 }

    /// The upper left and the lower right corner of the smallest upright rectangle around it.
    public var bounds: (upperLeft: Point, lowerRight: Point) {
        let (columns, rows) = (points.map(\.x), points.map(\.y))
        return (
            Point(x: columns.min() ?? 0, y: rows.min() ?? 0),
            Point(x: columns.max() ?? 0, y: rows.max() ?? 0)
        )
    }

    /// Whether `point` lies inside or on an edge.
    ///
    /// Edges count as inside so that the whole frame holds what stands on the picture's lower edge.
    public func contains(_ point: Point) -> Bool {
        var isInside = false
        for index in points.indices {
            let edge = Edge(points[index], Self.next(points, index))
            if edge.contains(point) { return true }
            // A ray to the right crosses the edge where one end lies above it and one not.
            guard (edge.start.y > point.y) != (edge.end.y > point.y) else { continue }
            let share = (point.y - edge.start.y) / (edge.end.y - edge.start.y)
            if point.x < edge.start.x + share * (edge.end.x - edge.start.x) { isInside.toggle() }
        }
        return isInside
    }

    private static func next(_ points: [Point], _ index: Int) -> Point {
        points[(index + 1) % points.count]
    }

    /// Twice the signed area (the shoelace formula).
    private static func doubledArea(_ points: [Point]) -> Double {
        points.indices.reduce(0) { sum, index in
            let (here, next) = (points[index], next(points, index))
            return sum + here.x * next.y - next.x * here.y
        }
    }

    /// Whether all corners lie on one line, but for what binary fractions do to decimal ones.
    private static func isLine(_ points: [Point]) -> Bool {
        let first = points[0]
        func distance(_ point: Point) -> Double {
            max(abs(point.x - first.x), abs(point.y - first.y))
        }
        guard let far = points.max(by: { distance($0) < distance($1) }) else { return true }
        return points.allSatisfy { point in
            let turn =
                (far.x - first.x) * (point.y - first.y)
                - (far.y - first.y) * (point.x - first.x)
            return abs(turn) < 1e-12
        }
    }

    /// The first two edges that share more than a common corner of neighbours.
    private static func crossing(_ points: [Point]) -> (Int, Int)? {
        let edges = points.indices.map { Edge(points[$0], next(points, $0)) }
        for first in edges.indices {
            for second in edges.indices.dropFirst(first + 1) {
                let isNext = second == first + 1
                let isPrevious = first == 0 && second == edges.count - 1
                let touches =
                    if isNext {
                        edges[first].contains(edges[second].end)
                            || edges[second].contains(edges[first].start)
                    } else if isPrevious {
                        edges[first].contains(edges[second].start)
                            || edges[second].contains(edges[first].end)
                    } else {
                        edges[first].meets(edges[second])
                    }
                if touches { return (first, second) }
            }
        }
        return nil
    }
}
