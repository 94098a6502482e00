/// A part of a camera's picture that a person drew, with its name.
public struct Zone: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// Its outline on the upright picture.
    public var outline: Polygon

    /// Where no zone was drawn, the whole frame counts.
    public static let wholeFrame = Zone(name: "frame", outline: .wholeFrame)

    /// Makes a zone.
    public init(name: String, outline: Polygon) {
        self.name = name
        self.outline = outline
    }

    /// Whether something that fills `box` stands in the zone: at least half of its ground contact,
    /// which is the lower edge of its box as a person sees it, lies inside.
    ///
    /// The box is in pixels of the coded frame, whose size and turn are given with it.
    public func holds(_ box: Box, frame: PixelSize, turn: QuarterTurn) -> Bool {
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
        let left = min(corners[0].x, corners[1].x)
        let right = max(corners[0].x, corners[1].x)
        let ground = max(corners[0].y, corners[1].y)
        let inside = (0..<Self.groundPoints).filter { index in
            let share = (Double(index) + 0.5) / Double(Self.groundPoints)
            return outline.contains(Point(x: left + share * (right - left), y: ground))
        }
        return 2 * inside.count >= Self.groundPoints
    }

    /// Points at which the lower edge is tested.
    private static let groundPoints = 16
}
