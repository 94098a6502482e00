/// Some seconds of a stream in memory that are sent again and again, as a camera would.
///
/// For measurements and trials of many cameras: what a network, a server and FFmpeg's demuxer cost
/// is left out, and all cameras can share one loop.
public final class StreamLoop: Sendable {
    /// A packet and when it is sent, counted from the first.
    struct Entry: Sendable {
        let packet: SharedPacket
        let sent: MediaDuration
    }

    /// What errors and status call it.
    public let name: String
    /// How long it takes until it begins again.
    public let length: MediaDuration
    /// What decoders must know of the pictures.
    let pictures: PictureStream
    /// At least one.
    let entries: [Entry]
    /// The length, and the timestamp that is media time zero, in the stream's time base.
    let ticks: Int64
    let origin: Int64

    /// Reads groups of pictures from the beginning of a file.
    ///
    /// - Parameters:
    ///   - path: a file whose first picture is a keyframe.
    ///   - groups: so many groups of pictures, or all where there are fewer.
    /// - Throws: `MediaError` when it cannot be read or holds no keyframe.
    public init(path: String, groups: Int = .max) throws(MediaError) {
        var demuxer = try Demuxer(path: path)
        let pictures = demuxer.pictures
        var packets: [SharedPacket] = []
        var keyframes = 0
        var end: Int64?
        while end == nil, let packet = try demuxer.next() {
            if packet.isKeyframe {
                keyframes += 1
                if keyframes > groups { end = packet.decodingTimestamp }
            }
            if keyframes > 0, end == nil { packets.append(SharedPacket(packet)) }
        }
        guard let first = packets.first, let last = packets.last else {
            throw MediaError(cause: .noVideoStream, operation: "read", source: path, code: 0)
        }
        let base = pictures.timeBase
        let begin = first.withPacket { $0.decodingTimestamp }
        origin = first.withPacket { $0.timestamp }
        let step = base.timestamp(microseconds: pictures.format.frameInterval.microseconds)
        ticks = (end ?? last.withPacket { $0.decodingTimestamp } + max(1, step)) - begin
        length = MediaDuration(microseconds: base.microseconds(ticks))
        entries = packets.map { packet in
            let sent = packet.withPacket { $0.decodingTimestamp } - begin
            return Entry(
                packet: packet,
                sent: MediaDuration(microseconds: base.microseconds(sent))
            )
        }
        name = "a loop of " + path
        self.pictures = pictures
    }

    /// Packets that are sent in a second.
    public var packetsPerSecond: Double { Double(entries.count) / length.seconds }
}

extension StreamLoop: Hashable {
    /// Whether both are the same loop.
    public static func == (left: StreamLoop, right: StreamLoop) -> Bool { left === right }

    /// Adds which loop it is.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
