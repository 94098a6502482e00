import CameraIndex
import Foundation

/// A scan while it runs: shows how far it has come, and stops it cleanly on Ctrl-C.
struct ScanRun {
    /// What a scan cost.
    struct Effort: Sendable {
        /// Footage that was decoded.
        let watched: MediaDuration
        /// How long it took.
        let elapsed: Duration
    }

    private let request: ScanRequest
    private let progress: ScanProgress
    private let interrupt: Interrupt
    private let run: InterruptibleRun

    /// Prepares a scan.
    init(_ request: ScanRequest, isQuiet: Bool) {
        let progress = ScanProgress()
        let zone = request.timeZone
        self.request = request
        self.progress = progress
        interrupt = Interrupt()
        run = InterruptibleRun(
            interrupt: interrupt,
            isQuiet: isQuiet,
            notice: "stopping; what was watched is kept. Once more to stop at once."
        ) {
            let now = progress.snapshot
            let moment = now.reached.map { MomentText(clock: now.clock, zone: zone).full($0) }
            return ProgressReport(
                total: now.total,
                done: now.done,
                watched: now.watched,
                reached: moment ?? "",
                eventCount: now.events
            )
        }
    }

    /// What the scan has cost so far.
    var effort: Effort {
        Effort(watched: progress.snapshot.watched, elapsed: run.elapsed)
    }

    /// Plans the scan and runs it to its end, on an index that is opened only where there is
    /// something to watch.
    func outcome(
        opening index: () throws -> EventIndex
    ) throws -> (summary: ScanSummary, index: EventIndex?) {
        try run.during {
            let job = try ScanJob(planning: request, interrupt: interrupt, progress: progress)
            guard !job.isEmpty else {
                var summary = ScanSummary(problems: job.problems)
                summary.isInterrupted = interrupt.isRequested
                return (summary, nil)
            }
            let index = try index()
            return (try job.run(on: index), index)
        }
    }
}
