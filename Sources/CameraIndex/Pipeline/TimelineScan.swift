/// Watches the files of one camera that lie on one timeline, in the order of their time.
///
/// What is known is passed over, what was broken off is gone on with, and what is new is written to
/// the index step by step: after a kill at any moment the next scan goes on from the last step.
struct TimelineScan: ~Copyable {
    /// What came of it.
    struct Outcome: Sendable {
        /// Files that were decoded.
        var watched: [String] = []
        /// Files that were known already.
        var skipped: [String] = []
        var problems: [ScanProblem] = []
    }

    let context: CameraContext
    let timeline: Timeline
    private var pipeline: CameraPipeline?
    private var clock = MediaClock.unknown
    private var recorder: FactRecorder
    private var evidence: EvidenceMaker
    private var outcome = Outcome()
    private var lastCommit = ContinuousClock.now

    init(_ context: CameraContext, timeline: Timeline) {
        self.context = context
        self.timeline = timeline
        recorder = FactRecorder(context, timeline: timeline)
        evidence = EvidenceMaker(context, timeline: timeline)
    }

    /// Watches `footage`; what of it could not be watched is told as problems.
    mutating func run(_ footage: [PlannedFootage]) throws(IndexError) -> Outcome {
        try recorder.judgeAgain(clock: footage.first?.footage.clock ?? .unknown)
        for planned in footage where !context.interrupt.isRequested {
            clock = planned.footage.clock
            switch try FootageTask(
                for: planned,
                context: context,
                timeline: timeline,
                live: pipeline?.reached
            )
            {
            case .passOver(let known): try passOver(planned, known)
            case .goOn(let known): try watch(planned, replacing: false, known: known)
            case .replace: try watch(planned, replacing: true, known: nil)
            }
        }
        try endPipeline()
        try evidence.makeMissing()
        evidence.remove(recorder.orphanedStills)
        return outcome
    }

    private mutating func passOver(
        _ planned: PlannedFootage,
        _ known: Footage
    ) throws(IndexError) {
        try endPipeline()
        if known.path != planned.footage.path {
            var moved = known
            moved.path = planned.footage.path
            try recorder.note(moved)
        }
        outcome.skipped.append(planned.footage.path)
        context.progress.skip(planned.duration)
        let missing = known.range.end - known.watchedUntil
        if missing > ScanPlan.clockRounding {
            outcome.problems.append(
                .missed(
                    "\(planned.footage.path): its last \(missing.shortText) could not be read when "
                        + "it was watched; mend the file and scan it with --again."
                )
            )
        }
    }

    // MARK: - Watching a file

    private mutating func watch(
        _ planned: PlannedFootage,
        replacing: Bool,
        known: Footage?
    ) throws(IndexError) {
        let start = try prepare(planned, known: known)
        if replacing { recorder.beginReplacing(planned.footage.range, clock: clock) }
        var footage = planned.footage
        footage.settings = context.settings.stored
        footage.watchedUntil = footage.offset + (start - .zero)
        guard var pipeline = pipeline.take() else { return }
        let failure = try read(&footage, from: start, into: &pipeline)
        outcome.watched.append(footage.path)
        if failure?.cause == .interrupted {
            recorder.abandon()
        } else {
            // Of a file that breaks off all that can be read was watched: once more finds no more.
            footage.isComplete = true
            if let failure { outcome.problems.append(.missed(failure.description)) }
        }
        try record(&pipeline, &footage)
        self.pipeline = consume pipeline
        try recorder.commit()
        try evidence.makeMissing()
    }

    /// Makes the pipeline ready for a file, and says from which moment of the file it goes on.
    private mutating func prepare(
        _ planned: PlannedFootage,
        known: Footage?
    ) throws(IndexError) -> MediaTime {
        if let reached = pipeline?.reached, planned.follows(reached, context.settings.parameters) {
            return .zero
        }
        try endPipeline()
        var fresh = CameraPipeline(
            parameters: context.settings.parameters,
            frameInterval: planned.frameInterval
        )
        if !context.again, try restore(&fresh, planned, known), let reached = fresh.reached {
            try recorder.expectOpenStops()
            pipeline = consume fresh
            let done = max(.zero, reached - planned.footage.offset)
            context.progress.skip(done)
            return .zero + done
        }
        try recorder.interruptOpenStops(before: planned.footage.offset, clock: clock)
        pipeline = consume fresh
        return .zero
    }

