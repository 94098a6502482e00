/// Which cells of an observability grid a zone covers, each weighed by the area that it shares.
public struct ZoneCells: Sendable {
    /// The cells, each with the number of its points that lie in the zone.
    private let parts: [(cell: Int, count: Int)]
    /// The points of all.
    private let total: Int

    /// Points along each side of a cell at which it is tested: a zone as narrow as a quarter of a
    /// cell is still told from its neighbours.
    private static let pointsPerSide = 4

    /// The cells under `outline`, which is drawn on the upright picture of frames of this turn.
    public init(of outline: Polygon, turn: QuarterTurn) {
        var counts: [(cell: Int, count: Int)] = []
        for cell in 0..<ObservabilityGrid.columns * ObservabilityGrid.rows {
            let inside = Self.points(in: cell).count {
                outline.contains(turn.upright(fromCoded: $0))
            }
            if inside > 0 { counts.append((cell, inside)) }
        }
        // So small that it lies between all points: the cell in its middle tells.
        parts = counts.isEmpty ? [(Self.cell(inTheMiddleOf: outline, turn), 1)] : counts
        total = parts.reduce(0) { $0 + $1.count }
    }

    /// Share of the samples of `grid` in which the zone could be judged, 0...1.
    public func judgedShare(of grid: ObservabilityGrid) -> Double {
        let sum = parts.reduce(0) { $0 + $1.count * Int(grid.cells[$1.cell]) }
        return Double(sum) / Double(255 * total)
    }

    private static func points(in cell: Int) -> [Point] {
        let (column, row) = (cell % ObservabilityGrid.columns, cell / ObservabilityGrid.columns)
        return (0..<pointsPerSide * pointsPerSide).map { place in
            let right = (Double(place % pointsPerSide) + 0.5) / Double(pointsPerSide)
            let down = (Double(place / pointsPerSide) + 0.5) / Double(pointsPerSide)
            return Point(
                x: (Double(column) + right) / Double(ObservabilityGrid.columns),
                y: (Double(row) + down) / Double(ObservabilityGrid.rows)
            )
        }
    }

    private static func cell(inTheMiddleOf outline: Polygon, _ turn: QuarterTurn) -> Int {
        let (upperLeft, lowerRight) = outline.bounds
        let middle = turn.coded(
            fromUpright: Point(
                x: (upperLeft.x + lowerRight.x) / 2,
                y: (upperLeft.y + lowerRight.y) / 2
            )
        )
        let column = Int(middle.x * Double(ObservabilityGrid.columns))
        let row = Int(middle.y * Double(ObservabilityGrid.rows))
        return min(row, ObservabilityGrid.rows - 1) * ObservabilityGrid.columns
            + min(column, ObservabilityGrid.columns - 1)
    }
}
