import Foundation

/// What the names in addresses stand for: credentials that systemd hands over, else variables.
public struct StreamSecrets: Sendable {
    /// The folder of systemd's credentials, or nil.
    private let folder: String?
    private let variables: [String: String]
    /// Whether every name stands for something, nobody knows for what.
    private let isUnknown: Bool

    /// What names stand for is not known here: addresses can be checked, not opened.
    public static let unknown = StreamSecrets(folder: nil, variables: [:], isUnknown: true)

    /// Secrets of a process with these variables; `CREDENTIALS_DIRECTORY` names the folder in which
    /// systemd lays a file for each credential.
    public init(environment: [String: String]) {
        self.init(
            folder: environment["CREDENTIALS_DIRECTORY"],
            variables: environment,
            isUnknown: false
        )
    }

    private init(folder: String?, variables: [String: String], isUnknown: Bool) {
        self.folder = folder
        self.variables = variables
        self.isUnknown = isUnknown
    }

    /// What a name stands for, or nil where it stands for nothing.
    ///
    /// A file's last end of line is none of the secret.
    /// - Throws: `StreamAddressError` where a credential cannot be read.
    func value(of name: String) throws(StreamAddressError) -> String? {
        if isUnknown { return "" }
        guard let folder, !name.isEmpty, !name.contains("/"), name != "..", name != "." else {
            return variables[name]
        }
        let file = URL(filePath: folder).appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
            return variables[name]
        }
        do {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        } catch {
            throw StreamAddressError(.unreadable(name, error.localizedDescription), in: name)
        }
    }
}
