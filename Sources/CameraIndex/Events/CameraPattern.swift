/// A camera's name as asked for: `*` stands for any text, `?` for one character.
struct CameraPattern {
    private let parts: [Character]

    /// Takes the pattern as it was typed.
    init(_ text: String) {
        parts = Array(text)
    }

    /// Whether the pattern stands for one name only.
    var isExact: Bool { !parts.contains { $0 == "*" || $0 == "?" } }

    /// Whether the pattern stands for `name`.
    func matches(_ name: String) -> Bool {
        let name = Array(name)
        var (part, character) = (0, 0)
        var star: (part: Int, character: Int)?
        while character < name.count {
            if part < parts.count, parts[part] == "*" {
                star = (part, character)
                part += 1
            } else if part < parts.count, parts[part] == "?" || parts[part] == name[character] {
                part += 1
                character += 1
            } else if let last = star {
                // The last star takes one character more, and the rest is tried again.
                star = (last.part, last.character + 1)
                (part, character) = (last.part + 1, last.character + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == "*" }
    }
}
