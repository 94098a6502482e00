/// A part of a camera's picture that a person drew, with its name.
public struct Zone: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// Its outline on the upright picture.
    public var outline: Polygon
    /// How large a car looks in it; nil where nobody said.
    public var sizeReference: SizeReference?

    /// Where no zone was drawn, the whole frame counts.
    public static let wholeFrame = Zone(name: "frame", outline: .wholeFrame)

    /// Makes a zone.
    public init(name: String, outline: Polygon, sizeReference: SizeReference? = nil) {
        self.name = name
        self.outline = outline
        self.sizeReference = sizeReference
    }

    /// Whether something that fills `box` stands in the zone: at least half of its ground contact,
    /// which is the lower edge of its box as a person sees it, lies inside.
    ///
    /// The box is in pixels of the coded frame, whose size and turn are given with it.
    public func holds(_ box: Box, frame: PixelSize, turn: QuarterTurn) -> Bool {
        groundShare(of: box, frame: frame, turn: turn) >= 0.5
    }

    /// How much of the ground contact of something that fills `box` lies in the zone, 0...1.
    ///
    /// The box is in pixels of the coded frame, whose size and turn are given with it.
    public func groundShare(of box: Box, frame: PixelSize, turn: QuarterTurn) -> Double {
        let upright = UprightBox(box, frame: frame, turn: turn)
        let inside = (0..<Self.groundPoints).filter { index in
            let share = (Double(index) + 0.5) / Double(Self.groundPoints)
            let x = upright.left + share * (upright.right - upright.left)
            return outline.contains(Point(x: x, y: upright.ground))
        }
        return Double(inside.count) / Double(Self.groundPoints)
    }

    /// Points at which the lower edge is tested.
    private static let groundPoints = 16
}
