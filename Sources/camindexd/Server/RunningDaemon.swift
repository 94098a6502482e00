import CameraIndex

/// The daemon that runs on a data folder, for whoever wants to ask it.
struct RunningDaemon {
    private let client: DaemonClient
    private let address: ListenAddress
    private let folder: String

    /// Finds it.
    ///
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - configured: where a configuration says that it listens.
    /// - Throws: `ServerError` where none runs, or it answers no questions; what reading the folder
    ///   throws.
    init(on folder: String, configured: ListenAddress?) throws {
        let directory: DataDirectory
        do {
            directory = try DataDirectory(openingAt: folder)
        } catch IndexError.missing(let path) {
            // A daemon that has just been started makes its index in a moment.
            throw ServerError.notRunning(folder: path)
        }
        guard let holder = try DaemonLease.holder(of: directory) else {
            throw ServerError.notRunning(folder: directory.path)
        }
        let file = DaemonFile.read(from: directory.path)
        let isCurrent = file?.process == holder.process
        guard let address = isCurrent ? file?.address : configured, address.port > 0 else {
            throw ServerError.silent(folder: directory.path, by: holder)
        }
        self.address = address
        self.folder = directory.path
        client = DaemonClient(address)
    }

    /// How it is, as it says.
    ///
    /// - Throws: `ServerError` where it does not answer.
    func status() async throws(ServerError) -> DaemonStatus {
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
