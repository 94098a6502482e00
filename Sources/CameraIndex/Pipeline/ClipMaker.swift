/// Cuts the clips of events out of the footage they were seen in.
struct ClipMaker {
    private let context: CameraContext
    private let timeline: Timeline
    private let store: ClipStore
    /// Cuts what was recorded of a live camera; nil where files are footage.
    private let recording: RecordingCutter?

    /// What a clip shows before the thing came to rest: how it came.
    private static let lead = MediaDuration.seconds(3)
    /// What a clip shows after the limit: that it still stood there.
    private static let trail = MediaDuration.seconds(2)
    /// So long after the limit all that a clip shows is in the files of a recording.
    static let recordingDelay = trail + .seconds(8)

    init(context: CameraContext, timeline: Timeline) {
        self.context = context
        self.timeline = timeline
        store = ClipStore(
            dataFolder: context.index.directory.path,
            timeZone: context.timeZone
        )
        recording = context.recordings.map { place in
            RecordingCutter(
                of: context.camera,
                in: place,
                index: context.index,
                interrupt: context.interrupt
            )
        }
    }

    /// The clips of an event, one for each file that shows it, and what they lack.
    ///
    /// Clips that the event has already are kept where they show all that is to be shown.
    ///
    /// - Parameters:
    ///   - indexed: The event.
    ///   - footage: The files and watched streams of its timeline.
    /// - Returns: nil where a stop was asked for meanwhile.
    /// - Throws: What the index throws.
    func clips(
        of indexed: IndexedEvent,
        from footage: [Footage]
    ) throws(IndexError) -> (clips: [Clip], reason: String?)? {
        let event = indexed.event
        let known = indexed.clips
        guard context.keepsClips else { return (known, nil) }
        if let first = known.first, let last = known.last, first.range.start <= event.since,
            last.range.end > event.since + event.limit
        {
            return (known, try damage(in: known))
        }
        let wanted = MediaRange(
            event.since - Self.lead,
            event.since + event.limit + Self.trail
        )
        let clips: [Clip]
        let failure: String?
        if let recording, let live = Self.live(event, in: footage) {
            (clips, failure) = cut(wanted, of: event, from: live, outOf: recording)
        } else {
            (clips, failure) = cut(wanted, of: event, from: footage)
        }
        if context.interrupt.isRequested { return nil }
        if let reason = failure ?? lack(of: clips, event) { return (clips, reason) }
        return (clips, try damage(in: clips))
    }

    private func cut(
        _ wanted: MediaRange,
        of event: Event,
        from footage: [Footage]
    ) -> (clips: [Clip], reason: String?) {
        var clips: [Clip] = []
        var reason: String?
        let files = footage.filter { !$0.isLive && $0.range.intersection(with: wanted) != nil }
            .sorted { $0.range.start < $1.range.start }
        for file in files {
            let start = max(wanted.start, clips.last?.range.end ?? wanted.start)
            // What two files share is shown by the first of them.
            guard file.range.end > start, start < wanted.end else { continue }
            do {
                let cut = try clip(
                    MediaRange(start, wanted.end),
                    of: event,
                    number: clips.count + 1,
                    from: file
                )
                guard let cut else { continue }
                clips.append(cut.clip)
                reason = reason ?? cut.failure.map { "a clip breaks off: \($0)" }
            } catch {
                reason = reason ?? "no clip: \(error)"
            }
        }
        return (clips, reason)
    }

    /// What was watched of a stream when an event was raised, or nil where it was footage.
    private static func live(_ event: Event, in footage: [Footage]) -> Footage? {
        let raised = footage.last {
            $0.range.start < event.since + event.limit && $0.range.end > event.since
        }
        return raised.flatMap { $0.isLive ? $0 : nil }
    }

    /// The clip of a live event, which stands for what was watched of the stream.
    private func cut(
        _ wanted: MediaRange,
        of event: Event,
        from live: Footage,
        outOf recording: RecordingCutter
    ) -> (clips: [Clip], reason: String?) {
        let stay = MediaRange(event.since, event.since + event.limit)
        let shift = live.offset - MediaTime.zero
        var reason: String?
        do {
            let made = try store.keep(1, of: event, from: live) { path throws(MediaError) in
                do throws(RecordingError) {
                    let cut = try recording.cut(wanted, to: path)
                    let missing = cut.missing.compactMap { $0.intersection(with: stay)?.duration }
                    if let longest = missing.max() {
                        reason = "the clip lacks \(longest.shortText) that were not recorded"
                    }
                    let range = MediaRange(cut.range.start - shift, cut.range.end - shift)
                    return CutClip(container: cut.container, range: range, failure: nil)
                } catch {
                    reason = "no clip: \(error)"
                    return nil
                }
            }
            return ([made?.clip].compactMap(\.self), reason)
        } catch {
            return ([], "no clip: \(error)")
        }
    }

    private func clip(
        _ range: MediaRange,
        of event: Event,
        number: Int,
        from file: Footage
    ) throws -> (clip: Clip, failure: MediaError?)? {
        let shift = file.offset - MediaTime.zero
        let own = MediaRange(max(.zero, range.start - shift), range.end - shift)
        let made = try store.keep(number, of: event, from: file) { path throws(MediaError) in
            try ClipCutter(path: file.path, interrupt: context.interrupt).cut(
                own,
                to: path,
                creationTime: { event.clock.utc(at: $0 + shift) }
            )
        }
        return made.map { ($0.clip, $0.cut.failure) }
    }

    /// What of the stay until after the limit no clip shows.
    private func lack(of clips: [Clip], _ event: Event) -> String? {
        guard let first = clips.first, let last = clips.last else {
            return "no clip: no footage is known for \(event.since.text)"
        }
        if first.range.start > event.since { return "the clip begins after the thing came to rest" }
        guard last.range.end > event.since + event.limit else {
            return "the clip ends before the limit had passed: the footage ends there"
        }
        return nil
    }

    /// Which part of the clips cannot be shown, by what the scan saw of it.
    private func damage(in clips: [Clip]) throws(IndexError) -> String? {
        guard let first = clips.first, let last = clips.last else { return nil }
        let spans = try context.index.coverage(
            camera: context.camera,
            timeline: timeline,
            overlapping: MediaRange(first.range.start, last.range.end)
        )
        guard let span = spans.first(where: { $0.state == .damaged }) else { return nil }
        return "the clip is damaged for \(span.range.duration.shortText) as the footage is"
    }
}
