/// Rows of cells in aligned columns, under a line of titles.
package struct TextTable {
    /// A column.
    package struct Column: Sendable {
        let title: String
        let isRightAligned: Bool

        /// A column of words.
        package static func words(_ title: String) -> Column {
            Column(title: title, isRightAligned: false)
        }

        /// A column of numbers, aligned to the right.
        package static func numbers(_ title: String) -> Column {
            Column(title: title, isRightAligned: true)
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// Makes a table without rows.
    package init(columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row.
    ///
    /// - Precondition: it has a cell for each column.
    package mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row needs a cell for each column")
        rows.append(cells.map { DisplayWidth.printable($0) })
    }

    /// The table; columns in which every cell is empty are left out.
    package var text: String {
        let shown = columns.indices.filter { index in rows.contains { !$0[index].isEmpty } }
        let widths = shown.map { index in
            (rows.map { $0[index] } + [columns[index].title]).map { DisplayWidth.of($0) }.max() ?? 0
        }
        return ([columns.map(\.title)] + rows)
            .map { row in line(shown.map { row[$0] }, shown.map { columns[$0] }, widths) }
            .joined()
    }

    /// The rows alone.
    package var textWithoutTitles: String {
        String(text.drop { $0 != "\n" }.dropFirst())
    }

    private func line(_ cells: [String], _ columns: [Column], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
            if index > 0 { line += "  " }
            line += columns[index].isRightAligned ? space + cell : cell + space
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
