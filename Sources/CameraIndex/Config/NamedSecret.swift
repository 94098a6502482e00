/// A text of the configuration in which secrets stand by name, `${NAME}`.
struct NamedSecret: Hashable, Sendable {
    /// Why it cannot be had.
    struct Problem: Error {
        let message: String
    }

    /// The text as it was written.
    let text: String
    /// Its way from the root of the file.
    let path: String
    /// Where it stands.
    let spot: ConfigurationSpot

    /// Whether all of it is one name.
    var isName: Bool { text.wholeMatch(of: /\$\{[^{}]+\}/) != nil }

    /// Whether a name stands in it.
    var holdsName: Bool { text.contains(/\$\{[^{}]+\}/) }

    /// The text with what the names stand for.
    ///
    /// - Parameter secrets: what the names stand for.
    /// - Returns: the text.
    /// - Throws: `Problem` where one stands for nothing.
    func revealed(by secrets: StreamSecrets) throws(Problem) -> Secret {
        var result = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\$\{([^{}]*)\}/) {
            let name = String(match.1)
            let value: String?
            do throws(StreamAddressError) {
                value = try secrets.value(of: name)
            } catch {
                throw Problem(message: "\(path): \(error)")
            }
            guard let value else {
                throw Problem(
                    message: "\(path) names ${\(name)}, which is neither a systemd credential nor "
                        + "an environment variable; set it, or correct the name."
                )
            }
            result += rest[..<match.range.lowerBound] + value
            rest = rest[match.range.upperBound...]
        }
        return Secret(result + rest)
    }
}
