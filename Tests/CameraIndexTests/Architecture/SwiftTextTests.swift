import Testing

struct SwiftTextTests {
    private func words(_ source: String) -> [String] {
        Token.all(in: SwiftText(source).code).map(\.text)
    }

    @Test(arguments: [
        ("a // b", ["a"]),
        ("a /* b /* c */ d */ e", ["a", "e"]),
        ("a \"b // c\" d", ["a", "d"]),
        ("a \"b \\\" c\" d", ["a", "d"]),
        ("a #\"b \" c \\(d)\"# e", ["a", "e"]),
        ("a #\"b \\#(d) c\"# e", ["a", "d", "e"]),
        ("a \"b \\(c(\"d\", e)) f\" g", ["a", "c", "(", ",", "e", ")", "g"]),
        ("a \"\"\"\n b \"c\" \"\"\n \"\"\" d", ["a", "d"]),
        ("a \"\" b", ["a", "b"]),
        ("a `class` b", ["a", "class", "b"]),
        ("func `it's a {`() {}", ["func", "________", "(", ")", "{", "}"]),
    ])
    func `code is told from comments and strings`(source: String, expected: [String]) {
        #expect(words(source) == expected)
    }

    @Test func `lines keep their numbers`() {
        let source = "a\n/* b\nc */\n\"\"\"\n d\n \"\"\"\ne"
        #expect(Token.all(in: SwiftText(source).code).map(\.line) == [1, 7])
    }

    @Test func `comments are kept apart`() {
        let text = SwiftText("a // b\n\"// c\" /* d */")
        let comments = String(decoding: text.comments, as: UTF8.self)
        #expect(comments.split(whereSeparator: \.isWhitespace) == ["//", "b", "/*", "d", "*/"])
    }
}
