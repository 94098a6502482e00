package import CameraIndex
import Foundation

/// Tells in the data folder where the daemon that runs on it can be asked.
package struct DaemonFile: Hashable, Sendable, Codable {
    /// Where it listens.
    package var listen: String
    /// Its process.
    package var process: Int32

    /// Makes what is written.
    package init(listen: ListenAddress, process: Int32) {
        self.listen = listen.description
        self.process = process
    }

    /// Where it listens; nil where that cannot be read.
    package var address: ListenAddress? { ListenAddress(listen) }

    /// Writes it into a data folder.
    ///
    /// - Throws: what the system says.
    package func write(into folder: String) throws {
        try JSONEncoder().encode(self).write(to: Self.url(in: folder), options: .atomic)
    }

    /// Reads it; nil where there is none, or one that was not written by this program.
    package static func read(from folder: String) -> DaemonFile? {
        do {
            let bytes = try Data(contentsOf: url(in: folder))
            return try JSONDecoder().decode(DaemonFile.self, from: bytes)
        } catch {
            // No daemon listens, or the file cannot be read: the lease tells whether one runs.
            return nil
        }
    }

    /// Removes it, where it is there.
    package static func remove(from folder: String) {
        do {
            try FileManager.default.removeItem(at: url(in: folder))
        } catch {
            // It is not there, or stays behind; then nobody answers where it says.
        }
    }

    private static func url(in folder: String) -> URL { URL(filePath: folder + "/daemon.json") }
}
