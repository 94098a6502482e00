/// The analysis plane in small squares, so that where nothing changes nothing need be computed.
struct PlaneTiles: Sendable {
    let size: PixelSize
    /// Squares in a row, and rows of them.
    let columns: Int
    let rows: Int

    /// Pixels along the side of a square; those at the right and lower edge may be smaller.
    static let side = 16

    init(_ size: PixelSize) {
        self.size = size
        columns = (size.width + Self.side - 1) / Self.side
        rows = (size.height + Self.side - 1) / Self.side
    }

    /// Squares in all.
    var count: Int { columns * rows }

    /// The pixels of a square.
    func box(of tile: Int) -> Box {
        let (x, y) = (tile % columns * Self.side, tile / columns * Self.side)
        return Box(
            x: x,
            y: y,
            width: min(Self.side, size.width - x),
            height: min(Self.side, size.height - y)
        )
    }

    /// The squares that share pixels with a box that lies on the plane.
    func tiles(touching box: Box) -> [Int] {
        guard box.areaPixels > 0 else { return [] }
        return (box.y / Self.side...(box.maxY - 1) / Self.side).flatMap { row in
            (box.x / Self.side...(box.maxX - 1) / Self.side).map { row * columns + $0 }
        }
    }

    /// For each row of squares in which some are marked the pixels from the first to the last.
    func bands(of marks: [UInt8]) -> [Box] {
        (0..<rows).compactMap { row in
            let own = marks[row * columns..<(row + 1) * columns]
            guard let first = own.firstIndex(where: { $0 != 0 }),
                let last = own.lastIndex(where: { $0 != 0 })
            else { return nil }
            return box(of: first).union(with: box(of: last))
        }
    }
}
