/// Makes the evidence of events from the footage they were seen in, and has it signed.
///
/// Stills are decoded anew, at full resolution and quality, and clips are cut for the events that
/// were raised: nothing is kept of the many stops that end in time.
struct EvidenceMaker: ~Copyable {
    private let context: CameraContext
    private let timeline: Timeline
    private let store: StillStore
    private let encoder = JPEGEncoder()
    private let clips: ClipMaker
    private var painter: TextPainter?

    /// The limit from which on a still midway says more than those at both ends.
    private static let leastLimitForMidway = MediaDuration.seconds(20)
    /// How far apart the stills of a stationary offence must be (GA/T 832-2014).
    private static let leastStep = MediaDuration.seconds(10)
    /// A frame more or less is what a moment may be moved by to keep that.
    private static let longestPush = MediaDuration.seconds(1)
    /// How long a still may wait for a keyframe below the full rate.
    static let longestPatience = MediaDuration.seconds(4)

    /// What was recorded of streams that were watched.
    var recorded: [Footage] = []
    /// Single pictures of streams that were kept, each as footage of its own; in order.
    var kept: [StillSource] = []
    /// How much later than what is watched the pictures of stills may come.
    var delay = MediaDuration.zero
    /// How far footage has come that still comes, or nil.
    ///
    /// What asks for later pictures is not made yet.
    var reached: MediaTime?
    /// Pictures that were decoded so far.
    private(set) var decodedCount = 0

    init(_ context: CameraContext, timeline: Timeline) {
        self.context = context
        self.timeline = timeline
        store = StillStore(
            dataFolder: context.index.directory.path,
            timeZone: context.timeZone
        )
        clips = ClipMaker(context: context, timeline: timeline)
    }

    /// Makes the evidence that events of the timeline still lack.
    ///
    /// - Parameter own: Only these events; nil for all.
    /// - Returns: those that lacked it.
    /// - Throws: `IndexError` where the index cannot be read or written.
    @discardableResult
    mutating func makeMissing(of own: Set<EventID>? = nil) throws(IndexError) -> Set<EventID> {
        let waiting = try context.index.eventsAwaitingEvidence(
            camera: context.camera,
            timeline: timeline
        )
        .filter { own?.contains($0.event.id) ?? true }
        try make(waiting)
        return Set(waiting.map(\.event.id))
    }

    /// Tries once more what could not be had for the events of `stretches`.
    mutating func retry(within stretches: [MediaRange]) throws(IndexError) {
        let events = try context.events(on: timeline, within: stretches)
        try make(events.filter { $0.evidence.reason != nil })
    }

    private mutating func make(_ waiting: [IndexedEvent]) throws(IndexError) {
        guard !waiting.isEmpty, context.makesEvidence else { return }
        let footage = try context.index.footage(of: context.camera)
            .filter { $0.timeline == timeline }
        for event in waiting where isDue(event.event) {
            if context.interrupt.isRequested { return }
            try make(event, from: footage)
        }
    }

    /// Whether all moments of an event are seen already, and recorded where a clip is cut of them.
    private func isDue(_ event: Event) -> Bool {
        let isCut = context.recordings != nil && context.keepsClips
        let delay = max(delay, isCut ? ClipMaker.recordingDelay : .zero)
        return reached.map { event.since + event.limit + delay < $0 } ?? true
    }

    /// Signs what is not signed yet of the timeline's events; tells what could not be.
    ///
    /// Those that were going on in `range`, or all, were judged by the rules of now. Those named in
    /// `leaving` are signed another time.
    func sign(
        judged range: MediaRange? = nil,
        leaving: Set<EventID> = []
    ) throws(IndexError) -> [ScanProblem] {
        guard context.makesEvidence else { return [] }
        for rule in context.rules {
            try context.index.noteJudgement(
                Judgement(rule).text,
                rule: rule.name,
                zone: rule.zone.name,
                camera: context.camera,
                timeline: timeline,
                within: range
            )
        }
        let due = try context.index.eventsToSign(camera: context.camera, timeline: timeline)
            .filter { !leaving.contains($0) }
        guard !due.isEmpty else { return [] }
        do {
            let signer = try EvidenceSigner(context.index, timeZone: context.timeZone)
            for event in due where !context.interrupt.isRequested { try signer.sign(event) }
            return []
        } catch let error as IndexError {
            throw error
        } catch {
            return [.note("the evidence of camera \(context.camera) is not signed yet: \(error)")]
        }
    }

