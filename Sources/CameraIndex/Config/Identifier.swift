/// The names by which commands, files and events call cameras, zones and rules.
///
/// Any script and any sign will do, as recorders name their cameras as they like; only what cannot
/// be seen, and so not be typed again, is kept out.
public enum Identifier {
    /// The most characters a name may have.
    public static let longest = 128

    /// What is wrong with `text` as a name, "is empty", or nil where nothing is.
    public static func problem(with text: String) -> String? {
        guard let first = text.first, let last = text.last else { return "is empty" }
        guard text.count <= longest else { return "is longer than \(longest) characters" }
        guard !first.isWhitespace, !last.isWhitespace else {
            return "begins or ends with a space"
        }
        let isVisible = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isVisible ? nil : "holds a control character"
    }
}
