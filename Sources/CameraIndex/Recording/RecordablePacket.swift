/// A packet of a live camera, and when its picture was taken.
struct RecordablePacket: Sendable {
    let packet: SharedPacket
    /// The stream that it comes from.
    let pictures: PictureStream
    /// Its time on the stream's own clock.
    let media: MediaTime
    /// What is added to the stream's times to have the camera's timeline.
    let offset: MediaDuration
    /// Whether decoding can begin here.
    let isKeyframe: Bool
    /// Bytes of memory that it takes.
    let byteCount: Int

    /// A packet takes so much beside its bytes.
    private static let overhead = 512

    init(
        _ packet: SharedPacket,
        of pictures: PictureStream,
        at media: MediaTime,
        offset: MediaDuration
    ) {
        self.packet = packet
        self.pictures = pictures
        self.media = media
        self.offset = offset
        (isKeyframe, byteCount) = packet.withPacket { ($0.isKeyframe, $0.byteCount) }
    }

    /// When its picture was taken, on the camera's timeline.
    var moment: MediaTime { media + offset }

    /// What it takes of the memory.
    var memory: Int { byteCount + Self.overhead }

    /// Whether it may stand behind `other` in one file: same stream, same clock.
    func continues(_ other: RecordablePacket) -> Bool {
        pictures === other.pictures && offset == other.offset
    }
}