    /// Deletes files that no event names any more; one that is gone already is no harm.
    func remove(_ paths: [String]) {
        for path in paths { store.remove(path) }
    }

    private mutating func make(
        _ indexed: IndexedEvent,
        from footage: [Footage]
    ) throws(IndexError) {
        let event = indexed.event
        var stills: [Still] = []
        var reason: String?
        let files = footage.filter { !$0.isLive } + recorded
        let sources = files.map { StillSource(footage: $0) } + kept
        for (moment, meant) in Self.moments(of: event) {
            let time = Self.pushed(meant, behind: stills.last, of: event)
            if let still = indexed.stills.first(where: {
                $0.moment == moment && $0.shows(time, within: patience + .seconds(1))
            }) {
                stills.append(still)
                continue
            }
            do throws(StillFailure) {
                stills.append(try still(of: event, moment, at: time, from: sources))
            } catch {
                // What was not finished for want of time is still to be made.
                if context.interrupt.isRequested { return }
                reason = reason ?? "no still \(moment.words): \(error.reason)"
            }
        }
        reason = reason ?? Self.closeness(of: stills, event) ?? Self.smallness(of: stills)
        guard let cut = try clips.clips(of: indexed, from: footage) else { return }
        reason = reason ?? cut.reason
        let kept = Set(stills.flatMap(\.paths) + cut.clips.map(\.path))
        do throws(IndexError) {
            try context.index.setStills(
                stills,
                clips: cut.clips,
                evidence: reason.map { .incomplete(reason: $0) } ?? .whole,
                of: event.id
            )
        } catch {
            guard case .unknownEvent = error else { throw error }
            // Other rules were applied meanwhile, by which it is none.
            return remove(Array(kept))
        }
        let before = indexed.stills.flatMap(\.paths) + indexed.clips.map(\.path)
        remove(before.filter { !kept.contains($0) })
    }

    /// The moment from which on a frame may be shown: so far behind the still before it as the
    /// standard asks, where a frame more or less does that.
    private static func pushed(
        _ time: MediaTime,
        behind still: Still?,
        of event: Event
    ) -> MediaTime {
        guard let still, event.limit >= leastStep else { return time }
        let earliest = still.at + leastStep
        return earliest > time && earliest - time < longestPush ? earliest : time
    }

    /// Why stills are nearer to each other than the standard asks, where the limit allows it.
    private static func closeness(of stills: [Still], _ event: Event) -> String? {
        guard event.limit >= leastStep else { return nil }
        for (next, still) in zip(stills.dropFirst(), stills) where next.at - still.at < leastStep {
            let step = next.at - still.at
            return "the stills \(still.moment.words) and \(next.moment.words) are "
                + "\(step.shortText) apart, less than \(leastStep.shortText): "
                + "no picture is there in between"
        }
        return nil
    }

    /// Why stills are not as large as they might be.
    private static func smallness(of stills: [Still]) -> String? {
        stills.first { $0.isSmall }.map { still in
            "the still \(still.moment.words) is of the small stream: no picture of the large one "
                + "is known"
        }
    }

    /// The moments of an event that are shown, and from when on a frame shows them.
    private static func moments(of event: Event) -> [(Still.Moment, MediaTime)] {
        var moments: [(Still.Moment, MediaTime)] = [(.rest, event.since)]
        if event.limit >= leastLimitForMidway {
            moments.append((.midway, event.since + event.limit / 2))
        }
        // The frame after the limit: at the limit itself the stay was still permitted.
        moments.append((.limit, event.since + event.limit + MediaDuration(microseconds: 1)))
        return moments
    }

    /// A frame, upright.
    private struct ShownPicture {
        let picture: ColourPicture
        /// When it was taken.
        let at: MediaTime
        /// How far the coded frame was turned.
        let turn: QuarterTurn
        var isSmall = false
    }

    /// Why a still cannot be had.
    private struct StillFailure: Error {
        var reason: String
    }

    private mutating func still(
        of event: Event,
        _ moment: Still.Moment,
        at time: MediaTime,
        from sources: [StillSource]
    ) throws(StillFailure) -> Still {
        let shown = try picture(of: event, at: time, from: sources)
        let caption = Caption(
            event: event,
            shown: shown.at,
            time: text(shown.at, event),
            turn: shown.turn
        )
        let captioned = try drawn(CaptionedStill(picture: shown.picture, caption: caption))
        let files = (captioned: try jpeg(captioned), frame: try jpeg(shown.picture))
        do throws(EvidenceError) {
            return try store.keep(
                captioned: files.captioned,
                frame: files.frame,
                of: event,
                moment: moment,
                at: shown.at,
                isSmall: shown.isSmall
            )
        } catch {
            throw StillFailure(reason: error.description)
        }
    }

