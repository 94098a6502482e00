/// A place in a text that moves on as pieces are taken;
/// a piece that is not there leaves it where it is.
struct TextCursor {
    private var rest: Substring.UTF8View

    /// Starts at the beginning of `text`.
    init(_ text: some StringProtocol) {
        rest = Substring(text).utf8
    }

    /// Whether everything has been taken.
    var isAtEnd: Bool { rest.isEmpty }

    /// Takes exactly `count` decimal digits as a number.
    mutating func number(digits count: Int) -> Int? {
        let head = rest.prefix(count)
        guard head.count == count, head.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return head.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes all the decimal digits that follow; nil where there is none.
    mutating func digits() -> [Int]? {
        let head = rest.prefix(while: Self.isDigit)
        guard !head.isEmpty else { return nil }
        rest = rest[head.endIndex...]
        return head.map { Int($0 - UInt8(ascii: "0")) }
    }

    /// Takes one of the characters in `allowed`, which are ASCII, and tells which.
    mutating func skip(anyOf allowed: String) -> Character? {
        guard let byte = rest.first, allowed.utf8.contains(byte) else { return nil }
        rest = rest.dropFirst()
        return Character(Unicode.Scalar(byte))
    }

    /// Takes the lower-case ASCII letters that follow.
    mutating func letters() -> String {
        let head = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        rest = rest[head.endIndex...]
        return String(Substring(head))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
