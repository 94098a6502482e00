/// A straight line from one corner of an outline to the next, both ends included.
struct Edge {
    /// Where it starts.
    let start: Point
    /// Where it ends.
    let end: Point

    /// Makes the line between two corners.
    init(_ start: Point, _ end: Point) {
        self.start = start
        self.end = end
    }

    /// Whether `point` lies on the line.
    func contains(_ point: Point) -> Bool {
        side(of: point) == 0
            && min(start.x, end.x) <= point.x && point.x <= max(start.x, end.x)
            && min(start.y, end.y) <= point.y && point.y <= max(start.y, end.y)
    }

    /// Whether the lines have a point in common.
    func meets(_ other: Edge) -> Bool {
        if contains(other.start) || contains(other.end) { return true }
        if other.contains(start) || other.contains(end) { return true }
        return side(of: other.start) != side(of: other.end)
            && other.side(of: start) != other.side(of: end)
    }

    /// On which side of the endless line through both ends `point` lies: -1, 0 (on it) or 1.
    private func side(of point: Point) -> Int {
        let turn =
            (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x)
        return turn > 0 ? 1 : turn < 0 ? -1 : 0
    }
}
