public import ArgumentParser
public import CameraIndex

/// The form of an answer.
package enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Columns for people.
    case table
    /// One array of objects.
    case json
    /// One object a line.
    case jsonl
    /// RFC 4180, with a line of titles.
    case csv

    static let help = ArgumentHelp("Form of the answer.", valueName: "format")
}

extension Event.State: ExpressibleByArgument {}
extension Event.Review: ExpressibleByArgument {}
