/// A Swift source taken apart: its code without comments and strings, and its comments alone.
///
/// Both have a line for each line of the source. What is left out of one is blank in it; the code
/// inside of a string's `\(…)` is code.
struct SwiftText {
    /// The code, as bytes of UTF-8.
    private(set) var code: [UInt8]
    /// The comments, as bytes of UTF-8.
    private(set) var comments: [UInt8]

    /// What surrounds the place that is being read.
    private enum Surroundings {
        /// Code; inside of a string, with as many parentheses open as are told.
        case code(openParentheses: Int)
        /// A string between quotes with so many number signs.
        case string(numberSigns: Int, isMultiline: Bool)
    }

    private let source: [UInt8]
    private var place = 0
    private var surroundings: [Surroundings] = [.code(openParentheses: 0)]

    /// Takes a source apart.
    init(_ text: String) {
        source = Array(text.utf8)
        code = source.map { $0 == Self.newline ? $0 : Self.blank }
        comments = code
        while place < source.count {
            switch surroundings.last ?? .code(openParentheses: 0) {
            case .code(let open): readCode(open)
            case .string(let signs, let isMultiline): readString(signs, isMultiline)
            }
        }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let blank = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let numberSign = UInt8(ascii: "#")
    private static let backtick = UInt8(ascii: "`")

    // MARK: - Code

    private mutating func readCode(_ openParentheses: Int) {
        if begins("//") { return readLineComment() }
        if begins("/*") { return readBlockComment() }
        if let signs = openingQuote() { return enterString(signs) }
        switch source[place] {
        case Self.backtick: readRawIdentifier()
        case UInt8(ascii: "("): copy(thenOpen: openParentheses + 1)
        case UInt8(ascii: ")") where openParentheses == 0 && surroundings.count > 1:
            surroundings.removeLast()
            place += 1
        case UInt8(ascii: ")"): copy(thenOpen: openParentheses - 1)
        default: copy(thenOpen: openParentheses)
        }
    }

    private mutating func copy(thenOpen openParentheses: Int) {
        code[place] = source[place]
        surroundings[surroundings.count - 1] = .code(openParentheses: openParentheses)
        place += 1
    }

    private mutating func readLineComment() {
        while place < source.count, source[place] != Self.newline { keepAsComment() }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if begins("/*") {
                depth += 1
                keepAsComment()
            } else if begins("*/") {
                depth -= 1
                keepAsComment()
            }
            keepAsComment()
        } while depth > 0 && place < source.count
    }

    private mutating func keepAsComment() {
        guard place < source.count else { return }
        comments[place] = source[place]
        place += 1
    }

    /// A name in backticks: one that reads as a sentence becomes underscores.
    private mutating func readRawIdentifier() {
        let start = place + 1
        let end = source[start...].firstIndex(of: Self.backtick) ?? source.count
        let isPlain = source[start..<end].allSatisfy(\.isPartOfName)
        for index in start..<end {
            code[index] = isPlain ? source[index] : UInt8(ascii: "_")
        }
        place = end + 1
    }

    // MARK: - Strings

    /// The number signs before an opening quote that stands here, or nil where none does.
    private func openingQuote() -> Int? {
        let end = source[place...].firstIndex { $0 != Self.numberSign } ?? source.count
        guard end < source.count, source[end] == Self.quote else { return nil }
        return end - place
    }

    private mutating func enterString(_ signs: Int) {
        place += signs
        let isMultiline = begins("\"\"\"\n")
        place += isMultiline ? 3 : 1
        surroundings.append(.string(numberSigns: signs, isMultiline: isMultiline))
    }

    private mutating func readString(_ signs: Int, _ isMultiline: Bool) {
        let end = String(repeating: "#", count: signs)
        let quotes = isMultiline ? "\"\"\"" : "\""
        if begins(quotes + end) {
            surroundings.removeLast()
            place += quotes.utf8.count + signs
        } else if begins("\\" + end + "(") {
            surroundings.append(.code(openParentheses: 0))
            place += signs + 2
        } else {
            place += begins("\\" + end) ? signs + 2 : 1
        }
    }

    private func begins(_ text: String) -> Bool {
        source[place...].starts(with: text.utf8)
    }
}

extension UInt8 {
    /// Whether the byte may stand in a name; letters beyond ASCII may.
    var isPartOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
