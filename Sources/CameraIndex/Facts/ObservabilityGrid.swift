/// A fact: in which share of the samples of a stretch each part of the picture could be judged.
///
/// 32 × 18 cells over the coded frame, row-major from the upper left, each about as large as the
/// smallest thing that is promised to be found; 0 (never) ... 255 (in all samples). When a cell can
/// be judged is stated in design/observability.md.
public struct ObservabilityGrid: Hashable, Sendable, Codable {
    /// Cells in a row.
    public static let columns = 32
    /// Rows of cells.
    public static let rows = 18

    /// The stretch, on the camera's timeline.
    public var range: MediaRange
    /// How far the coded frame is turned before it is shown;
    /// zones are drawn on the upright picture.
    public var turn: QuarterTurn
    /// The cells, `columns * rows` of them.
    public var cells: [UInt8]

    /// Makes a grid.
    ///
    /// - Precondition: there are `columns * rows` cells.
    public init(range: MediaRange, turn: QuarterTurn = .none, cells: [UInt8]) {
        precondition(
            cells.count == Self.columns * Self.rows,
            "an observability grid has 32 x 18 cells"
        )
        self.range = range
        self.turn = turn
        self.cells = cells
    }
}
