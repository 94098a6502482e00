/// How wide a text stands on a terminal.
package enum DisplayWidth {
    /// Columns that `text` takes.
    package static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The text with its control characters shown as pictures of them, so that a name from outside
    /// cannot move the cursor, colour the screen or break a line.
    package static func printable(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1F: view.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
            case 0x7F: view.append("\u{2421}")
            case 0x80...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
                view.append("\u{FFFD}")
            default: view.append(scalar)
            }
        }
        return String(view)
    }

    private static func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let isEmoji = character.unicodeScalars.contains { $0.properties.isEmojiPresentation }
        return isEmoji || wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The ranges that are wide or full-width in Unicode's EastAsianWidth.txt, joined where what
    /// lies between is not assigned.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD,
    ]
}
