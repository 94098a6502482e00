import Foundation

/// A Swift file of the project, as far as the limits of the architecture look into it.
struct SourceFile {
    /// Its path from the root of the project.
    let path: String
    /// Its lines.
    let lines: [Substring]
    /// Its comments, a line for each line.
    let commentLines: [Substring]
    /// Its code.
    let tokens: [Token]

    /// Takes a source apart.
    init(path: String, source: String) {
        self.path = path
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        let text = SwiftText(source)
        commentLines = String(decoding: text.comments, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        tokens = Token.all(in: text.code)
    }

    /// The name of the file without its ending.
    var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

    /// The folder of the library that it belongs to, such as `Events`; nil elsewhere, "" beside
    /// the folders.
    var libraryFolder: String? {
        let parts = path.split(separator: "/")
        guard parts.starts(with: ["Sources", "CameraIndex"]) else { return nil }
        return parts.count > 3 ? String(parts[2]) : ""
    }

    // MARK: - Imports

    /// The modules it imports, and where.
    var imports: [Token] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", tokens.indices.contains(index + 1),
                isFirst(index)
            else { return nil }
            let next = tokens[index + 1]
            // `import struct Module.Type` names the module second.
            let isKind = Token.typeKeywords.union(["func", "var", "let"]).contains(next.text)
            return isKind && tokens.indices.contains(index + 2) ? tokens[index + 2] : next
        }
    }

    /// Whether nothing but modifiers stands before a token on its line.
    private func isFirst(_ index: Int) -> Bool {
        tokens[..<index].reversed().prefix { $0.line == tokens[index].line }
            .allSatisfy { Token.modifiers.contains($0.text) || $0.text == "@" || $0.isAttribute }
    }

    // MARK: - Types

    /// Types that other files can name without naming another type first.
    var topLevelTypes: Set<String> {
        Set(
            typeDeclarations.filter { declaration in
                declaration.depth == 0
                    && !tokens[..<declaration.index].reversed()
                        .prefix { Token.modifiers.contains($0.text) }
                        .contains { ["private", "fileprivate"].contains($0.text) }
            }
            .map { tokens[$0.index + 1].text }
        )
    }

    /// All types it declares, at any depth, and its generic parameters.
    var declaredTypes: Set<String> {
        Set(typeDeclarations.map { tokens[$0.index + 1].text }).union(genericParameters)
    }

    /// The types that it extends, each under its own name and that of the outermost type.
    var extendedTypes: Set<String> {
        var names: Set<String> = []
        for index in tokens.indices where tokens[index].text == "extension" {
            let name = tokens[(index + 1)...].prefix { $0.isTypeName || $0.text == "." }
            names.formUnion([name.map(\.text).joined()])
            if let outermost = name.first { names.insert(outermost.text) }
        }
        return names
    }

    /// The keywords of the types it declares, and how many braces are open there.
    private var typeDeclarations: [(index: Int, depth: Int)] {
        var depth = 0
        var found: [(index: Int, depth: Int)] = []
        for index in tokens.indices {
            switch tokens[index].text {
            case "{": depth += 1
            case "}": depth -= 1
            case let word where Token.typeKeywords.contains(word):
                // `class` is also a modifier and a constraint.
                guard tokens.indices.contains(index + 1), tokens[index + 1].isTypeName else {
                    continue
                }
                found.append((index, depth))
            default: continue
            }
        }
        return found
    }

    private var genericParameters: Set<String> {
        var names: Set<String> = []
        for index in tokens.indices where tokens[index].text == "<" {
            let before = tokens[..<index].suffix(2).map(\.text)
            let declares = Token.typeKeywords.union(["func"])
            guard before.last == "init" || before.first.map(declares.contains) == true else {
                continue
            }
            let list = tokens[(index + 1)...].prefix { $0.text != ">" && $0.text != "(" }
            for place in list.indices where list[place].isTypeName {
                if ["<", ","].contains(tokens[place - 1].text) { names.insert(list[place].text) }
            }
        }
        return names
    }

    /// Names of types that it uses and that are no members of other types.
    var usedTypes: [Token] {
        tokens.indices.compactMap { index in
            guard tokens[index].isTypeName else { return nil }
            let before = tokens[..<index].suffix(3).map(\.text)
            let isMember =
                before.last == "." && before.dropLast().last != "."
                && before.first != "CameraIndex"
            return isMember ? nil : tokens[index]
        }
    }

    // MARK: - Bodies

    /// A function, initialiser or computed property.
    struct Body {
        /// The word that declares it, and its name.
        let name: String
        /// The line on which it begins.
        let line: Int
        /// Lines from there to its closing brace.
        let lineCount: Int
    }

    /// Everything with a body of code.
    var bodies: [Body] {
        tokens.indices.compactMap { index in
            let keyword = tokens[index]
            guard Token.codeKeywords.contains(keyword.text), isDeclaration(index),
                let open = openingBrace(after: index), let close = closingBrace(of: open)
            else { return nil }
            let name = tokens[index + 1].text
            return Body(
                name: "\(keyword.text) \(name)",
                line: keyword.line,
                lineCount: tokens[close].line - keyword.line + 1
            )
        }
    }

    private func isDeclaration(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = tokens[index - 1]
        guard ["var", "let"].contains(tokens[index].text) else { return before.text != "." }
        return before.line != tokens[index].line || before.text == ")"
            || Token.modifiers.contains(before.text)
    }

    /// The brace that opens the body, or nil where the next declaration comes before it.
    private func openingBrace(after index: Int) -> Int? {
        var depth = 0
        for place in tokens.indices.dropFirst(index + 1) {
            let token = tokens[place]
            switch token.text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return place
            case "}" where depth == 0: return nil
            default:
                guard depth == 0, tokens[place - 1].line != token.line else { continue }
                let begins = Token.codeKeywords.union(Token.typeKeywords)
                    .union(Token.modifiers).union(["@", "extension", "case", "import"])
                if begins.contains(token.text) { return nil }
            }
        }
        return nil
    }

    private func closingBrace(of open: Int) -> Int? {
        var depth = 0
        for place in tokens.indices.dropFirst(open) {
            switch tokens[place].text {
            case "{": depth += 1
            case "}":
                depth -= 1
                if depth == 0 { return place }
            default: continue
            }
        }
        return nil
    }
}

extension Token {
    /// Whether it is the name of an attribute that may stand before an import.
    fileprivate var isAttribute: Bool {
        ["testable", "preconcurrency", "_exported", "_implementationOnly"].contains(text)
    }
}
