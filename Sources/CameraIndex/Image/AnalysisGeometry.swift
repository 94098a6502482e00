/// How the coded frame and the plane that is analysed lie to each other.
public struct AnalysisGeometry: Hashable, Sendable, Codable {
    /// Size of the coded frame.
    public let frame: PixelSize
    /// How far the coded frame is turned before it is shown.
    public let turn: QuarterTurn
    /// Coded pixels along the side of one analysed pixel.
    public let factor: Int

    /// The most pixels that are analysed: enough for vehicles of a twentieth of the width.
    private static let mostPixels = 200_000

    /// Makes the geometry for frames of a size: the smallest whole factor that keeps the plane
    /// within bounds.
    public init(frame: PixelSize, turn: QuarterTurn = .none) {
        self.frame = frame
        self.turn = turn
        var factor = 1
        while (frame.width / factor) * (frame.height / factor) > Self.mostPixels { factor += 1 }
        self.factor = factor
    }

    /// Size of the analysed plane; a remainder at the right and lower edge of the frame is left
    /// out.
    public var plane: PixelSize {
        PixelSize(width: max(1, frame.width / factor), height: max(1, frame.height / factor))
    }

    /// The part of the plane that a box of coded pixels covers; nil where it leaves the frame, or
    /// is too small to show anything on the plane.
    func analysed(_ box: Box) -> Box? {
        guard box.x >= 0, box.y >= 0, box.maxX <= frame.width, box.maxY <= frame.height else {
            return nil
        }
        let right = min(plane.width, (box.maxX + factor - 1) / factor)
        let lower = min(plane.height, (box.maxY + factor - 1) / factor)
        let (left, upper) = (box.x / factor, box.y / factor)
        guard right - left >= Self.smallestSide, lower - upper >= Self.smallestSide else {
            return nil
        }
        return Box(x: left, y: upper, width: right - left, height: lower - upper)
    }

    /// The shortest side on the plane by which something is recognised.
    private static let smallestSide = 4

    /// A box on the plane as pixels of the coded frame.
    public func coded(_ box: Box) -> Box {
        Box(
            x: box.x * factor,
            y: box.y * factor,
            width: box.width * factor,
            height: box.height * factor
        )
    }
}