    /// Takes up the state of the last scan, where it ended in this file or shortly before it.
    private func restore(
        _ pipeline: inout CameraPipeline,
        _ planned: PlannedFootage,
        _ known: Footage?
    ) throws(IndexError) -> Bool {
        guard
            let checkpoint = try context.index.checkpoint(
                camera: context.camera,
                timeline: timeline
            )
        else { return false }
        let isInside = known != nil && planned.footage.range.contains(checkpoint.reached)
        guard isInside || planned.follows(checkpoint.reached, context.settings.parameters) else {
            return false
        }
        let state = try checkpoint.state.read(in: context.index.directory)
        do throws(DetectionError) {
            try pipeline.restore(state)
            return true
        } catch {
            // Made by another version or with other settings: the scene is learned anew.
            return false
        }
    }

    /// Feeds a file to the pipeline from a moment on; returns why it ended before its end.
    private mutating func read(
        _ footage: inout Footage,
        from start: MediaTime,
        into pipeline: inout CameraPipeline
    ) throws(IndexError) -> MediaError? {
        var steps = FootageSteps(
            path: footage.path,
            from: start,
            threads: context.decoderThreads,
            interrupt: context.interrupt
        )
        while let step = steps.next() {
            switch consume step {
            case .frame(let frame):
                let time = footage.offset + (frame.time - MediaTime.zero)
                do throws(MediaError) {
                    try pipeline.step(frame, at: time)
                } catch {
                    return error
                }
                advance(&footage, to: time)
            case .damaged(let range):
                let shift = footage.offset - MediaTime.zero
                pipeline.noteDamage(MediaRange(range.start + shift, range.end + shift))
                hole(range, in: footage)
            }
            if ContinuousClock.now - lastCommit > context.commitInterval {
                try record(&pipeline, &footage)
            }
        }
        if steps.failure == nil { advance(&footage, to: footage.range.end) }
        pipeline.noteEnd(at: footage.watchedUntil)
        return steps.failure
    }

    private func advance(_ footage: inout Footage, to time: MediaTime) {
        guard time > footage.watchedUntil else { return }
        context.progress.advance(
            time - footage.watchedUntil,
            to: time,
            of: context.camera,
            clock: clock
        )
        footage.watchedUntil = time
    }

    private mutating func hole(_ range: MediaRange, in footage: Footage) {
        outcome.problems.append(
            .missed(
                "\(footage.path) is damaged from \(range.start.text) to \(range.end.text): "
                    + "nothing was seen there."
            )
        )
    }

    // MARK: - Recording

    /// Writes what was learned, and from where to go on.
    private mutating func record(
        _ pipeline: inout CameraPipeline,
        _ footage: inout Footage
    ) throws(IndexError) {
        footage.tail = tail(of: footage)
        try recorder.record(&pipeline, footage)
        lastCommit = ContinuousClock.now
    }

    /// The last keyframe that was read, by which the file is known again when it has grown.
    private func tail(of footage: Footage) -> Footage.Tail? {
        do throws(MediaError) {
            let reached = MediaTime(
                microseconds: (footage.watchedUntil - footage.offset).microseconds
            )
            let keyframe = try FootageFingerprint.keyframe(of: footage.path, atOrBefore: reached)
            return keyframe.map { Footage.Tail(at: $0.at, sha256: $0.sha256) }
        } catch {
            // A file that cannot be searched is watched anew when it has grown.
            return nil
        }
    }

    /// Ends what is being watched: what follows does not go on with it.
    private mutating func endPipeline() throws(IndexError) {
        guard var pipeline = pipeline.take() else { return }
        try recorder.recordEnd(of: &pipeline, clock: clock)
    }
}
