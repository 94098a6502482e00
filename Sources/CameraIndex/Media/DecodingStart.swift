import CFFmpeg

/// Sees to it that decoding begins at a keyframe, and knows what its first pictures are worth.
///
/// A decoder that is fed from between two keyframes gives grey pictures with moving edges, and not
/// every one says so.
struct DecodingStart {
    private enum Phase {
        /// No packet was let through.
        case closed
        /// Packets are let through since this one, whose time is told or only that of its decoding.
        case open(first: Int64, isTimed: Bool)
    }

    private var phase = Phase.closed
    /// Packets that were kept back.
    private var kept = 0
    /// How much later pictures come out than their packets went in, where only that is known.
    private var delay: Int64?

    /// Footage that mends itself block by block has no keyframes: ten seconds of it are enough to
    /// know that.
    private static let mostKept = 300

    /// Whether a packet may be decoded.
    mutating func admits(_ packet: borrowing Packet) -> Bool {
        guard case .closed = phase else { return true }
        guard packet.isKeyframe || kept >= Self.mostKept else {
            kept += 1
            return false
        }
        phase = .open(first: packet.timestamp, isTimed: packet.isTimed)
        return true
    }

    /// The timestamp of a decoded picture; nil for one that leans on what was not read.
    mutating func timestamp(of frame: borrowing DecodedFrame) -> Int64? {
        let timestamp = frame.timestamp
        guard case .open(let first, let isTimed) = phase, first != cffmpeg_no_timestamp,
            timestamp != cffmpeg_no_timestamp
        else { return timestamp }
        // With an open group of pictures, some of those before the keyframe come behind it.
        if frame.isTimed { return timestamp < first && isTimed ? nil : timestamp }
        // Where some pictures have times, the others follow them at the usual distance; the
        // decoder's guess may lie behind the next.
        if isTimed { return cffmpeg_no_timestamp }
        // AVI knows only the order of decoding: a picture gets the time of the packet at which it
        // came out, as many pictures too late as the decoder holds back.
        let delay = self.delay ?? max(0, timestamp - first)
        self.delay = delay
        return timestamp - delay
    }
}
