import Dispatch
import Foundation
import Synchronization

/// Watches clips of known truth as a scan does, and judges what was found.
public struct EvaluationJob: Sendable {
    /// How clips are watched and judged, where that shall not be as their truth says.
    public struct Options: Sendable {
        /// The limit of the rule.
        public var limit: MediaDuration?
        /// Where the rule holds; empty where each truth says it.
        public var zones: [Zone] = []
        /// The time between two samples that are analysed; nil for the usual one.
        public var samplePeriod: MediaDuration?
        /// How the clips are sampled; nil for the cheapest gear that keeps the promise of the rule.
        public var gear: Gear? = .all
        /// Another number makes a survey look at other moments.
        public var seed: UInt64 = 0
        /// Threads that may work at a time.
        public var jobs = 1

        /// Makes options that change nothing.
        public init() {}
    }

    /// How far the job has come.
    public let progress: EvaluationProgress

    private let clips: [Clip]
    private let options: Options
    private let interrupt: Interrupt

    private struct Clip: Sendable {
        var truth: ClipTruth
        var camera: String
        var limit: MediaDuration
        var zones: [Zone]
        var progress: ScanProgress
    }

    /// Plans an evaluation; opens no footage.
    ///
    /// - Parameters:
    ///   - truths: the clips, each with its truth.
    ///   - options: how they are watched and judged.
    ///   - interrupt: stops the job cleanly.
    /// - Throws: `EvaluationError.noLimit` where nothing says the limit for a clip.
    public init(
        _ truths: [ClipTruth],
        options: Options = Options(),
        interrupt: Interrupt = Interrupt()
    ) throws(EvaluationError) {
        progress = EvaluationProgress(truths)
        self.options = options
        self.interrupt = interrupt
        var clips: [Clip] = []
        var names: [String: Int] = [:]
        for (truth, progress) in zip(truths, progress.clips) {
            guard let limit = options.limit ?? truth.limit else { throw .noLimit(clip: truth.name) }
            names[truth.name, default: 0] += 1
            let number = names[truth.name] ?? 1
            clips.append(
                Clip(
                    truth: truth,
                    // Each clip is a camera of its own: all times begin anew with it.
                    camera: number == 1 ? truth.name : "\(truth.name)-\(number)",
                    limit: limit,
                    zones: options.zones.isEmpty ? [truth.zone] : options.zones,
                    progress: progress
                )
            )
        }
        self.clips = clips
    }

    /// Watches and judges all clips, several at a time.
    ///
    /// - Parameter index: where facts and events go, opened for writing; nothing else may be in
    ///   it.
    /// - Returns: one evaluation for each clip, in their order; where somebody stopped the job,
    ///   those that were finished.
    /// - Throws: `IndexError` when the index cannot be written.
    public func run(on index: EventIndex) throws(IndexError) -> [ClipEvaluation] {
        let answers = Mutex(
            [Result<ClipEvaluation?, IndexError>?](repeating: nil, count: clips.count)
        )
        let next = Atomic<Int>(0)
        // The longest first: none is left to run alone at the end.
        let order = clips.indices.sorted {
            (length(of: $1), $0) < (length(of: $0), $1)
        }
        let threads = max(1, min(options.jobs, clips.count))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while !interrupt.isRequested {
                let place = next.add(1, ordering: .relaxed).oldValue
                guard place < order.count else { return }
                let answer: Result<ClipEvaluation?, IndexError>
                do throws(IndexError) {
                    answer = .success(try evaluate(clips[order[place]], on: index))
                } catch {
                    answer = .failure(error)
                    interrupt.request()
                }
                answers.withLock { $0[order[place]] = answer }
            }
        }
        var evaluations: [ClipEvaluation] = []
        for answer in answers.withLock({ $0 }) {
            if let evaluation = try answer?.get() { evaluations.append(evaluation) }
        }
        return evaluations
    }

    private func length(of clip: Int) -> MediaDuration { clips[clip].truth.duration ?? .zero }

    /// Watches and judges one clip; nil where somebody stopped it midway.
    private func evaluate(
        _ clip: Clip,
        on index: EventIndex
    ) throws(IndexError) -> ClipEvaluation? {
        let rules = clip.zones.map { zone in
            var rule = DwellRule(zone: zone, limit: clip.limit)
            // Each true stop is asked for, also one that goes on with another.
            rule.rearm = .zero
            return rule
        }
        var request = ScanRequest(
            paths: [clip.truth.path],
            camera: clip.camera,
            rules: { _ in rules },
            samplePeriod: options.samplePeriod,
            command: "camindexd evaluate"
        )
        request.gear = options.gear
        request.seed = options.seed
        request.makesEvidence = false
        // Nobody goes on with a clip that was stopped midway.
        request.commitInterval = .seconds(3_600)
        var findings = ClipEvaluation.Findings()
        var problems: [String] = []
        do {
            let job = try ScanJob(
                planning: request,
                interrupt: interrupt,
                progress: clip.progress
            )
            let summary = try job.run(on: index)
            problems = summary.allProblems.filter { $0.severity == .missed }.map { "\($0)" }
            findings = try Self.findings(summary, in: index)
        } catch let error as IndexError {
            throw error
        } catch {
            problems = ["\(error)"]
        }
        guard !interrupt.isRequested else { return nil }
        var evaluation = ClipEvaluation(
            of: clip.truth,
            findings,
            limit: clip.limit,
            zones: clip.zones
        )
        evaluation.camera = clip.camera
        evaluation.problems = problems
        return evaluation
    }

    /// What a scan of one clip found, laid on the clip's own clock.
    private static func findings(
        _ summary: ScanSummary,
        in index: EventIndex
    ) throws(IndexError) -> ClipEvaluation.Findings {
        var findings = ClipEvaluation.Findings()
        for camera in summary.cameras {
            for asked in camera.asked {
                let file = try index.footage(of: camera.camera).first {
                    $0.timeline == asked.timeline && $0.path == asked.path
                }
                let shift = MediaTime.zero - (file?.offset ?? asked.range.start)
                findings.stops += try index.stops(
                    camera: camera.camera,
                    timeline: asked.timeline
                )
                .map { $0.moved(by: shift) }
                findings.events += camera.events.map { $0.event.moved(by: shift) }
                findings.length = findings.length + asked.range.duration
            }
            findings.watched = findings.watched + camera.watchedDuration
            findings.decodedCount += camera.decodedCount
        }
        return findings
    }
}

extension Stop {
    /// The stop on a clock that shows `shift` more.
    fileprivate func moved(by shift: MediaDuration) -> Stop {
        var stop = self
        stop.since = since + shift
        stop.lastSeen = lastSeen + shift
        stop.gaps = gaps.map { MediaRange($0.start + shift, $0.end + shift) }
        return stop
    }
}

extension Event {
    /// The event on a clock that shows `shift` more.
    fileprivate func moved(by shift: MediaDuration) -> Event {
        var event = self
        event.since = since + shift
        event.raisedAt = raisedAt + shift
        event.endedAt = endedAt.map { $0 + shift }
        event.clock = .unknown
        return event
    }
}
