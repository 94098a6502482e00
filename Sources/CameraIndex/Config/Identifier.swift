/// The names by which commands, files and events call cameras, zones and rules.
///
/// They become parts of file names and are written into queries with `*` and `?`, so that they
/// keep to letters and digits of any script, "-", "_" and ".".
public enum Identifier {
    /// The most characters a name may have.
    public static let longest = 64

    /// What is wrong with `text` as a name, "may only hold …", or nil where nothing is.
    public static func problem(with text: String) -> String? {
        guard let first = text.first else { return "is empty" }
        guard text.count <= longest else { return "is longer than \(longest) characters" }
        guard text.allSatisfy(isAllowed) else {
            return "may only hold letters, digits, \"-\", \"_\" and \".\""
        }
        guard first.isLetter || first.isNumber else { return "must begin with a letter or a digit" }
        return nil
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }
}
