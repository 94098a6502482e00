/// Cuts a stream whose keyframes lie too far apart into stretches, each so long that its last
/// picture is the next one that is looked at.
struct StretchCutter {
    /// Packets of a stream as they came.
    struct Stretch {
        let packets: [SharedPacket]
        let number: Int
        /// The time of its last packet on the stream's own clock.
        let media: MediaTime
    }

    /// How far the pictures that are looked at lie apart.
    let length: MediaDuration
    private var packets: [SharedPacket] = []
    private var bytes = 0
    /// The time of the newest picture that is looked at.
    private var cut: MediaTime?
    private var count = 0
    /// Whether nothing can be decoded before the next keyframe.
    private var isBroken = true

    /// So long the first stretch is.
    private static let beginning = MediaDuration.seconds(1)
    /// Two minutes at 4 Mbit/s: a stream that sends more at once is not decoded.
    private static let mostBytes = 60 << 20

    /// Makes a cutter that is not used yet.
    init() { length = .zero }

    /// Makes a cutter of stretches of so much time, of a stream that another one cut before.
    init(length: MediaDuration, behind other: StretchCutter) {
        self.length = length
        // Whoever decodes must not go on behind what is missing.
        count = other.count + 1
    }

    /// Adds a packet; gives the stretch that it ends.
    mutating func add(
        _ packet: SharedPacket,
        isKeyframe: Bool,
        at media: MediaTime
    ) -> Stretch? {
        if isKeyframe { isBroken = false }
        guard !isBroken else { return nil }
        packets.append(packet)
        bytes += packet.byteCount
        // A decoder may give the first picture only when others came.
        let begin = cut ?? media - (length - min(Self.beginning, length))
        cut = begin
        guard media - begin >= length else {
            if bytes > Self.mostBytes { breakOff() }
            return nil
        }
        let stretch = Stretch(packets: packets, number: count, media: media)
        (packets, bytes, cut, count) = ([], 0, media, count + 1)
        return stretch
    }

    /// The stream's clock jumped: stretches are counted from the next packet on.
    mutating func noteJump() { cut = nil }

    private mutating func breakOff() {
        (packets, bytes, isBroken) = ([], 0, true)
        count += 1
    }
}
