import ArgumentParser
import CameraIndex
import Foundation
import Logging

/// `camindexd run`: watches the cameras of the configuration until it is stopped.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watches live cameras and indexes what stops, until it is stopped.",
        discussion: """
            The cameras are those of the configuration that have a source. What is found is asked \
            for with `camindexd query`, also while this runs. SIGTERM and Ctrl-C end it within two \
            seconds; when it is started again, what stands goes on. SIGHUP has it read the \
            configuration anew and follow what has changed; the other cameras go on untouched. \
            `camindexd status` tells how the cameras are; over HTTP, on this machine alone where \
            http.listen does not say otherwise, /metrics, /healthz, /readyz and /status do.

            Examples:
              camindexd run --config camindexd.yaml
              camindexd run --config camindexd.yaml --log-format json
            """
    )

    @Option(
        help: ArgumentHelp(
            "Threads that decode. Default: one for each core.",
            valueName: "count"
        )
    )
    var jobs: Int?

    @Option(help: ArgumentHelp("How the log is written: text or json.", valueName: "format"))
    var logFormat = LogFormat.text

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        Allocator.givesBackPlanes()
        OpenFileLimit.raise()
        guard options.config != nil else {
            throw UsageError("run needs a configuration; name its file with --config.")
        }
        let settings = try options.settings()
        var request = try settings.watchRequest()
        let destinations = try settings.destinations()
        request.jobs = try OptionText.jobs(jobs)
        let clock = request.clock
        let logger = Logger(label: "camindexd") { [logFormat] _ in
            LogLine(logFormat, zone: settings.zone, clock: clock)
        }
        let directory = try DataDirectory(creatingAt: settings.dataFolder)
        let lease = try DaemonLease(of: directory, holder: .thisProcess(request.command))
        defer { lease.release() }
        let answers = WatchAnswers(dataFolder: directory.path)
        try await listen(settings.configuration, directory, answers, logger)
        defer { DaemonFile.remove(from: directory.path) }
        let log = WatchLog(
            logger,
            cameraCount: request.cameras.count,
            clock: clock
        )
        let index = try EventIndex.open(directory, access: .writing)
        let job = try WatchJob(request, on: index) { camera, news in log.note(news, of: camera) }
        let notifier = Notifier(index, zone: settings.zone, clock: clock, logger: logger) {
            job.status.cameras
        }
        try notifier.follow(destinations)
        answers.begin(destinations: notifier.statuses) { job.status }
        let systemd = Systemd(environment: ProcessInfo.processInfo.environment)
        let reload = ConfigurationReload(
            of: options,
            begunWith: settings,
            for: job,
            notifier,
            log,
            logger,
            systemd
        )
        let signals = signals(to: job, notifier, reload, systemd)
        defer { for signal in signals { signal.cancel() } }
        let count = request.cameras.count
        let cameras = count == 1 ? "1 camera" : "\(count) cameras"
        logger.info("watching \(cameras); the index is \(directory.path)")
        InsecureCameras(among: request.cameras).tell(logger)
        systemd?.tell(.ready)
        let chores = RunChores(of: job, logger, systemd)
        defer { chores.cancel() }
        await ended(job)
        notifier.stop()
        await notifier.ended()
        logger.info("stopped; what was learned is kept")
    }

    /// Has signals end the watch, or the configuration read anew.
    private func signals(
        to job: WatchJob,
        _ notifier: Notifier,
        _ reload: ConfigurationReload,
        _ systemd: Systemd?
    ) -> [ProcessSignal] {
        let stop: @Sendable () -> Void = {
            systemd?.tell(.stopping)
            job.stop()
            notifier.stop()
        }
        return [
            ProcessSignal(SIGINT, stop), ProcessSignal(SIGTERM, stop),
            ProcessSignal(SIGHUP) { reload.run() },
        ]
    }

    /// Begins to answer over HTTP, where the configuration says so; tells others where that is.
    private func listen(
        _ configuration: SiteConfiguration,
        _ directory: DataDirectory,
        _ answers: WatchAnswers,
        _ logger: Logger
    ) async throws {
        // What a daemon that was killed left there.
        DaemonFile.remove(from: directory.path)
        guard let wanted = configuration.listenAddress else { return }
        let server = try await WatchServer.start(at: wanted, answers)
        let file = DaemonFile(
            listen: server.address,
            process: ProcessInfo.processInfo.processIdentifier
        )
        try file.write(into: directory.path)
        logger.info("answering on http://\(server.address): /metrics, /healthz, /readyz, /status")
        if !wanted.isLoopback {
            logger.warning(
                """
                other machines reach \(server.address), which tells anybody the cameras' addresses \
                and states; write 127.0.0.1:\(server.address.port) as http.listen to keep them out
                """
            )
        }
    }

    /// Watches until the job ends, on a thread that may block.
    private func ended(_ job: WatchJob) async {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                job.run()
                continuation.resume()
            }
            thread.name = "watch"
            thread.start()
        }
    }
}

extension LogFormat: ExpressibleByArgument {}
