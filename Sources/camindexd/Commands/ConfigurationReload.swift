import CameraIndex
import Foundation
import Logging

/// Reads the configuration of a running watch anew, and has it followed where it is right.
final class ConfigurationReload: Sendable {
    private let options: SettingsOptions
    /// With what the program began.
    private let begun: Settings
    private let job: WatchJob
    private let notifier: Notifier
    private let log: WatchLog
    private let logger: Logger
    private let systemd: Systemd?

    /// Prepares to read what `options` name, as `begun` was read.
    init(
        of options: SettingsOptions,
        begunWith begun: Settings,
        for job: WatchJob,
        _ notifier: Notifier,
        _ log: WatchLog,
        _ logger: Logger,
        _ systemd: Systemd?
    ) {
        self.options = options
        self.begun = begun
        self.job = job
        self.notifier = notifier
        self.log = log
        self.logger = logger
        self.systemd = systemd
    }

    /// Reads and follows; where something is wrong, that is told and everything goes on as it was.
    func run() {
        systemd?.tell(.reloading)
        defer { systemd?.tell(.ready) }
        do {
            let settings = try options.settings()
            let request = try settings.watchRequest()
            let destinations = try settings.destinations()
            for key in settings.keysNeedingRestart(since: begun) {
                logger.warning("\(key) has changed, which needs a restart; the old holds till then")
            }
            follow(request)
            follow(destinations)
        } catch {
            for line in "\(error)".split(separator: "\n") { logger.error("\(line)") }
            logger.error(
                """
                the configuration is wrong; everything goes on as it was. Correct it and reload \
                again.
                """
            )
        }
    }

    private func follow(_ destinations: [Destination]) {
        do throws(IndexError) {
            try notifier.follow(destinations)
        } catch {
            logger.error("others are told of events as before: \(error) Then reload again.")
        }
    }

    private func follow(_ request: WatchRequest) {
        let change = job.follow(request)
        log.follow(Set(request.cameras.map(\.id)).subtracting(change.refused.keys))
        for (camera, error) in change.refused.sorted(by: { $0.key < $1.key }) {
            logger.error(
                "is not watched: \(error) Then reload again.",
                metadata: ["camera": .string(camera)]
            )
        }
        logger.info("the configuration was read anew: \(change.text)")
        InsecureCameras(among: request.cameras).tell(logger)
    }
}

extension Settings {
    /// What a watch is asked to do by the configuration.
    ///
    /// - Throws: `ConfigurationError` where no camera is watched, or a name in an address stands
    ///   for nothing.
    func watchRequest() throws(ConfigurationError) -> WatchRequest {
        let secrets = StreamSecrets(environment: ProcessInfo.processInfo.environment)
        var request = WatchRequest(
            cameras: try configuration.watchedCameras(secrets: secrets),
            timeZone: zone
        )
        request.limits = configuration.streamLimits
        request.keepsClips = configuration.keepsClips ?? true
        request.recording = configuration.recordingRequest(dataFolder: dataFolder)
        return request
    }

    /// Who is told of events by the configuration.
    ///
    /// - Throws: `ConfigurationError` where the name of a secret stands for nothing.
    func destinations() throws(ConfigurationError) -> [Destination] {
        let secrets = StreamSecrets(environment: ProcessInfo.processInfo.environment)
        return try configuration.destinations(secrets: secrets)
    }

    /// The keys that say something else than those a run began with and that it cannot follow.
    fileprivate func keysNeedingRestart(since begun: Settings) -> [String] {
        var keys: [String] = []
        if dataFolder != begun.dataFolder { keys.append("data") }
        if configuration.recordingPlace(dataFolder: begun.dataFolder)
            != begun.configuration.recordingPlace(dataFolder: begun.dataFolder)
        {
            keys.append("recording")
        }
        if configuration.listenAddress != begun.configuration.listenAddress {
            keys.append("http.listen")
        }
        if zone != begun.zone { keys.append("time_zone of the log") }
        return keys
    }
}
