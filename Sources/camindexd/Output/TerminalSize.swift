import Foundation

/// How much a terminal shows.
struct TerminalSize: Hashable, Sendable {
    /// Characters in a line.
    var columns: Int
    /// Lines.
    var rows: Int

    /// What standard output's terminal shows; 80 × 24 where it does not say.
    static var ofOutput: TerminalSize {
        var size = winsize()
        let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        guard isKnown, size.ws_col > 0, size.ws_row > 0 else {
            return TerminalSize(columns: 80, rows: 24)
        }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
