import Foundation

/// Who holds a lease, as it wrote into the lock file.
public struct LeaseHolder: Hashable, Sendable {
    /// Number of the process.
    public var process: Int32
    /// What it does, such as `camindexd scan`.
    public var command: String
    /// The machine it runs on.
    public var host: String
    /// When it took the lease.
    public var since: UTCTime

    /// Makes a holder.
    public init(process: Int32, command: String, host: String, since: UTCTime) {
        self.process = process
        self.command = command
        self.host = host
        self.since = since
    }

    /// This process, which does `command`, from now on.
    public static func thisProcess(_ command: String) -> LeaseHolder {
        let seconds = Date().timeIntervalSince1970
        return LeaseHolder(
            process: ProcessInfo.processInfo.processIdentifier,
            command: command,
            host: ProcessInfo.processInfo.hostName,
            since: UTCTime(microseconds: Int64(seconds) * 1_000_000)
        )
    }

    /// The holder as it stands in the lock file: a line for each property.
    var text: String {
        """
        process \(process)
        command \(command)
        host \(host)
        since \(since.rfc3339(in: .current))

        """
    }

    /// Reads what a holder wrote, or nil where it has not written all of it yet.
    init?(text: String) {
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { continue }
            values[line[..<space]] = line[line.index(after: space)...]
        }
        guard let process = values["process"].flatMap({ Int32($0) }),
            let command = values["command"], let host = values["host"],
            let since = values["since"].flatMap({ UTCTime(rfc3339: String($0)) })
        else { return nil }
        self.init(
            process: process,
            command: String(command),
            host: String(host),
            since: since
        )
    }
}

extension LeaseHolder: CustomStringConvertible {
    /// The holder in the words of an error message.
    public var description: String {
        let here = ProcessInfo.processInfo.hostName
        let place = host == here ? "" : " on \(host)"
        return "\(command) (process \(process)\(place)) since \(since.rfc3339(in: .current))"
    }
}
