/// A fact: where in the picture something differed from the empty scene during a stretch of time.
///
/// 16 × 9 cells over the coded frame, row-major from the upper left; each cell holds the mean share
/// of its pixels that differed, 0 (never) ... 255 (all the time).
public struct ActivityGrid: Hashable, Sendable, Codable {
    /// Cells in a row.
    public static let columns = 16
    /// Rows of cells.
    public static let rows = 9

    /// The stretch, on the camera's timeline.
    public var range: MediaRange
    /// The cells, `columns * rows` of them.
    public var cells: [UInt8]

    /// Makes a grid.
    ///
    /// - Precondition: there are `columns * rows` cells.
    public init(range: MediaRange, cells: [UInt8]) {
        precondition(cells.count == Self.columns * Self.rows, "an activity grid has 16 x 9 cells")
        self.range = range
        self.cells = cells
    }
}
