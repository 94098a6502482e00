/// Pieces of text set side by side in rows of a given width, on common baselines.
struct TextFlow {
    /// A drawn piece and where it belongs.
    struct Piece {
        /// The ink.
        var text: TextCoverage
        /// Column of its left edge, from the left edge of the flow.
        var x: Int
        /// Row of its upper edge, from the upper edge of the flow.
        var y: Int
        /// Its colour.
        var colour: Colour
    }

    /// What was placed in finished rows.
    private(set) var pieces: [Piece] = []
    /// Rows of pixels that the finished rows of text take.
    private(set) var height = 0
    /// The width that no row exceeds.
    let width: Int
    /// Space between two groups in a row.
    let gap: Int
    /// Least height of a row of text, so that fonts of different heights keep an even beat.
    let leading: Int

    private var row: [Piece] = []
    private var rowWidth = 0

    /// Makes an empty flow.
    init(width: Int, gap: Int, leading: Int) {
        self.width = width
        self.gap = gap
        self.leading = leading
    }

    /// Puts a group of pieces, which stay together, into the row or begins a new one.
    mutating func add(_ group: [(text: TextCoverage, colour: Colour)], space: Int) {
        let shown = group.filter { $0.text.size.width > 0 }
        guard !shown.isEmpty else { return }
        let groupWidth =
            shown.reduce(0) { $0 + $1.text.size.width } + space * (shown.count - 1)
        if !row.isEmpty, rowWidth + gap + groupWidth > width { endRow() }
        var x = row.isEmpty ? 0 : rowWidth + gap
        for (text, colour) in shown {
            row.append(Piece(text: text, x: x, y: 0, colour: colour))
            x += text.size.width + space
        }
        rowWidth = x - space
    }

    /// Begins a new row unless the last one is empty.
    mutating func endRow() {
        guard !row.isEmpty else { return }
        let ascent = row.reduce(0) { max($0, $1.text.baseline) }
        let descent = row.reduce(0) { max($0, $1.text.size.height - $1.text.baseline) }
        for var piece in row {
            piece.y = height + ascent - piece.text.baseline
            pieces.append(piece)
        }
        height += max(ascent + descent, leading)
        row = []
        rowWidth = 0
    }
}
