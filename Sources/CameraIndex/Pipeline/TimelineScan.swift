/// Watches the files of one camera that lie on one timeline, in the order of their time.
///
/// What is known is passed over, what was broken off is gone on with, and what is new is written to
/// the index step by step: after a kill at any moment the next scan goes on from the last step.
struct TimelineScan<Source: FactSource & ~Copyable>: ~Copyable {
    let context: CameraContext
    let timeline: Timeline
    private var pipeline: Source?
    /// What the pipeline works with: at least as fine as what was asked for.
    private var settings: ScanSettings
    /// Whether the pipeline watched something that nobody had watched before, and since when.
    private var news: FootageTask.News?
    private var recorder: FactRecorder
    private var evidence: EvidenceMaker
    private var outcome = TimelineOutcome()
    private var lastCommit = ContinuousClock.now

    init(_ context: CameraContext, timeline: Timeline) throws(IndexError) {
        self.context = context
        self.timeline = timeline
        settings = context.settings
        recorder = try FactRecorder(context, timeline: timeline)
        evidence = EvidenceMaker(context, timeline: timeline)
    }

    /// Watches `footage`; what of it could not be watched is told as problems.
    mutating func run(_ footage: [PlannedFootage]) throws(IndexError) -> TimelineOutcome {
        var judged = try recorder.judgeAgain()
        for planned in footage where !context.interrupt.isRequested {
            let task = FootageTask(
                for: planned,
                known: recorder.known,
                context: context,
                news: news
            )
            switch task {
            case .passOver(let known):
                try passOver(planned, known)
                context.progress?.foundEvents(
                    judged.events.filter { $0.overlaps(planned.footage.range) }.map(\.id)
                )
            case .cover(let other): cover(planned, by: other, isAsked: footage.contains(other))
            case .goOn(let known): try watch(planned, known, anew: false)
            case .replace: try watch(planned, nil, anew: true)
            }
        }
        if !context.interrupt.isRequested { try joinFollowing(footage) }
        try endPipeline()
        // What was found last may tell that an earlier stop went on, or that another replaced it.
        if !outcome.watched.isEmpty { judged = try recorder.judgeAgain() }
        outcome.problems += judged.problems(of: recorder.known)
        evidence.remove(recorder.takeOrphanedStills())
        try evidence.retry(within: footage.map(\.footage.range))
        try evidence.makeMissing()
        outcome.problems += try evidence.sign()
        outcome.decodedCount += evidence.decodedCount
        return outcome
    }

    // MARK: - Files that are not watched

