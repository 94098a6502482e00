/// A record of a CSV file as RFC 4180 has it.
package enum CSVLine {
    /// The fields on one line, which ends with CR LF.
    package static func text(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        // Scalars, because CR LF is one character.
        let needsQuotes = field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        guard needsQuotes else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
