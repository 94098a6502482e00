import CameraIndex
import Foundation
import Synchronization

/// A scan while it runs: shows how far it has come, and stops it cleanly on Ctrl-C.
final class ScanRun: Sendable {
    /// What a scan cost.
    struct Effort: Sendable {
        /// Footage that was decoded.
        let watched: MediaDuration
        /// How long it took.
        let elapsed: Duration
    }

    private let request: ScanRequest
    private let progress = ScanProgress()
    private let interrupt = Interrupt()
    private let line: ProgressLine
    private let zone: TimeZone
    private let begin: ContinuousClock.Instant

    /// Prepares a scan.
    init(_ request: ScanRequest, isQuiet: Bool) {
        let begin = ContinuousClock.now
        self.begin = begin
        self.request = request
        zone = request.timeZone
        let isShown = !isQuiet && StandardStream.error.isTerminal
        line = ProgressLine(
            isShown: isShown,
            elapsed: { ContinuousClock.now - begin },
            write: { StandardStream.error.tryWrite($0) }
        )
    }

    /// What the scan has cost so far.
    var effort: Effort {
        Effort(watched: progress.snapshot.watched, elapsed: ContinuousClock.now - begin)
    }

    /// Plans the scan and runs it to its end, on an index that is opened only where there is
    /// something to watch.
    func outcome(
        opening index: () throws -> EventIndex
    ) throws -> (summary: ScanSummary, index: EventIndex?) {
        let stops = [SIGINT, SIGTERM].map { StopSignal($0) { self.stop() } }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { self.draw() }
        timer.schedule(deadline: .now() + .milliseconds(250), repeating: .milliseconds(250))
        timer.activate()
        defer {
            timer.cancel()
            for stop in stops { stop.cancel() }
            line.finish()
        }
        let job = try ScanJob(planning: request, interrupt: interrupt, progress: progress)
        guard !job.isEmpty else {
            var summary = ScanSummary(problems: job.problems)
            summary.isInterrupted = interrupt.isRequested
            return (summary, nil)
        }
        let index = try index()
        return (try job.run(on: index), index)
    }

    /// The first signal stops the scan, the second one ends the program.
    private func stop() {
        guard !interrupt.isRequested else { Foundation.exit(ExitStatus.partial.rawValue) }
        interrupt.request()
        line.erase()
        StandardStream.error.say("stopping; what was watched is kept. Once more to stop at once.")
    }

    private func draw() {
        let now = progress.snapshot
        let moment = now.reached.map { MomentText(clock: now.clock, zone: zone).full($0) }
        line.update(
            ProgressReport(
                total: now.total,
                done: now.done,
                watched: now.watched,
                reached: moment ?? "",
                eventCount: now.events
            )
        )
    }
}

/// Calls a function when the process gets a signal, instead of ending.
final class StopSignal {
    private let source: any DispatchSourceSignal

    /// Begins to wait for `signal`.
    init(_ signal: CInt, _ handler: @escaping @Sendable () -> Void) {
        // The source only sees what the default action does not end first.
        Foundation.signal(signal, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
        source.setEventHandler(handler: handler)
        source.activate()
    }

    /// Waits no longer.
    func cancel() {
        source.cancel()
    }
}
