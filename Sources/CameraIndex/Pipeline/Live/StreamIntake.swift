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
    private var hasBegun = false
    /// The packets that are recorded; nil where none are.
    private var recordable: RecordableIntake?

    /// Begins with a connection.
    ///
    /// - Parameters:
    ///   - pictures: its stream.
    ///   - rhythm: how keyframes lay in the connection before.
    ///   - isRecorded: whether all of its packets are recorded.
    init(of pictures: PictureStream, rhythm: KeyframeRhythm, isRecorded: Bool = false) {
        self.pictures = pictures
        recordable = isRecorded ? RecordableIntake(of: pictures) : nil
        self.rhythm = rhythm
        self.rhythm.beginAgain()
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
        let shared = isKeyframe || recordable != nil ? SharedPacket(packet) : nil
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
        if let shared {
            if case .jumped = change { recordable?.noteJump() }
            recordable?.add(shared, isKeyframe: isKeyframe, at: media)
        }
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

    private mutating func due() -> [LiveItem] {
        guard let gap = rhythm.sampledGap, clock.isSettled else { return [] }
        var items: [LiveItem] = []
        for (packet, media) in waiting {
            guard let moment = clock.moment(of: media) else { continue }
            if !hasBegun { items.append(.began(pictures, keyframeGap: gap, at: moment)) }
            hasBegun = true
            if rhythm.takes(moment) {
                items.append(
                    .keyframe(TimedKeyframe(packet: packet, pictures: pictures, at: moment))
                )
            }
        }
        waiting = []
        return items
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
