import CameraIndex
import Foundation

/// Work that shows how far it has come, and that Ctrl-C stops cleanly.
final class InterruptibleRun: Sendable {
    private let interrupt: Interrupt
    private let notice: String
    private let report: @Sendable () -> ProgressReport
    private let line: ProgressLine
    private let begin: ContinuousClock.Instant

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - interrupt: Asks the work to stop.
    ///   - isQuiet: Whether nothing is shown.
    ///   - notice: What the first signal says.
    ///   - report: How far the work has come.
    init(
        interrupt: Interrupt,
        isQuiet: Bool,
        notice: String,
        report: @escaping @Sendable () -> ProgressReport
    ) {
        let begin = ContinuousClock.now
        self.begin = begin
        self.interrupt = interrupt
        self.notice = notice
        self.report = report
        line = ProgressLine(
            isShown: !isQuiet && StandardStream.error.isTerminal,
            elapsed: { ContinuousClock.now - begin },
            write: { StandardStream.error.tryWrite($0) }
        )
    }

    /// The time since it was prepared.
    var elapsed: Duration { ContinuousClock.now - begin }

    /// Shows the progress of `work` and listens for signals until it ends.
    func during<Outcome>(_ work: () throws -> Outcome) rethrows -> Outcome {
        let stops = [SIGINT, SIGTERM].map { ProcessSignal($0) { self.stop() } }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { self.line.update(self.report()) }
        timer.schedule(deadline: .now() + .milliseconds(250), repeating: .milliseconds(250))
        timer.activate()
        defer {
            timer.cancel()
            for stop in stops { stop.cancel() }
            line.finish()
        }
        return try work()
    }

    /// The first signal stops the work, the second one ends the program.
    private func stop() {
        guard !interrupt.isRequested else { Foundation.exit(ExitStatus.partial.rawValue) }
        interrupt.request()
        line.erase()
        StandardStream.error.say(notice)
    }
}
