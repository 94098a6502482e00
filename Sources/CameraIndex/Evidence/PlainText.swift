/// Text from outside, made safe to draw on one line.
///
/// Camera, rule and zone names are free text. A line break would tear a caption, an invisible
/// direction override would let a name turn the letters of the evidence around, and a name of a
/// megabyte would cost minutes of layout.
enum PlainText {
    /// More than fits in the margin of an 8K picture, and little work to lay out.
    private static let longestScalars = 2_000

    /// `text` in one line: breaks, tabs and control characters as single spaces, direction
    /// overrides dropped, the middle cut out where it is absurdly long.
    static func line(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in shortened(text).unicodeScalars where !isDirectionOverride(scalar) {
            if isSpace(scalar) {
                pendingSpace = !scalars.isEmpty
                continue
            }
            if pendingSpace { scalars.append(" ") }
            pendingSpace = false
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// White space but the kind that keeps a number and its unit on one line.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace && scalar != "\u{A0}"
            || scalar.properties.generalCategory == .control
    }

    private static func isDirectionOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard
            scalars.index(
                scalars.startIndex,
                offsetBy: longestScalars + 1,
                limitedBy: scalars.endIndex
            ) != nil
        else { return text }
        return String(scalars.prefix(longestScalars / 2)) + "…"
            + String(scalars.suffix(longestScalars / 2))
    }
}
