/// A piece of a file name template: a text that stands there as it is, or a field.
enum FileNamePart: Hashable, Sendable {
    /// What a field of a template stands for; the raw value is its name.
    enum Field: String, CaseIterable, Hashable, Sendable {
        case camera
        case year = "yyyy"
        case shortYear = "yy"
        case month = "MM"
        case day = "dd"
        case hour = "HH"
        case minute = "mm"
        case second = "ss"
        case millisecond = "SSS"
        case epoch
        case anything = "*"

        /// How many characters the field may take.
        var widths: ClosedRange<Int> {
            switch self {
            case .camera: 1...Int.max
            case .anything: 0...Int.max
            case .epoch: 10...16
            case .year: 4...4
            case .millisecond: 3...3
            case .shortYear, .month, .day, .hour, .minute, .second: 2...2
            }
        }

        /// Whether the field may stand for `text`.
        func allows(_ text: ArraySlice<Character>) -> Bool {
            switch self {
            case .camera, .anything: return !text.contains("/")
            case .epoch:
                return [10, 13, 16].contains(text.count) && text.allSatisfy { "0"..."9" ~= $0 }
            default: return text.allSatisfy { "0"..."9" ~= $0 }
            }
        }
    }

    case literal(Character)
    case field(Field)

    /// The field, where it is one.
    var field: Field? {
        if case .field(let field) = self { field } else { nil }
    }

    /// Takes a template apart.
    static func parts(of text: String) throws(TimeTextError) -> [FileNamePart] {
        var parts: [FileNamePart] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "{" else {
                parts.append(.literal(character))
                continue
            }
            guard let close = rest.firstIndex(of: "}") else {
                throw .template(text, problem: "has a { without its }")
            }
            let name = rest[..<close]
            guard let field = Field(rawValue: String(name)) else {
                throw .template(text, problem: "has the unknown field {\(name)}")
            }
            parts.append(.field(field))
            rest = rest[close...].dropFirst()
        }
        return parts
    }
}

extension TimeTextError {
    /// The text is not a usable file name template.
    static func template(_ text: String, problem: String) -> TimeTextError {
        TimeTextError(
            text,
            problem: problem,
            advice:
                "write a template such as {camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}, with {SSS}, {yy}, "
                + "{epoch} and {*} where the names have them"
        )
    }
}
