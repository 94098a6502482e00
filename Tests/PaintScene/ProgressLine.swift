import Foundation

/// A line on standard error that says how far the work is; silent unless that is a terminal.
struct ProgressLine {
    private let total: Int
    private let isShown = isatty(STDERR_FILENO) == 1
    private var shownPercent = -1

    /// Begins with nothing done.
    init(total: Int) {
        self.total = total
    }

    /// Shows a new percentage once it is reached.
    mutating func advance(to done: Int) {
        let percent = 100 * done / max(1, total)
        guard isShown, percent > shownPercent else { return }
        shownPercent = percent
        write("\rpainting \(percent) %")
    }

    /// Takes the line away.
    func clear() {
        if isShown { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
