/// Makes of the packets of one connection what is to be looked at, and when it was taken.
struct StreamIntake {
    private let pictures: PictureStream
    private var clock = StreamClock()
    private(set) var rhythm: KeyframeRhythm
    /// Keyframes of which it is not known yet when they were taken.
    private var waiting: [(packet: SharedPacket, media: MediaTime)] = []
    /// A first keyframe that carries no time.
    private var untimed: UntimedKeyframe?
    private var isTimed = false
    /// How what was handed over last is sampled; nil before.
    private var begun: LiveGear?
    private var between: BetweenKeyframes
    /// The packets that are recorded; nil where none are.
    private var recordable: RecordableIntake?

    /// Begins with a connection.
    ///
    /// - Parameters:
    ///   - pictures: its stream.
    ///   - rhythm: how keyframes lay in the connection before.
    ///   - bound: how far keyframes may lie apart; where they lie farther, what lies between is
    ///     decoded. Nil where keyframes must do.
    ///   - isRecorded: whether all of its packets are recorded.
    init(
        of pictures: PictureStream,
        rhythm: KeyframeRhythm,
        bound: MediaDuration? = nil,
        isRecorded: Bool = false
    ) {
        self.pictures = pictures
        between = BetweenKeyframes(bound: bound)
        recordable = isRecorded ? RecordableIntake(of: pictures) : nil
        self.rhythm = rhythm
        self.rhythm.beginAgain()
    }

    /// How far keyframes may lie apart; nil where they must do.
    var bound: MediaDuration? {
        get { between.bound }
        set { between.bound = newValue }
    }

    /// Takes a packet.
    ///
    /// - Parameters:
    ///   - packet: any packet of the stream, in its order.
    ///   - media: its time on the stream's own clock, or nil where it carries none.
    ///   - arrived: when it came, on the camera's timeline.
    /// - Returns: what is to be looked at now, and what became of the stream's clock.
    mutating func take(
        _ packet: consuming Packet,
        at media: MediaTime?,
        arrived: MediaTime
    ) -> (items: [LiveItem], change: StreamClock.Change?) {
        let isKeyframe = packet.isKeyframe && packet.byteCount > 0
        let isKept = isKeyframe || recordable != nil || between.needsAll(by: rhythm)
        let shared = isKept ? SharedPacket(packet) : nil
        guard let media else {
            untimed?.note(nil)
            // The first picture over RTSP often carries no time.
            if isKeyframe, !isTimed { untimed = shared.map(UntimedKeyframe.init) }
            return ([], nil)
        }
        let change = clock.note(media, arrived: arrived)
        isTimed = true
        if isKeyframe {
            if let first = untimed.take(), let time = first.time(before: media) {
                keep(first.packet, at: time)
                recordable?.addFirst(first.packet, at: time)
            }
            if let shared { keep(shared, at: media) }
        } else {
            untimed?.note(media)
        }
        if case .jumped = change {
            recordable?.noteJump()
            between.noteJump()
        }
        if let shared { recordable?.add(shared, isKeyframe: isKeyframe, at: media) }
        let isRelearned = between.follow(
            shared,
            isKeyframe: isKeyframe,
            at: media,
            behind: untimed?.packet,
            by: rhythm
        )
        if isRelearned { rhythm.learnAnew() }
        return (due(), change)
    }

    /// What is to be recorded since the last call, as far as it is known when it was taken.
    mutating func takeRecordable() -> [RecordingItem] {
        recordable?.take(by: clock, isHeld: untimed != nil) ?? []
    }

    /// What is left to be looked at when the connection ends.
    mutating func finish() -> [LiveItem] {
        clock.settle()
        rhythm.settle()
        return due()
    }

    private mutating func keep(_ packet: SharedPacket, at media: MediaTime) {
        rhythm.note(media)
        waiting.append((packet, media))
    }

    // MARK: - What is due

    private mutating func due() -> [LiveItem] {
        guard clock.isSettled else { return [] }
        switch between.gear {
        case .keyframes: return dueKeyframes()
        case .between: return dueStretches()
        }
    }

    private mutating func dueKeyframes() -> [LiveItem] {
        guard let gap = rhythm.sampledGap else { return [] }
        var items: [LiveItem] = []
        for (packet, media) in waiting {
            guard let moment = clock.moment(of: media) else { continue }
            begin(every: gap, at: moment, &items)
            if rhythm.takes(moment) {
                let keyframe = TimedKeyframe(packet: packet, pictures: pictures, at: moment)
                items.append(.keyframe(keyframe))
            }
        }
        waiting = []
        return items
    }

    private mutating func dueStretches() -> [LiveItem] {
        waiting = []
        var items: [LiveItem] = []
        for stretch in between.takeStretches() {
            guard let moment = clock.moment(of: stretch.media) else { continue }
            begin(every: between.step, at: moment, &items)
            items.append(
                .stretch(
                    StreamStretch(
                        packets: stretch.packets,
                        pictures: pictures,
                        number: stretch.number,
                        end: moment
                    )
                )
            )
        }
        return items
    }

    /// Tells how it is sampled from a moment on, where that is new.
    private mutating func begin(
        every gap: MediaDuration,
        at moment: MediaTime,
        _ items: inout [LiveItem]
    ) {
        guard begun != between.gear else { return }
        begun = between.gear
        items.append(.began(pictures, keyframeGap: gap, by: between.gear, at: moment))
    }
}

/// A keyframe that carries no time, and what came behind it, which tells when it was taken.
private struct UntimedKeyframe {
    let packet: SharedPacket
    /// Pictures behind it.
    private var count = 0
    /// The picture behind it that is shown first: others may come before it.
    private var earliest: MediaTime?

    init(_ packet: SharedPacket) {
        self.packet = packet
    }

    /// Takes note of a picture that is no keyframe.
    mutating func note(_ time: MediaTime?) {
        count += 1
        if let time { earliest = min(earliest ?? time, time) }
    }

    /// When it was taken, as pictures are evenly apart, where the next keyframe was at `next`; nil
    /// where nothing tells.
    func time(before next: MediaTime) -> MediaTime? {
        guard let earliest, count > 0, earliest < next else { return nil }
        return earliest - (next - earliest) / Int64(count)
    }
}
