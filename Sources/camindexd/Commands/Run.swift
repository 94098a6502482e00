import ArgumentParser
import CameraIndex
import Foundation
import Logging

/// `camindexd run`: watches the cameras of the configuration until it is stopped.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watches live cameras and indexes what stops, until it is stopped.",
        discussion: """
            The cameras are those of the configuration that have a source. What is found is asked \
            for with `camindexd query`, also while this runs. SIGTERM and Ctrl-C end it within two \
            seconds; when it is started again, what stands goes on.

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

    func run() throws {
        guard options.config != nil else {
            throw UsageError("run needs a configuration; name its file with --config.")
        }
        let settings = try options.settings()
        let secrets = StreamSecrets(environment: ProcessInfo.processInfo.environment)
        var request = WatchRequest(
            cameras: try settings.configuration.watchedCameras(secrets: secrets),
            timeZone: settings.zone,
            jobs: try OptionText.jobs(jobs)
        )
        request.limits = settings.configuration.streamLimits
        request.keepsClips = settings.configuration.keepsClips ?? true
        request.recording = settings.configuration.recordingRequest(
            dataFolder: settings.dataFolder
        )
        let clock = request.clock
        let logger = Logger(label: "camindexd") { [logFormat] _ in
            LogLine(logFormat, zone: settings.zone, clock: clock)
        }
        let directory = try DataDirectory(creatingAt: settings.dataFolder)
        let lease = try DaemonLease(of: directory, holder: .thisProcess(request.command))
        defer { lease.release() }
        let log = WatchLog(
            logger,
            cameraCount: request.cameras.count,
            clock: clock
        )
        let job = try WatchJob(request, on: .open(directory, access: .writing)) { camera, news in
            log.note(news, of: camera)
        }
        let systemd = Systemd(environment: ProcessInfo.processInfo.environment)
        let stops = [SIGINT, SIGTERM].map { signal in
            StopSignal(signal) {
                systemd?.tell(.stopping)
                job.stop()
            }
        }
        defer { for stop in stops { stop.cancel() } }
        let count = request.cameras.count
        let cameras = count == 1 ? "1 camera" : "\(count) cameras"
        logger.info("watching \(cameras); the index is \(directory.path)")
        systemd?.tell(.ready)
        let watchdog = systemd.flatMap { feeding($0, for: job) }
        defer { watchdog?.cancel() }
        let clockCheck = checkingClock(of: job, logger)
        defer { clockCheck.cancel() }
        job.run()
        logger.info("stopped; what was learned is kept")
    }

    /// Feeds the watchdog of systemd for as long as what the cameras sent is looked at.
    private func feeding(
        _ systemd: Systemd,
        for job: WatchJob
    ) -> (any DispatchSourceTimer)? {
        guard let watchdog = systemd.watchdog else { return nil }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler {
            if job.longestWait < Self.longestWait { systemd.tell(.alive) }
        }
        // Some three times in the time that it waits.
        let seconds = max(1, Int(watchdog.components.seconds))
        let step = DispatchTimeInterval.milliseconds(seconds * 300)
        timer.schedule(deadline: .now(), repeating: step)
        timer.activate()
        return timer
    }

    /// Tells each ten minutes that the clock was set, where it was.
    private func checkingClock(of job: WatchJob, _ logger: Logger) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler {
            let step = job.clockStep
            guard step.magnitude > .seconds(1) else { return }
            let side = step < .zero ? "back" : "ahead"
            logger.warning(
                """
                this machine's clock was set \(side) by \(step.magnitude.shortText); the times of \
                events go on as before. Start camindexd anew to have it follow.
                """
            )
        }
        timer.schedule(deadline: .now() + 60, repeating: 600)
        timer.activate()
        return timer
    }

    /// What waits for so long waits for ever: a disk hangs, or the program does.
    private static let longestWait = MediaDuration.seconds(45)
}

extension LogFormat: ExpressibleByArgument {}