    private mutating func drawn(_ still: CaptionedStill) throws(StillFailure) -> ColourPicture {
        do throws(EvidenceError) {
            // Fonts are looked up once for all stills of a scan.
            if painter == nil { painter = try TextPainter() }
            guard let painter = painter.take() else { return still.picture }
            let picture = try still.drawn(with: painter)
            self.painter = consume painter
            return picture
        } catch {
            throw StillFailure(reason: error.description)
        }
    }

    private func jpeg(_ picture: ColourPicture) throws(StillFailure) -> [UInt8] {
        do throws(MediaError) {
            return try encoder.bytes(of: picture)
        } catch {
            throw StillFailure(reason: error.description)
        }
    }

    /// The first frame at or after `time`, upright, and when it was taken.
    private mutating func picture(
        of event: Event,
        at time: MediaTime,
        from sources: [StillSource]
    ) throws(StillFailure) -> ShownPicture {
        let candidates = sources.filter { source in
            let range = source.footage.range
            return range.end > time && range.start - time < Self.longestDelay
        }
        .sorted { first, second in
            first.isSmall == second.isSmall
                ? first.footage.range.start < second.footage.range.start : second.isSmall
        }
        var failure: StillFailure?
        for source in candidates {
            let file = source.footage
            do throws(MediaError) {
                if var shown = try picture(of: event, at: time, in: file) {
                    shown.isSmall = source.isSmall
                    return shown
                }
                let reason = "\(file.path) ends before \(text(time, event))"
                failure = failure ?? StillFailure(reason: reason)
            } catch {
                failure = failure ?? StillFailure(reason: error.description)
            }
        }
        throw failure ?? StillFailure(reason: "no picture is known of \(text(time, event))")
    }

    /// A moment of an event's timeline as people tell it.
    private func text(_ time: MediaTime, _ event: Event) -> String {
        event.clock.utc(at: time)?.rfc3339(in: context.timeZone) ?? time.text
    }

    private mutating func picture(
        of event: Event,
        at time: MediaTime,
        in file: Footage
    ) throws(MediaError) -> ShownPicture? {
        if let picture = try keyframe(of: event, at: time, in: file) { return picture }
        var reader = try VideoReader(path: file.path, interrupt: context.interrupt)
        let wanted = max(.zero, MediaTime.zero + (time - file.offset))
        let frame = try reader.frame(atOrAfter: wanted)
        decodedCount += reader.decodedCount
        guard let frame else { return nil }
        return try Self.shown(frame, in: file)
    }

    /// How long a still may wait for a keyframe.
    private var patience: MediaDuration {
        context.settings.gear.isFullRate ? .zero : Self.longestPatience
    }

    /// The first keyframe at or after `time`, where a still may wait for it and the object stands
    /// until then; else nil.
    private mutating func keyframe(
        of event: Event,
        at time: MediaTime,
        in file: Footage
    ) throws(MediaError) -> ShownPicture? {
        let last = min(time + patience, event.endedAt ?? time + patience)
        guard last > time else { return nil }
        let shift = file.offset - MediaTime.zero
        let range = MediaRange(max(.zero, time - shift), max(.zero, last - shift))
        var reader = try KeyframeReader(path: file.path, interrupt: context.interrupt)
        let frame = try reader.keyframe(near: range.start, within: range)
        decodedCount += reader.decodedCount
        guard let frame else { return nil }
        return try Self.shown(frame, in: file)
    }

    private static func shown(
        _ frame: borrowing DecodedFrame,
        in file: Footage
    ) throws(MediaError) -> ShownPicture {
        ShownPicture(
            picture: try frame.colourPicture(),
            at: file.offset + (frame.time - MediaTime.zero),
            turn: frame.turn
        )
    }

    /// What is shown this much later than the moment meant is no picture of it.
    private static let longestDelay = MediaDuration.seconds(60)
}

extension Still {
    /// Both of its files.
    fileprivate var paths: [String] { [path, framePath] }

    /// Whether it was taken for a moment: at it, or with the next frame or keyframe.
    fileprivate func shows(_ time: MediaTime, within patience: MediaDuration) -> Bool {
        at >= time && at - time < patience
    }
}
