internal import Yams

/// A configuration file as a tree, with the places of keys that stand twice.
///
/// Yams gives up at the first mapping with a repeated key. So that one mistake does not hide the
/// others, the first letter of such a key is replaced by a character that no key has, and the text
/// is read again; line and column stay what they are.
struct ConfigurationDocument {
    /// The tree; nil where the file is empty.
    let root: Node?
    /// What a key that was replaced reads in the file, by how it reads in the tree.
    let repeatedKeys: [String: String]

    /// Reads a text.
    ///
    /// - Throws: `YamlError` where it is not YAML.
    init(_ text: String) throws {
        var scalars = Array(text.unicodeScalars)
        // A byte order mark would push the first line's columns.
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var repeated: [String: String] = [:]
        while true {
            do {
                // Without rules for types every scalar is the text that was written.
                root = try compose(yaml: Self.text(scalars), .basic)
                repeatedKeys = repeated
                return
            } catch let error as YamlError {
                guard case .duplicatedKeysInMapping(let keys, let context) = error,
                    let key = keys.first, let first = key.unicodeScalars.first,
                    let mark = Self.mark(beyond: repeated.count),
                    let index = Self.index(of: context.mark, in: scalars, reading: first)
                else { throw error }
                scalars[index] = mark
                repeated[String(mark) + Self.text(key.unicodeScalars.dropFirst())] = key
            }
        }
    }

    /// A character of the private use area, another for each count.
    private static func mark(beyond count: Int) -> Unicode.Scalar? {
        count < 1_000 ? Unicode.Scalar(0xE000 + UInt32(count)) : nil
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The place of `first` at `mark`, or behind a quotation mark there.
    private static func index(
        of mark: Mark,
        in scalars: [Unicode.Scalar],
        reading first: Unicode.Scalar
    ) -> Int? {
        var line = 1
        var index = 0
        while line < mark.line {
            guard let end = scalars[index...].firstIndex(of: "\n") else { return nil }
            index = end + 1
            line += 1
        }
        index += mark.column - 1
        if scalars.indices.contains(index), scalars[index] == "\"" || scalars[index] == "'" {
            index += 1
        }
        return scalars.indices.contains(index) && scalars[index] == first ? index : nil
    }
}
