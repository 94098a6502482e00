import Testing

struct NamingTests {
    /// Words for files that hold whatever found no other place.
    private static let emptyWords = ["util", "helper", "manager", "common", "misc"]

    @Test func `no file or folder is named after nothing`() throws {
        let found = try ProjectFiles().swift.map(\.path).filter { path in
            Self.emptyWords.contains { path.lowercased().contains($0) }
        }
        #expect(found == [])
    }

    @Test func `a file is named after the type that it declares or extends`() throws {
        let found = try ProjectFiles().swift.filter { file in
            let type = String(file.name.prefix { $0 != "+" })
            return !file.declaredTypes.union(file.extendedTypes).contains(type)
        }
        #expect(found.map(\.path) == [])
    }

    @Test func `no error is dropped and no program ended in passing`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.droppedErrors.map { "\(file.path):\($0.line): \($0.text)" }
        }
        #expect(found == [])
    }

    @Test(arguments: [
        ("let a = try? b()", true), ("try! b()", true), ("fatalError()", true),
        ("while try !b() {}", false), ("let a = try b()", false), ("// try?", false),
    ])
    func `a dropped error is seen`(source: String, isDropped: Bool) {
        let file = SourceFile(path: "A.swift", source: source)
        #expect(file.droppedErrors.isEmpty != isDropped)
    }

    @Test func `nothing is left for later in comments`() throws {
        let found = try ProjectFiles().swift.flatMap { file in
            file.commentLines.enumerated().filter { line in
                ["TODO", "FIXME", "XXX", "HACK"].contains { line.element.contains($0) }
            }
            .map { "\(file.path):\($0.offset + 1)" }
        }
        #expect(found == [])
    }

    @Test(arguments: [
        ("struct A {}", true), ("extension A {}", true), ("extension A.B { }", true),
        ("struct AB {}", false), ("// struct A", false),
    ])
    func `a type is known by its declaration or extension`(source: String, isKnown: Bool) {
        let file = SourceFile(path: "A.swift", source: source)
        #expect(file.declaredTypes.union(file.extendedTypes).contains("A") == isKnown)
    }
}

extension SourceFile {
    /// Where `try?`, `try!` and `fatalError` stand.
    fileprivate var droppedErrors: [Token] {
        tokens.indices.filter { index in
            let next = tokens[(index + 1)...].first
            let mark = next?.isAttached == true ? next?.text : nil
            return tokens[index].text == "fatalError"
                || tokens[index].text == "try" && (mark == "?" || mark == "!")
        }
        .map { tokens[$0] }
    }
}
