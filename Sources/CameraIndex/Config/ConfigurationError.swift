/// All that is wrong with a configuration file.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was given.
    public let file: String
    /// What is wrong, in the order of the file.
    public let problems: [ConfigurationProblem]

    /// Makes an error.
    init(file: String, problems: [ConfigurationProblem]) {
        self.file = file
        self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// One line for each problem: "config/camindexd.yaml:41:7: …".
    public var description: String {
        problems.map { problem in
            let place = problem.line == 0 ? "" : ":\(problem.line):\(problem.column)"
            return "\(file)\(place): \(problem.message)"
        }
        .joined(separator: "\n")
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
        let problem = ConfigurationProblem(line: 0, column: 0, message: message)
        return ConfigurationError(file: file, problems: [problem])
    }
}

/// One thing that is wrong in a configuration file.
public struct ConfigurationProblem: Hashable, Sendable {
    /// The line, from 1; 0 where the whole file is meant.
    public let line: Int
    /// The column, from 1, in Unicode scalars; 0 where the whole file is meant.
    public let column: Int
    /// What is wrong and what to write instead.
    public let message: String
}
