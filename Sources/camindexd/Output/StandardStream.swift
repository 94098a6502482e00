import Foundation

/// Standard output or standard error.
package struct StandardStream: Sendable {
    /// Where answers go.
    package static let output = StandardStream(handle: .standardOutput)
    /// Where everything goes that is not the answer.
    package static let error = StandardStream(handle: .standardError)

    private let handle: FileHandle

    /// Whether a person reads the stream on a terminal that can erase a line.
    package var isTerminal: Bool {
        isatty(handle.fileDescriptor) == 1
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Writes a text as it is.
    ///
    /// - Throws: what the system says, such as that the disk is full.
    package func write(_ text: String) throws(OutputError) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw OutputError(error)
        }
    }

    /// Writes a line, where a failure to do so cannot be told anybody.
    package func say(_ line: String) {
        tryWrite(line + "\n")
    }

    /// Writes a text, where a failure to do so cannot be told anybody.
    package func tryWrite(_ text: String) {
        do {
            try write(text)
        } catch {
            // The stream for complaints is the one that broke.
        }
    }
}

/// Why an answer could not be written.
package struct OutputError: Error, CustomStringConvertible {
    /// What could not be written.
    private let target: String
    /// What the system says.
    private let reason: String

    /// Makes the error of the file at `path`, or of the answer itself.
    init(path: String? = nil, _ error: any Error) {
        target = path ?? "the answer"
        let error = error as NSError
        reason = error.localizedFailureReason ?? error.localizedDescription
    }

    /// One sentence for the user.
    package var description: String {
        "cannot write \(target): \(reason) Give it a place that can be written and has room."
    }
}
