import Dispatch
import Synchronization

/// Watches recorded footage: finds the files, lays them on their cameras' time, watches what is not
/// known yet, several cameras at a time, and tells what the index knows of them then.
///
/// The facts and events are the same whatever the number of threads.
public struct ScanJob: Sendable {
    private let request: ScanRequest
    private let index: EventIndex
    private let interrupt: Interrupt

    /// How far the job has come; may be read from any thread.
    public let progress = ScanProgress()

    /// Makes a job.
    ///
    /// - Parameters:
    ///   - request: what is to be watched.
    ///   - index: where facts and events go, opened for writing.
    ///   - interrupt: stops the job cleanly: what is learned is kept.
    public init(_ request: ScanRequest, index: EventIndex, interrupt: Interrupt = Interrupt()) {
        self.request = request
        self.index = index
        self.interrupt = interrupt
    }

    /// Runs the job to its end.
    ///
    /// - Returns: what came of it; footage that could not be watched is a problem in it.
    /// - Throws: `ScanError` when nothing can be planned, `IndexError` when the index cannot be
    ///   written or another process writes one of the cameras.
    @discardableResult
    public func run() throws -> ScanSummary {
        let plan = try ScanPlan(request, interrupt: interrupt)
        let holder = LeaseHolder.thisProcess(request.command)
        var leases: [CameraLease] = []
        for (camera, _) in plan.cameras { leases.append(try index.lease(camera, holder: holder)) }
        defer { for lease in leases { lease.release() } }
        progress.expect(
            plan.cameras.flatMap(\.footage).reduce(.zero) { $0 + $1.duration }
        )
        let scans = try plan.cameras.map {
            try scan(of: $0.camera, $0.footage, among: plan.cameras.count)
        }
        var summary = ScanSummary()
        summary.problems = plan.problems
        summary.cameras = try inParallel(scans)
        summary.isInterrupted = interrupt.isRequested
        return summary
    }

    private func scan(
        of camera: String,
        _ footage: [PlannedFootage],
        among count: Int
    ) throws -> CameraScan {
        let rules = try request.rules(camera)
        return CameraScan(
            context: CameraContext(
                camera: camera,
                index: index,
                rules: rules,
                settings: ScanSettings(rules: rules, samplePeriod: request.samplePeriod),
                again: request.again,
                decoderThreads: max(1, request.jobs / max(1, count)),
                timeZone: request.timeZone,
                commitInterval: request.commitInterval,
                interrupt: interrupt,
                progress: progress
            ),
            footage: footage
        )
    }

    /// Runs scans on at most `jobs` threads; the answers come in the order of the scans.
    private func inParallel(_ scans: [CameraScan]) throws -> [ScanSummary.Camera] {
        let answers = Mutex(
            [Result<ScanSummary.Camera, IndexError>?](
                repeating: nil,
                count: scans.count
            )
        )
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(request.jobs, scans.count)) { _ in
            while true {
                let place = next.add(1, ordering: .relaxed).oldValue
                guard place < scans.count else { return }
                let answer: Result<ScanSummary.Camera, IndexError>
                do throws(IndexError) {
                    answer = .success(try scans[place].run())
                } catch {
                    answer = .failure(error)
                    // What the disk refuses to one camera it refuses to all.
                    interrupt.request()
                }
                answers.withLock { $0[place] = answer }
            }
        }
        return try answers.withLock { try $0.compactMap { try $0?.get() } }
    }
}
