import Dispatch
import Foundation
import Synchronization

/// Records many cameras on a few threads, and deletes what need not be kept.
///
/// A disk that hangs stops these threads and nothing else: what cannot be written is left out.
final class RecordingPool: Sendable {
    private struct Queue {
        var cameras: [RecordedCamera] = []
        var isClosed = false
    }

    /// A camera: what of it is kept, and who records it, if anybody does.
    private struct Entry: Sendable {
        var terms: RecordingTerms
        var camera: RecordedCamera?
    }

    private let request: RecordingRequest
    private let index: EventIndex
    private let gate = RecordingGate()
    private let budget: RecordingBudget
    private let clock: any HostClock
    private let report: @Sendable (_ camera: String, RecordingNews) -> Void
    private let entries = Mutex<[String: Entry]>([:])
    private let queue = Mutex(Queue())
    private let work = DispatchSemaphore(value: 0)
    private let workers = DispatchGroup()
    private let sweeping = DispatchSemaphore(value: 0)

    /// Threads that write: while one waits for the disk, the other goes on.
    private static let threads = 2
    /// Seconds between two looks at what need not be kept.
    private static let sweepInterval = 20.0

    /// Prepares to record the cameras of a request.
    ///
    /// - Parameters:
    ///   - request: which cameras, and where.
    ///   - index: where segments are noted.
    ///   - clock: tells the time.
    ///   - report: is told what goes wrong; called from many threads.
    init(
        _ request: RecordingRequest,
        on index: EventIndex,
        clock: any HostClock,
        report: @escaping @Sendable (_ camera: String, RecordingNews) -> Void
    ) {
        self.request = request
        self.index = index
        self.clock = clock
        self.report = report
        budget = RecordingBudget(request.memory)
        for (name, terms) in request.cameras { add(name, terms) }
    }

    /// Records a camera from now on, or only keeps what there is of it, as its terms say.
    func add(_ name: String, _ terms: RecordingTerms) {
        let camera = terms.mode == .off ? nil : recorded(name, terms)
        entries.withLock { $0[name] = Entry(terms: terms, camera: camera) }
    }

    /// Records a camera no longer; what is written of it is ended, and stays.
    func remove(_ name: String) {
        let entry = entries.withLock { $0.removeValue(forKey: name) }
        if let camera = entry?.camera { submit([.end], of: camera) }
    }

    /// Takes what is to be recorded of a camera and never waits; nil where it is not recorded.
    func recordingOfCamera(_ name: String) -> (@Sendable ([RecordingItem]) -> Void)? {
        guard let camera = entries.withLock({ $0[name]?.camera }) else { return nil }
        return { [self] in submit($0, of: camera) }
    }

    /// Records a camera by these terms from now on, where it was not before.
    func begin(_ name: String, _ terms: RecordingTerms) {
        let known = entries.withLock { $0[name]?.terms }
        if let known, known.isRecorded(as: terms) { return }
        remove(name)
        add(name, terms)
    }

    /// Keeps what there is of the cameras for as long as these terms say; what is recorded of those
    /// that are watched is told with `begin` and `remove`.
    func keep(_ cameras: [String: RecordingTerms]) {
        entries.withLock { entries in
            for (name, terms) in cameras {
                guard var entry = entries[name] else {
                    if terms.mode == .off { entries[name] = Entry(terms: terms) }
                    continue
                }
                (entry.terms.age, entry.terms.bytes) = (terms.age, terms.bytes)
                entries[name] = entry
            }
            for (name, entry) in entries where entry.camera == nil && cameras[name] == nil {
                entries[name] = nil
            }
        }
    }

    /// Takes what is to be recorded of a camera, if it is, and never waits.
    func submit(_ items: [RecordingItem], ofCamera name: String) {
        guard let camera = entries.withLock({ $0[name]?.camera }) else { return }
        submit(items, of: camera)
    }

    private func recorded(_ name: String, _ terms: RecordingTerms) -> RecordedCamera {
        let report = report
        return RecordedCamera(
            SegmentJournal(camera: name, place: request.place, index: index),
            terms,
            gate: gate,
            inbox: RecordingInbox(mostBytes: request.memoryPerCamera, of: budget),
            clock: clock,
            report: { report(name, $0) }
        )
    }

    private var cameras: [RecordedCamera] {
        entries.withLock { $0.values.compactMap(\.camera) }.sorted { $0.name < $1.name }
    }

    /// Starts the threads.
    func start() {
        for number in 1...Self.threads {
            run("record-\(number)") { [self] in
                while let camera = next() { if camera.work() { enqueue(camera) } }
            }
        }
        run("retain") { [self] in
            for camera in cameras where !isClosed { camera.prepare() }
            repeat {
                clean()
            } while sweeping.wait(timeout: .now() + Self.sweepInterval) == .timedOut
        }
    }

    private func submit(_ items: [RecordingItem], of camera: RecordedCamera) {
        if camera.lay(items) { enqueue(camera) }
    }

    /// Has all segments ended, and then the threads; does not wait for it.
    func close() {
        for camera in cameras { submit([.end], of: camera) }
        queue.withLock { $0.isClosed = true }
        for _ in 0..<Self.threads { work.signal() }
        sweeping.signal()
    }

    /// Waits until all is on the disk, but not for longer than a disk that hangs is worth.
    func wait(within patience: MediaDuration) {
        _ = workers.wait(timeout: .now() + patience.seconds)
    }

    // MARK: - Threads

    private var isClosed: Bool { queue.withLock { $0.isClosed } }

    private func run(_ name: String, _ body: @escaping @Sendable () -> Void) {
        workers.enter()
        let thread = Thread { [self] in
            body()
            workers.leave()
        }
        thread.name = name
        thread.start()
    }

    private func enqueue(_ camera: RecordedCamera) {
        queue.withLock { $0.cameras.append(camera) }
        work.signal()
    }

    /// The camera that waits longest; nil when all is done.
    private func next() -> RecordedCamera? {
        while true {
            work.wait()
            let (camera, isDone) = queue.withLock { queue in
                (
                    queue.cameras.isEmpty ? nil : queue.cameras.removeFirst(),
                    queue.isClosed && queue.cameras.isEmpty
                )
            }
            if let camera { return camera }
            if isDone { return nil }
        }
    }

    private func clean() {
        let terms = entries.withLock { $0.mapValues(\.terms) }
        let sweep = RecordingSweep(place: request.place, index: index, cameras: terms)
        do throws(RecordingError) {
            gate.shortage = try sweep.run(at: clock.utc)
        } catch {
            // One line says it for all.
            if let first = terms.keys.min() { report(first, .failed(error)) }
        }
    }
}
