import CameraIndex
import Foundation

/// An evaluation while it runs: shows how far it has come, and stops it cleanly on Ctrl-C.
final class EvaluationRun: Sendable {
    private let job: EvaluationJob
    private let interrupt: Interrupt
    private let line: ProgressLine

    /// Prepares to run `job`.
    init(_ job: EvaluationJob, interrupt: Interrupt, isQuiet: Bool) {
        let begin = ContinuousClock.now
        self.job = job
        self.interrupt = interrupt
        line = ProgressLine(
            isShown: !isQuiet && StandardStream.error.isTerminal,
            elapsed: { ContinuousClock.now - begin },
            write: { StandardStream.error.tryWrite($0) }
        )
    }

    /// Runs the job to its end, on an index in `folder`, or in one that is removed afterwards.
    func clips(keepingIn folder: String?) throws -> [ClipEvaluation] {
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
        if let folder { return try clips(in: folder) }
        let passing = FileManager.default.temporaryDirectory
            .appendingPathComponent("camindexd-evaluate-\(UUID().uuidString)")
        let clips = Result { try self.clips(in: passing.path) }
        if FileManager.default.fileExists(atPath: passing.path) {
            try FileManager.default.removeItem(at: passing)
        }
        return try clips.get()
    }

    private func clips(in folder: String) throws -> [ClipEvaluation] {
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        return try job.run(on: index)
    }

    /// The first signal stops the evaluation, the second one ends the program.
    private func stop() {
        guard !interrupt.isRequested else { Foundation.exit(ExitStatus.partial.rawValue) }
        interrupt.request()
        line.erase()
        StandardStream.error.say("stopping; clips that were watched are told. Once more to stop.")
    }

    private func draw() {
        let now = job.progress.snapshot
        line.update(
            ProgressReport(
                total: now.total,
                done: now.done,
                watched: now.watched,
                reached: "",
                eventCount: now.events
            )
        )
    }
}
