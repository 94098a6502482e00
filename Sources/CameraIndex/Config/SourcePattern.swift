/// A source with fields such as {host}, in whose places the values of a camera are put.
///
/// A field may stand within the name of a secret, `${PASSWORD_{camera}}`.
struct SourcePattern {
    /// A piece of the text: as it is, or the name of a field.
    private enum Piece {
        case text(Substring)
        case field(String)
    }

    private let pieces: [Piece]

    /// The field that stands for the camera's id; no value has its name.
    static let camera = "camera"

    /// Reads a text; braces that hold no name are as they are.
    init(_ text: String) {
        var pieces: [Piece] = []
        var begin = text.startIndex
        var open: String.Index?
        var last: Character?
        for place in text.indices {
            let character = text[place]
            if character == "{" {
                // "${" begins the name of a secret.
                open = last == "$" ? nil : place
            } else if character == "}", let from = open {
                let name = text[text.index(after: from)..<place]
                if Self.isName(name) {
                    pieces.append(.text(text[begin..<from]))
                    pieces.append(.field(String(name)))
                    begin = text.index(after: place)
                }
                open = nil
            }
            last = character
        }
        pieces.append(.text(text[begin...]))
        self.pieces = pieces
    }

    /// The names of its fields.
    var fields: [String] {
        pieces.compactMap { piece in
            if case .field(let name) = piece { name } else { nil }
        }
    }

    /// The text with the values of a camera; a field without one stays as it is.
    func filled(with values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): String(text)
            case .field(let name): values[name] ?? "{\(name)}"
            }
        }
        .joined()
    }

    /// Whether a field may have this name: letters, digits, "_" and "-".
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
}
