internal import Foundation
internal import Yams

extension ConfigurationDocument {
    /// Reads the file at `path`.
    ///
    /// - Throws: `ConfigurationError` where it cannot be read, or is not YAML.
    init(contentsOf path: String) throws(ConfigurationError) {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw .whole(file: path, "cannot be read: \(reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .whole(file: path, "is not UTF-8 text; save it as UTF-8.")
        }
        try self.init(text, file: path)
    }

    /// Reads a text; `file` names it in errors.
    ///
    /// - Throws: `ConfigurationError` where it is not YAML.
    init(_ text: String, file: String) throws(ConfigurationError) {
        do {
            try self.init(text)
        } catch {
            throw .syntax(error, file: file, text: text)
        }
    }
}

extension ConfigurationError {
    /// The file is not YAML.
    fileprivate static func syntax(
        _ error: any Error,
        file: String,
        text: String
    ) -> ConfigurationError {
        guard let error = error as? YamlError else { return whole(file: file, "\(error)") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return at(mark.line, mark.column, file: file, "is not valid YAML here: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            return at(
                context.mark.line,
                context.mark.column,
                file: file,
                "\(keys.joined(separator: ", ")) stands twice."
            )
        case .reader(let problem, let offset, _, _):
            let line = text.prefix(offset ?? 0).count { $0.isNewline } + 1
            return at(line, 1, file: file, "is not valid YAML here: \(problem).")
        default:
            return whole(file: file, "is not valid YAML: \(error)")
        }
    }

    private static func at(
        _ line: Int,
        _ column: Int,
        file: String,
        _ message: String
    ) -> ConfigurationError {
        let problem = ConfigurationProblem(
            spot: ConfigurationSpot(file: file, line: line, column: column),
            message: message
        )
        return ConfigurationError(file: file, problems: [problem])
    }
}
