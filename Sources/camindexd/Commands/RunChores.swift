import CameraIndex
import Dispatch
import Logging
import Synchronization

/// What `camindexd run` does from time to time, beside watching.
final class RunChores {
    private let job: WatchJob
    private let logger: Logger
    private var timers: [any DispatchSourceTimer] = []

    /// So often memory is given back, in seconds; with 20 cameras its cost cannot be measured.
    private static let trimming = 15.0

    /// Begins with the chores of a job.
    ///
    /// - Parameters:
    ///   - job: what is watched.
    ///   - logger: what is to be known goes there.
    ///   - systemd: whose watchdog is fed, where it has one.
    init(of job: WatchJob, _ logger: Logger, _ systemd: Systemd?) {
        self.job = job
        self.logger = logger
        if let systemd, let watchdog = systemd.watchdog { feed(systemd, within: watchdog) }
        checkClock()
        checkBounds()
        each(Self.trimming) { Allocator.trim() }
    }

    /// Ends them.
    func cancel() {
        for timer in timers { timer.cancel() }
    }

    private func each(_ seconds: Double, _ work: @escaping @Sendable () -> Void) {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler(handler: work)
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
        timer.activate()
        timers.append(timer)
    }

    /// Feeds systemd's watchdog for as long as no thread hangs that looks at what cameras send.
    private func feed(_ systemd: Systemd, within limit: Duration) {
        let feed = { @Sendable [job] in
            if Liveness.trouble(afterWorking: job.longestWork) == nil { systemd.tell(.alive) }
        }
        feed()
        // Some three times in the time that it waits.
        each(0.3 * Double(max(1, limit.components.seconds)), feed)
    }

    /// Tells that the clock was set, once for each time that it was.
    private func checkClock() {
        let told = Mutex(MediaDuration.zero)
        each(10) { [job, logger] in
            let step = job.clockStep
            let isNew = told.withLock { told in
                guard (step - told).magnitude > .seconds(1) else { return false }
                told = step
                return true
            }
            if isNew { logger.warning("\(ClockStepWords(step))") }
        }
    }

    /// Tells which cameras' keyframes have come to lie farther apart than their rules bear.
    private func checkBounds() {
        let watch = Mutex(BoundWatch())
        each(30) { [job, logger] in
            let cameras = job.status.cameras
            for change in watch.withLock({ $0.changes(in: cameras) }) {
                logger.log(
                    level: change.isPastBound ? .warning : .info,
                    "\(change.text)",
                    metadata: ["camera": .string(change.camera), "news": "bound"]
                )
            }
        }
    }
}