    private mutating func passOver(
        _ planned: PlannedFootage,
        _ known: Footage
    ) throws(IndexError) {
        try endPipeline()
        if known.path != planned.footage.path || known.sizeBytes != planned.footage.sizeBytes {
            var moved = known
            moved.path = planned.footage.path
            moved.sizeBytes = planned.footage.sizeBytes
            try recorder.note(moved)
        }
        outcome.skipped.append(planned.footage.path)
        context.progress?.skip(planned.duration)
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

    /// Leaves out a file of whose time all was watched in another one.
    private mutating func cover(_ planned: PlannedFootage, by other: Footage, isAsked: Bool) {
        outcome.skipped.append(planned.footage.path)
        context.progress?.skip(planned.duration)
        // Of files that were asked for together, the plan tells it.
        guard !isAsked else { return }
        outcome.problems.append(.overlap(of: planned.footage, with: other))
    }

    /// Watches what follows directly on the asked footage once more, where it was watched before
    /// anybody knew what stands in it when it begins.
    private mutating func joinFollowing(_ asked: [PlannedFootage]) throws(IndexError) {
        while !context.interrupt.isRequested, let news,
            let next = recorder.known.following(
                news.file,
                watchedUntil: news.reached,
                settings.parameters
            ),
            !next.isLive, !asked.contains(next), context.settings.serving(next.settings) != nil,
            news.changes(PlannedFootage(footage: next), settings.parameters), isUnchanged(next)
        {
            outcome.problems.append(
                .note(
                    "\(next.path) follows directly and was watched once more: what stands when it "
                        + "begins came before it."
                )
            )
            try watch(PlannedFootage(footage: next), nil, anew: true)
        }
    }

    /// Whether the file still lies where it was, with what it held.
    private func isUnchanged(_ footage: Footage) -> Bool {
        do throws(MediaError) {
            let reading = try FootageReading(path: footage.path, interrupt: context.interrupt)
            return reading.id == footage.id && reading.sizeBytes == footage.sizeBytes
        } catch {
            return false
        }
    }

    // MARK: - Watching a file

    private mutating func watch(
        _ planned: PlannedFootage,
        _ known: Footage?,
        anew: Bool
    ) throws(IndexError) {
        let start = try prepare(planned, known)
        var footage = planned.footage
        footage.settings = settings.stored
        footage.isComplete = false
        footage.watchedUntil = footage.offset + (start - .zero)
        beginReplacing(planned, from: footage.watchedUntil, anew: anew)
        guard var pipeline = pipeline.take() else { return }
        let failure = try read(&footage, from: start, into: &pipeline)
        outcome.watched.append(footage.path)
        guard failure?.cause != .interrupted || !recorder.isReplacing else {
            // What is known of the file stays as it is, and the place to go on from as well.
            recorder.abandon()
            return
        }
        if failure?.cause != .interrupted {
            // Of a file that breaks off all that can be read was watched: once more finds no more.
            footage.isComplete = true
            if let failure { outcome.problems.append(.missed(failure.description)) }
            // Containers may tell no length, or too short a one.
            footage.range.end = max(footage.range.end, footage.watchedUntil)
        }
        try record(&pipeline, &footage)
        try recorder.commit(floor: settings.parameters.floor)
        news = pipeline.reached.map {
            .init(
                file: footage.id,
                reached: $0,
                openSince: pipeline.openSince,
                start: anew ? planned.footage.offset : nil
            )
        }
        self.pipeline = consume pipeline
        evidence.remove(recorder.takeOrphanedStills())
        try evidence.makeMissing()
    }

    /// Sees to it that what is recorded of a file from `start` on takes the place of what is known.
    private mutating func beginReplacing(
        _ planned: PlannedFootage,
        from start: MediaTime,
        anew: Bool
    ) {
        let superseded = recorder.known.superseded(by: planned)
        var stretch = MediaRange(start, planned.footage.range.end)
        if start > planned.footage.offset, let other = recorder.known.covering(planned) {
            // The last picture of the file before is shown until that file ends.
            stretch.start = max(start, min(other.watchedUntil, stretch.end))
        }
        for file in superseded + [recorder.known.file(like: planned)].compactMap({ $0 }) {
            // What was there may have been longer.
            stretch.end = max(stretch.end, file.range.end)
        }
        guard anew || !superseded.isEmpty || recorder.known.wasWatched(in: stretch) else { return }
        recorder.beginReplacing(stretch, superseded: superseded.map(\.id))
    }

    /// Makes the pipeline ready for a file, and says from which moment of the file it goes on.
    private mutating func prepare(
        _ planned: PlannedFootage,
        _ known: Footage?
    ) throws(IndexError) -> MediaTime {
        // Behind a break, too, the scene is the same; what stood is interrupted by the detector.
        if let reached = pipeline?.reached, planned.footage.range.end > reached {
            return begin(planned, after: reached)
        }
        try endPipeline()
        if !context.again, let restored = try restored(for: planned, known) {
            try recorder.begin(with: restored, at: planned.footage.offset)
            let reached = restored.reached ?? planned.footage.offset
            pipeline = consume restored
            return begin(planned, after: reached)
        }
        settings = context.settings
        try recorder.begin(at: planned.footage.offset)
        pipeline = Source(context, settings, beginningWith: planned)
        let covered = context.again ? nil : recorder.known.covering(planned)?.watchedUntil
        return begin(planned, after: covered ?? planned.footage.offset)
    }

    /// The moment of a file from which it is watched where all before `reached` was watched.
    private func begin(_ planned: PlannedFootage, after reached: MediaTime) -> MediaTime {
        let done = reached - planned.footage.offset
        guard done > ScanPlan.clockRounding else { return .zero }
        context.progress?.skip(done)
        return .zero + done
    }

    /// A pipeline in the state of the last scan, where that ended in this file or before it.
    private mutating func restored(
        for planned: PlannedFootage,
        _ known: Footage?
    ) throws(IndexError) -> Source? {
        let stored = try context.index.checkpoint(camera: context.camera, timeline: timeline)
        guard let checkpoint = stored,
            let file = recorder.known.files.last(where: { $0.offset < checkpoint.reached }),
            let settings = context.settings.serving(file.settings),
            settings.gear == context.settings.gear
        else { return nil }
        // Of what was watched beyond the state nothing is known there; the file is watched anew.
        let isInside = file.id == known?.id && checkpoint.reached <= file.watchedUntil
        let isBefore =
            file.id != planned.footage.id && file.offset <= planned.footage.offset
            && checkpoint.reached < planned.footage.range.end
        guard isInside || isBefore else { return nil }
        var lost: LostState?
        let state = try recorder.state(of: checkpoint, &lost)
        if let lost { outcome.problems.append(.note("\(context.camera): \(lost)")) }
        guard let state else { return nil }
        self.settings = settings
        return Source(context, settings, beginningWith: planned, from: state)
    }

    /// Feeds a file to the pipeline from a moment on; returns why it ended before its end.
    private mutating func read(
        _ footage: inout Footage,
        from start: MediaTime,
        into pipeline: inout Source
    ) throws(IndexError) -> MediaError? {
        defer { pipeline.noteEnd(at: footage.watchedUntil) }
        do throws(MediaError) {
            try pipeline.open(
                footage,
                from: start,
                after: recorder.known.files.filter { $0.id != footage.id },
                interrupt: context.interrupt
            )
        } catch {
            return error
        }
        while true {
            do throws(MediaError) {
                guard let time = try pipeline.step() else { break }
                advance(&footage, to: time)
            } catch {
                return error
            }
            if ContinuousClock.now - lastCommit > context.commitInterval {
                try record(&pipeline, &footage)
            }
        }
        finish(&footage)
        return nil
    }

    private func advance(_ footage: inout Footage, to time: MediaTime) {
        guard time > footage.watchedUntil else { return }
        context.progress?.advance(
            time - footage.watchedUntil,
            to: time,
            of: context.camera,
            clock: footage.clock
        )
        footage.watchedUntil = time
        // Containers may tell less than they hold.
        footage.range.end = max(footage.range.end, time)
    }

    /// Takes note of a clean end: the last picture is shown until the file ends.
    private func finish(_ footage: inout Footage) {
        let planned = PlannedFootage(footage: footage)
        let shown = footage.watchedUntil + (planned.frameInterval ?? FootageReading.usualInterval)
        let isLonger = footage.range.end > footage.watchedUntil
        advance(&footage, to: isLonger ? footage.range.end : shown)
    }

    // MARK: - Recording

    /// Writes what was learned, and from where to go on.
    private mutating func record(
        _ pipeline: inout Source,
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
        news = nil
        guard var pipeline = pipeline.take() else { return }
        try recorder.recordEnd(of: &pipeline)
        outcome.decodedCount += pipeline.decodedCount
        if let failure = pipeline.failure, failure.cause != .interrupted {
            outcome.problems.append(.missed(failure.description))
        }
    }
}

extension [PlannedFootage] {
    /// Whether `footage` is one of them.
    fileprivate func contains(_ footage: Footage) -> Bool {
        contains { $0.footage.id == footage.id }
    }
}
