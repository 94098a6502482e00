internal import Yams

/// A place in a file of the configuration.
struct ConfigurationSpot: Hashable, Sendable {
    let file: String
    /// From 1; 0 where the whole file is meant.
    let line: Int
    /// From 1, in Unicode scalars; 0 where the whole file is meant.
    let column: Int

    /// The place of a mark, or the whole file where there is none.
    init(file: String, _ mark: Mark?) {
        self.init(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
    }

    /// A place.
    init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension ConfigurationSpot: CustomStringConvertible {
    /// It as compilers write it: "config/camindexd.yaml:41:7".
    var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
