/// A word or a sign of Swift code, and where it stands.
struct Token: Hashable {
    /// The word or the sign.
    let text: String
    /// Its line, counted from 1.
    let line: Int
    /// Whether it follows the token before it without a gap.
    var isAttached = false

    /// The tokens of code that holds no comments and no strings.
    static func all(in code: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var line = 1
        var place = 0
        var isAttached = false
        while place < code.count {
            let byte = code[place]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ") {
                if byte == UInt8(ascii: "\n") { line += 1 }
                isAttached = false
                place += 1
                continue
            }
            let end =
                byte.isPartOfName
                ? code[place...].firstIndex { !$0.isPartOfName } ?? code.count : place + 1
            let text = String(decoding: code[place..<end], as: UTF8.self)
            tokens.append(Token(text: text, line: line, isAttached: isAttached))
            isAttached = true
            place = end
        }
        return tokens
    }

    /// Whether it reads as the name of a type.
    var isTypeName: Bool { text.first?.isUppercase ?? false }

    /// Words that may stand before a declaration.
    static let modifiers: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "static", "class", "final",
        "mutating", "nonmutating", "consuming", "borrowing", "override", "required",
        "convenience", "lazy", "nonisolated", "indirect", "isolated", "weak", "unowned",
    ]

    /// Words that begin the declaration of a type.
    static let typeKeywords: Set<String> = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "associatedtype",
    ]

    /// Words that begin a declaration which may have a body of code.
    static let codeKeywords: Set<String> = ["func", "init", "deinit", "subscript", "var", "let"]
}
