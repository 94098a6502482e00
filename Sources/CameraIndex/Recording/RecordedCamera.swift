import Synchronization

/// A camera that is recorded: what waits to be written, and who writes it.
final class RecordedCamera: Sendable {
    private struct State: ~Copyable {
        var recorder: CameraRecorder
        /// When something could not be written, on the steady clock; nil where it can.
        var failedAt: MediaTime?
    }

    /// Name of the camera.
    let name: String
    /// What of it is recorded.
    let terms: RecordingTerms
    private let clock: any HostClock
    private let report: @Sendable (RecordingNews) -> Void
    private let inbox: Mutex<RecordingInbox>
    private let state: Mutex<State>

    /// So long it is waited until writing is tried again.
    private static let patience = MediaDuration.seconds(10)

    /// Prepares a camera.
    init(
        _ journal: SegmentJournal,
        _ terms: RecordingTerms,
        gate: RecordingGate,
        inbox: RecordingInbox,
        clock: any HostClock,
        report: @escaping @Sendable (RecordingNews) -> Void
    ) {
        name = journal.camera
        self.terms = terms
        self.clock = clock
        self.report = report
        self.inbox = Mutex(inbox)
        state = Mutex(State(recorder: CameraRecorder(to: journal, terms, gate: gate)))
    }

    /// Lays items in; never waits for the disk.
    ///
    /// - Returns: whether it must be queued for that.
    func lay(_ items: [RecordingItem]) -> Bool {
        inbox.withLock { inbox in
            inbox.add(items)
            guard !inbox.isQueued, !inbox.isEmpty else { return false }
            inbox.isQueued = true
            return true
        }
    }

    /// Puts in order what an earlier run left.
    func prepare() {
        state.withLock { state in
            attempt(&state) { state throws(RecordingError) in try state.recorder.prepare() }
        }
    }

    /// Writes what waits; whether more waits then.
    func work() -> Bool {
        let (items, leftOut) = inbox.withLock { $0.takeAll() }
        if leftOut > 0 { report(.leftOut(leftOut)) }
        state.withLock { state in
            for item in items { take(item, &state) }
        }
        return inbox.withLock { inbox in
            inbox.isQueued = !inbox.isEmpty
            return inbox.isQueued
        }
    }

    private func take(_ item: RecordingItem, _ state: inout State) {
        if let failedAt = state.failedAt, case .packet = item {
            guard clock.steady - failedAt >= Self.patience else { return }
            state.failedAt = nil
        }
        attempt(&state) { state throws(RecordingError) in try state.recorder.take(item) }
    }

    private func attempt(
        _ state: inout State,
        _ work: (inout State) throws(RecordingError) -> Void
    ) {
        do throws(RecordingError) {
            try work(&state)
        } catch {
            state.failedAt = clock.steady
            state.recorder.abandon()
            report(.failed(error))
        }
    }
}
