/// Where a thing stands on the picture as a person sees it, in shares of its width and height.
struct UprightBox {
    /// The left edge.
    let left: Double
    /// The right edge.
    let right: Double
    /// The upper edge.
    let top: Double
    /// The lower edge, with which it stands on the ground.
    let ground: Double
    /// Width of the upright picture in its heights.
    let aspect: Double

    /// Turns a box in pixels of the coded frame upright.
    init(_ box: Box, frame: PixelSize, turn: QuarterTurn) {
        let corners = [
            Point(x: Double(box.x), y: Double(box.y)),
            Point(x: Double(box.maxX), y: Double(box.maxY)),
        ].map { corner in
            turn.upright(
                fromCoded: Point(
                    x: min(1, corner.x / Double(frame.width)),
                    y: min(1, corner.y / Double(frame.height))
                )
            )
        }
        left = min(corners[0].x, corners[1].x)
        right = max(corners[0].x, corners[1].x)
        top = min(corners[0].y, corners[1].y)
        ground = max(corners[0].y, corners[1].y)
        let isOnItsSide = turn == .clockwise || turn == .counterclockwise
        let coded = Double(frame.width) / Double(max(1, frame.height))
        aspect = isOnItsSide ? 1 / coded : coded
    }

    /// The middle of the lower edge.
    var contact: Point { Point(x: (left + right) / 2, y: ground) }
}
