import Testing

struct SizeTests {
    private static let mostLines = 400
    private static let mostLinesOfCode = 60
    private static let mostColumns = 100

    @Test func `no file has more than 400 lines`() throws {
        let found = try ProjectFiles().swift.filter { $0.lines.count > Self.mostLines }
        #expect(found.map { "\($0.path): \($0.lines.count) lines" } == [])
    }

    @Test func `no function has more than 60 lines`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.bodies.filter { $0.lineCount > Self.mostLinesOfCode }.map {
                "\(file.path):\($0.line): \($0.name) has \($0.lineCount) lines"
            }
        }
        #expect(found == [])
    }

    @Test func `no line has more than 100 columns`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.lines.enumerated().filter { $0.element.count > Self.mostColumns }.map {
                "\(file.path):\($0.offset + 1): \($0.element.count) columns"
            }
        }
        #expect(found == [])
    }

    @Test func `a function is measured from its first word to its closing brace`() {
        let source = """
            protocol Watcher {
                func watch() throws
                var name: String { get }
            }
            struct Walker: Watcher {
                let steps: Int
                init(steps: Int = [1].map { $0 }[0]) {
                    self.steps = steps
                }
                // }
                func watch() throws {
                    if let text = Optional("}"), steps > 1 {
                        print(text)
                    }
                }
                var name: String {
                    "walker {"
                }
            }
            """
        let bodies = SourceFile(path: "Walker.swift", source: source).bodies
        #expect(
            bodies.map { "\($0.line) \($0.name) \($0.lineCount)" } == [
                "3 var name 1", "7 init ( 3", "11 func watch 5", "16 var name 3",
            ]
        )
    }
}
