/// All that is wrong with a configuration: with its file, and those that it includes.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was given.
    public let file: String
    /// What is wrong: in the file, then in those that it includes, each in the order of the file.
    public let problems: [ConfigurationProblem]

    /// Makes an error.
    init(file: String, problems: [ConfigurationProblem]) {
        self.file = file
        self.problems = problems.sorted { left, right in
            let isOwn = (left.file == file, right.file == file)
            if isOwn.0 != isOwn.1 { return isOwn.0 }
            return (left.file, left.line, left.column) < (right.file, right.line, right.column)
        }
    }

    /// One line for each problem: "config/camindexd.yaml:41:7: …".
    public var description: String {
        problems.map { "\($0.spot): \($0.message)" }.joined(separator: "\n")
    }
}

extension ConfigurationError {
    /// A default rule watches a zone that nobody drew for a camera outside the file.
    static func missingZone(
        _ zone: String,
        rule: String,
        camera: String,
        file: String
    ) -> ConfigurationError {
        whole(
            file: file,
            "the default rule \(rule) watches the zone \"\(zone)\", which camera \(camera) does "
                + "not have; draw it under cameras.\(camera).zones, or give the camera rules of "
                + "its own."
        )
    }

    /// The whole file is to blame.
    static func whole(file: String, _ message: String) -> ConfigurationError {
        let problem = ConfigurationProblem(spot: ConfigurationSpot(file: file), message: message)
        return ConfigurationError(file: file, problems: [problem])
    }
}

/// One thing that is wrong in a configuration file.
public struct ConfigurationProblem: Hashable, Sendable {
    let spot: ConfigurationSpot
    /// What is wrong and what to write instead.
    public let message: String

    /// The file.
    public var file: String { spot.file }
    /// The line, from 1; 0 where the whole file is meant.
    public var line: Int { spot.line }
    /// The column, from 1, in Unicode scalars; 0 where the whole file is meant.
    public var column: Int { spot.column }
}
