import CameraIndex

/// The daemon that runs on a data folder, for whoever wants to ask it.
struct RunningDaemon {
    private let client: DaemonClient
    private let address: ListenAddress
    private let folder: String
    /// Whether somebody holds the folder.
    private let isKnown: Bool

    /// Finds it.
    ///
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - configured: where a configuration says that it listens.
    /// - Throws: `ServerError` where none runs, or it answers no questions; what reading the folder
    ///   throws.
    init(on folder: String, configured: ListenAddress?) throws {
        let (path, holder) = try Self.holder(of: folder)
        let file = holder.flatMap { holder in
            DaemonFile.read(from: path).flatMap { $0.process == holder.process ? $0 : nil }
        }
        guard let address = file?.address ?? configured, address.port > 0 else {
            throw holder.map { ServerError.silent(folder: path, by: $0) }
                ?? ServerError.notRunning(folder: path)
        }
        self.address = address
        self.folder = path
        isKnown = holder != nil
        client = DaemonClient(address)
    }

    /// A data folder's path, and who runs on it.
    private static func holder(of folder: String) throws -> (path: String, LeaseHolder?) {
        do {
            let directory = try DataDirectory(openingAt: folder)
            return (directory.path, try DaemonLease.holder(of: directory))
        } catch IndexError.missing(let path) {
            // A daemon that has just been started makes its index in a moment; from one that runs
            // the folder may have been taken away.
            return (path, nil)
        }
    }

    /// How it is, as it says.
    ///
    /// - Throws: `ServerError` where it does not answer.
    func status() async throws(ServerError) -> DaemonStatus {
        do throws(ServerError) {
            return try await answer()
        } catch {
            // Who answers or not at the configured address need not be the one that was looked for.
            throw isKnown ? error : .notRunning(folder: folder)
        }
    }

    private func answer() async throws(ServerError) -> DaemonStatus {
        let answer = try await client.get(WatchAnswers.Question.status.rawValue)
        switch answer.status {
        case 200:
            do {
                let status = try DaemonStatus(json: answer.bytes)
                guard status.dataFolder == folder else { throw ServerError.stranger(address) }
                return status
            } catch {
                throw .stranger(address)
            }
        case 500...599:
            let reason = String(decoding: answer.bytes, as: UTF8.self)
            throw .noAnswer(address, reason: String(reason.prefix { $0 != "\n" }))
        default: throw .stranger(address)
        }
    }
}
