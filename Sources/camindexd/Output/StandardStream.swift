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
    package func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw OutputError(reason: reason)
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
    /// What the system says.
    let reason: String

    /// One sentence for the user.
    package var description: String {
        "cannot write the answer: \(reason). Give it a place with room and run the command again."
    }
}
