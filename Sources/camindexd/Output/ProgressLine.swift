package import CameraIndex
import Synchronization

/// How far a scan has come.
package struct ProgressReport: Sendable {
    /// All the footage that is asked for; zero where no file tells its length.
    package var total: MediaDuration
    /// What of it is done: watched now, or known before.
    package var done: MediaDuration
    /// What of `done` was watched in this run.
    package var watched: MediaDuration
    /// The moment reached, as it is printed.
    package var reached: String
    /// Events found or known so far.
    package var eventCount: Int

    /// Makes a report.
    package init(
        total: MediaDuration,
        done: MediaDuration,
        watched: MediaDuration,
        reached: String,
        eventCount: Int
    ) {
        self.total = total
        self.done = done
        self.watched = watched
        self.reached = reached
        self.eventCount = eventCount
    }
}

/// The line on a terminal that tells how far a scan has come; nothing where there is no terminal.
package final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn: Duration?
        var isDrawn = false
        var isFinished = false
    }

    private let isShown: Bool
    private let elapsed: @Sendable () -> Duration
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Makes a line.
    ///
    /// - Parameters:
    ///   - isShown: Whether a person looks at a terminal.
    ///   - elapsed: The time since the scan began.
    ///   - write: Writes to the terminal, at once.
    package init(
        isShown: Bool,
        elapsed: @escaping @Sendable () -> Duration,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.isShown = isShown
        self.elapsed = elapsed
        self.write = write
    }

    /// Draws the line anew, at most five times a second.
    package func update(_ progress: ProgressReport) {
        guard isShown else { return }
        state.withLock { state in
            guard !state.isFinished else { return }
            let now = elapsed()
            if let last = state.lastDrawn, now - last < .milliseconds(200) { return }
            state.lastDrawn = now
            state.isDrawn = true
            write("\r" + Self.text(progress, after: now) + Self.eraseRest)
        }
    }

    /// Erases the line, before something else is written or when the scan has ended.
    package func erase() {
        state.withLock { state in
            guard state.isDrawn else { return }
            state.isDrawn = false
            state.lastDrawn = nil
            write("\r" + Self.eraseRest)
        }
    }

    /// Erases the line for good: what is still to come of reports is passed over.
    package func finish() {
        state.withLock { $0.isFinished = true }
        erase()
    }

    private static let eraseRest = "\u{1B}[K"
    /// A line that wraps cannot be erased; terminals have at least 80 columns.
    private static let widest = 79

    private static func text(_ progress: ProgressReport, after elapsed: Duration) -> String {
        var parts: [String] = []
        if progress.total > .zero {
            let percent = min(100, 100 * progress.done.microseconds / progress.total.microseconds)
            parts.append("\(percent) %")
        }
        parts.append(progress.reached)
        let seconds = elapsed / .seconds(1)
        if seconds > 0, progress.watched > .zero {
            let speed = progress.watched.seconds / seconds
            parts.append("\(SpeedText.text(speed)) × real time")
            // The first second says more about opening the file than about the rest of it.
            if progress.total > progress.done, seconds >= 1 {
                let left = ((progress.total - progress.done).seconds / speed).rounded(.up)
                parts.append("\(MediaDuration.seconds(left).shortText) left")
            }
        }
        parts.append(progress.eventCount == 1 ? "1 event" : "\(progress.eventCount) events")
        var line = ""
        for part in parts where !part.isEmpty {
            let next = line.isEmpty ? part : line + "  " + part
            if DisplayWidth.of(next) > widest { break }
            line = next
        }
        return line
    }
}

/// How many seconds of footage a scan does in a second.
package enum SpeedText {
    /// The number with two significant digits where it is small: "0.8", "3.1", "310".
    package static func text(_ speed: Double) -> String {
        guard speed < 10 else { return String(Int(speed.rounded())) }
        let tenths = Int((speed * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
