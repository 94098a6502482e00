package import CameraIndex
import Foundation

/// How a daemon is: what `/status` answers, and `camindexd status` shows.
package struct DaemonStatus: Hashable, Sendable, Codable {
    /// Version of the program.
    package var version: String
    /// The folder of the index.
    package var dataFolder: String
    /// What the process takes of the machine.
    package var process: ProcessUsage
    /// The watch and its cameras.
    package var watch: WatchStatus
    /// Those who are told of events.
    package var destinations: [DestinationStatus]

    /// Makes a status.
    package init(
        version: String,
        dataFolder: String,
        process: ProcessUsage,
        watch: WatchStatus,
        destinations: [DestinationStatus] = []
    ) {
        self.version = version
        self.dataFolder = dataFolder
        self.process = process
        self.watch = watch
        self.destinations = destinations
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: `DecodingError` where it is something else.
    package init(json: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(DaemonStatus.self, from: Data(json))
    }

    /// It as JSON on one line.
    ///
    /// - Throws: what the encoder throws.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
