import Dispatch
import Synchronization

/// Watches recorded footage: finds the files, lays them on their cameras' time, watches what is not
/// known yet, several cameras at a time, and tells what the index knows of them then.
///
/// The facts and events are the same whatever the number of threads.
public struct ScanJob: Sendable {
    /// How far the job has come; may be read from any thread.
    public let progress: ScanProgress
    /// What could not be planned, and what whoever asked should know.
    public var problems: [ScanProblem] { plan.problems }
    /// Whether there is nothing to watch: no file of those asked for is footage.
    public var isEmpty: Bool { plan.cameras.isEmpty }

    private let request: ScanRequest
    private let interrupt: Interrupt
    private let plan: ScanPlan
    private let rules: [String: [DwellRule]]

    /// Plans a job: finds the files and reads their heads; decodes and changes nothing.
    ///
    /// - Parameters:
    ///   - request: what is to be watched.
    ///   - interrupt: stops the job cleanly: what is learned is kept.
    ///   - progress: is told how far the job has come.
    /// - Throws: `ScanError` when nothing can be planned, or what the request throws where it
    ///   cannot tell the rules of a camera.
    public init(
        planning request: ScanRequest,
        interrupt: Interrupt = Interrupt(),
        progress: ScanProgress = ScanProgress()
    ) throws {
        self.request = request
        self.interrupt = interrupt
        self.progress = progress
        plan = try ScanPlan(request, interrupt: interrupt)
        var rules: [String: [DwellRule]] = [:]
        for (camera, _) in plan.cameras { rules[camera] = try request.rules(camera) }
        self.rules = rules
    }

    /// Runs the job to its end.
    ///
    /// - Parameter index: where facts and events go, opened for writing.
    /// - Returns: what came of it; footage that could not be watched is a problem in it.
    /// - Throws: `IndexError` when the index cannot be written or another process writes one of
    ///   the cameras.
    @discardableResult
    public func run(on index: EventIndex) throws(IndexError) -> ScanSummary {
        let holder = LeaseHolder.thisProcess(request.command)
        var leases: [CameraLease] = []
        for (camera, _) in plan.cameras { leases.append(try index.lease(camera, holder: holder)) }
        defer { for lease in leases { lease.release() } }
        var plan = plan
        try plan.recall(from: index)
        progress.expect(
            plan.cameras.flatMap(\.footage).reduce(.zero) { $0 + $1.duration }
        )
        let scans = plan.cameras.map { scan(of: $0.camera, $0.footage, on: index) }
        var summary = ScanSummary(problems: plan.problems)
        summary.cameras = try inParallel(scans)
        summary.isInterrupted = interrupt.isRequested
        summary.storage = request.storage.readings
        return summary
    }

    private func scan(
        of camera: String,
        _ footage: [PlannedFootage],
        on index: EventIndex
    ) -> CameraScan {
        let rules = rules[camera] ?? []
        return CameraScan(
            context: CameraContext(
                camera: camera,
                index: index,
                rules: rules,
                settings: ScanSettings(
                    rules: rules,
                    gear: request.gear ?? .survey,
                    shortestStop: request.shortestStop,
                    precision: request.precision,
                    samplePeriod: request.samplePeriod
                ),
                again: request.again,
                keepsClips: request.keepsClips,
                timeZone: request.timeZone,
                commitInterval: request.commitInterval,
                makesEvidence: request.makesEvidence,
                seed: request.seed,
                pictureLog: request.pictureLog,
                storage: request.storage,
                threads: max(1, request.jobs / max(1, plan.cameras.count)),
                interrupt: interrupt,
                progress: progress
            ),
            footage: footage,
            isGearAsked: request.gear != nil
        )
    }

    /// Runs scans on at most `jobs` threads; the answers come in the order of the scans.
    private func inParallel(
        _ scans: [CameraScan]
    ) throws(IndexError) -> [ScanSummary.Camera] {
        let answers = Mutex(
            [Result<ScanSummary.Camera, IndexError>?](
                repeating: nil,
                count: scans.count
            )
        )
        let next = Atomic<Int>(0)
        let threads = min(max(1, request.jobs), scans.count)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
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
        var summaries: [ScanSummary.Camera] = []
        for answer in answers.withLock({ $0 }) {
            if let answer { summaries.append(try answer.get()) }
        }
        return summaries
    }
}
