/// The packets of a connection that are recorded, laid on the camera's timeline.
///
/// From keyframe to keyframe pictures lie as the stream's own clock says, so that they can stand in
/// one file; where the clock is corrected, that counts from the next keyframe on.
struct RecordableIntake {
    private var coding: CodingWatch
    /// Packets of which it is not known yet when they were taken.
    private var waiting: [(packet: SharedPacket, isKeyframe: Bool, media: MediaTime)] = []
    /// What is added to the stream's times since the newest keyframe; nil before one.
    private var offset: MediaDuration?

    /// So many wait at most: a stream without times is not recorded.
    private static let mostWaiting = 3_000

    /// Begins with a connection.
    init(of pictures: PictureStream) {
        coding = CodingWatch(pictures)
    }

    /// Adds a packet.
    mutating func add(_ packet: SharedPacket, isKeyframe: Bool, at media: MediaTime) {
        if waiting.count >= Self.mostWaiting { waiting = [] }
        waiting.append((packet, isKeyframe, media))
    }

    /// Puts a first keyframe that carried no time before all others.
    mutating func addFirst(_ packet: SharedPacket, at media: MediaTime) {
        guard let next = waiting.first else { return }
        let pictures = coding.pictures
        let distance = pictures.timeBase.timestamp(
            microseconds: (next.media - media).microseconds
        )
        let timestamp = next.packet.withPacket { $0.timestamp } - distance
        do throws(MediaError) {
            let timed = try packet.copy(shownAt: timestamp, path: pictures.name)
            waiting.insert((SharedPacket(timed), true, media), at: 0)
        } catch {
            // Memory ran out; recording begins with the next keyframe.
        }
    }

    /// The stream's clock jumped: what comes up to the next keyframe can stand in no file.
    mutating func noteJump() { offset = nil }

    /// Takes out what is known to lie somewhere.
    ///
    /// - Parameters:
    ///   - clock: tells where.
    ///   - isHeld: whether a first keyframe is still waited for.
    /// - Returns: the packets in their order, from a keyframe on.
    mutating func take(by clock: StreamClock, isHeld: Bool) -> [RecordingItem] {
        guard clock.isSettled, !isHeld else { return [] }
        var items: [RecordingItem] = []
        for (packet, isKeyframe, media) in waiting {
            if isKeyframe {
                offset = clock.moment(of: media).map { $0 - media }
                coding.note(packet)
            }
            guard let offset else { continue }
            items.append(
                .packet(RecordablePacket(packet, of: coding.pictures, at: media, offset: offset))
            )
        }
        waiting = []
        return items
    }
}
