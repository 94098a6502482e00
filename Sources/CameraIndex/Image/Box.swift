/// An upright rectangle of whole pixels, half-open:
/// column `x + width` and row `y + height` lie outside.
///
/// Which picture it lies on is said where it is used: the analysis plane in detection, the coded
/// frame (before rotation and pixel aspect) in facts and events.
public struct Box: Hashable, Sendable, Codable {
    /// Leftmost column.
    public var x: Int
    /// Topmost row.
    public var y: Int
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// Makes a box from its upper left corner and its size.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// First column to the right.
    public var maxX: Int { x + width }
    /// First row below: where what stands in the box touches the ground.
    public var maxY: Int { y + height }
    /// Pixels inside.
    public var areaPixels: Int { width * height }

    /// The smallest box that holds both.
    public func union(with other: Box) -> Box {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Box(
            x: left,
            y: top,
            width: max(maxX, other.maxX) - left,
            height: max(maxY, other.maxY) - top
        )
    }

    /// What both boxes share, or nil where they share nothing.
    public func intersection(with other: Box) -> Box? {
        let left = max(x, other.x)
        let top = max(y, other.y)
        let right = min(maxX, other.maxX)
        let bottom = min(maxY, other.maxY)
        guard left < right, top < bottom else { return nil }
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Shared area over the area of both together, 0...1.
    public func intersectionOverUnion(with other: Box) -> Double {
        guard let shared = intersection(with: other)?.areaPixels else { return 0 }
        return Double(shared) / Double(areaPixels + other.areaPixels - shared)
    }

    /// The box on a frame of another size, as where a main and a sub stream show one scene.
    public func scaled(from: PixelSize, to: PixelSize) -> Box {
        guard from != to, from.areaPixels > 0 else { return self }
        return Box(
            x: x * to.width / from.width,
            y: y * to.height / from.height,
            width: width * to.width / from.width,
            height: height * to.height / from.height
        )
    }

    /// The box grown by `margin` pixels on each side and cut to a picture of `size`.
    public func expanded(by margin: Int, within size: PixelSize) -> Box {
        let left = max(0, x - margin)
        let top = max(0, y - margin)
        return Box(
            x: left,
            y: top,
            width: max(0, min(size.width, maxX + margin) - left),
            height: max(0, min(size.height, maxY + margin) - top)
        )
    }
}
