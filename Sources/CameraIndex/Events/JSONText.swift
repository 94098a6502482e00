/// A value as JSON text.
///
/// Foundation's encoder keeps no order of keys and writes numbers as it likes;
/// a contract needs both.
struct JSONText {
    /// The text.
    let text: String

    /// Nothing.
    static let null = JSONText(text: "null")

    /// True or false.
    static func bool(_ value: Bool) -> JSONText {
        JSONText(text: value ? "true" : "false")
    }

    /// A whole number.
    static func integer(_ value: Int) -> JSONText {
        JSONText(text: String(value))
    }

    /// A length of time in seconds, exact to the microsecond, with one decimal at least.
    static func seconds(_ length: MediaDuration) -> JSONText {
        let microseconds = length.microseconds.magnitude
        var fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
        while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
        let sign = length < .zero ? "-" : ""
        return JSONText(text: "\(sign)\(microseconds / 1_000_000).\(fraction)")
    }

    /// Text, escaped where JSON asks for it and nowhere else.
    static func string(_ value: String) -> JSONText {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return JSONText(text: text + "\"")
    }

    /// Values in order.
    static func array(_ values: [JSONText]) -> JSONText {
        JSONText(text: "[" + values.map(\.text).joined(separator: ",") + "]")
    }

    /// Values with names.
    static func object(_ object: JSONObject) -> JSONText {
        JSONText(text: object.text)
    }
}

/// Named values as JSON text, in the order in which they were added.
struct JSONObject {
    private var members: [String] = []

    /// Adds a value under a name.
    mutating func add(_ key: String, _ value: JSONText) {
        members.append(JSONText.string(key).text + ":" + value.text)
    }

    /// The object as text.
    var text: String { "{" + members.joined(separator: ",") + "}" }
}
