/// Makes of the packets of one connection what is to be looked at, and when it was taken.
struct StreamIntake {
    private let pictures: PictureStream
    private var clock = StreamClock()
    private(set) var rhythm: KeyframeRhythm
    /// Keyframes of which it is not known yet when they were taken.
    private var waiting: [(packet: SharedPacket, media: MediaTime)] = []
    /// A first keyframe that carries no time, and how many pictures have come since then.
    private var untimed: (packet: SharedPacket, pictures: Int)?
    private var isTimed = false
    private var hasBegun = false

    /// Begins with a connection.
    ///
    /// - Parameters:
    ///   - pictures: its stream.
    ///   - rhythm: how keyframes lay in the connection before.
    init(of pictures: PictureStream, rhythm: KeyframeRhythm) {
        self.pictures = pictures
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
        untimed?.pictures += 1
        guard let media else {
            // The first pictures over RTSP often carry no time; the one behind them tells it.
            if isKeyframe, !isTimed { untimed = (SharedPacket(packet), 0) }
            return ([], nil)
        }
        let change = clock.note(media, arrived: arrived)
        if let first = untimed.take() {
            let lead = pictures.format.frameInterval * Double(first.pictures)
            keep(first.packet, at: media - lead)
        }
        isTimed = true
        if isKeyframe { keep(SharedPacket(packet), at: media) }
        return (due(), change)
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
            if rhythm.takes(moment) { items.append(.keyframe(packet, pictures, at: moment)) }
        }
        waiting = []
        return items
    }
}
