extension Zone {
    /// How much of the ground contact of what fills `box` lies in the zone, 0...1: `holds` asks for
    /// half of it.
    ///
    /// The box is in pixels of the coded frame, whose size and turn are given with it.
    public func groundShare(of box: Box, frame: PixelSize, turn: QuarterTurn) -> Double {
        let corners = [(box.x, box.y), (box.maxX, box.maxY)].map { corner in
            turn.upright(
                fromCoded: Point(
                    x: min(1, Double(corner.0) / Double(frame.width)),
                    y: min(1, Double(corner.1) / Double(frame.height))
                )
            )
        }
        let left = min(corners[0].x, corners[1].x)
        let right = max(corners[0].x, corners[1].x)
        let ground = max(corners[0].y, corners[1].y)
        let points = 16
        let inside = (0..<points).filter { index in
            let share = (Double(index) + 0.5) / Double(points)
            return outline.contains(Point(x: left + share * (right - left), y: ground))
        }
        return Double(inside.count) / Double(points)
    }
}
