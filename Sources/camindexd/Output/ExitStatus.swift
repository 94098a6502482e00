/// What the program tells its caller when it ends.
package enum ExitStatus: Int32, Sendable {
    /// All that was asked for was done.
    case done = 0
    /// Nothing could be done.
    case failed = 1
    /// The command line is wrong; nothing was done.
    case usage = 2
    /// Some of the footage asked for was not watched.
    case partial = 3
    /// The configuration file is wrong; nothing was done. `EX_CONFIG` of sysexits.h.
    case badConfiguration = 78
}

/// A mistake on the command line: what is wrong and what to write instead.
package struct UsageError: Error, CustomStringConvertible {
    /// One sentence for the user.
    package let description: String

    /// Makes an error of one sentence.
    package init(_ description: String) {
        self.description = description
    }
}

/// The end of a command that said already, on the streams, what there was to say.
struct CommandEnd: Error {
    /// What the caller is told.
    let status: ExitStatus
}
