import CFFmpeg

/// Sees to it that decoding begins at a keyframe, and knows what its first pictures are worth.
///
/// A decoder that is fed from between two keyframes gives grey pictures with moving edges, and not
/// every one says so.
struct DecodingStart {
    private enum Phase {
        /// No packet was let through.
        case closed
        /// Packets are let through since the one with this timestamp.
        case open(first: Int64)
    }

    private let isTimedByDecoding: Bool
    private var phase = Phase.closed
    /// Packets that were kept back.
    private var kept = 0
    /// How much later pictures come out than their packets went in, where only that is known; nil
    /// before it was seen.
    private var delay: Int64?
    /// How much later they are likely to come out.
    private let usualDelay: Int64
    private var isAtBeginning = true
    /// Whether a picture came out that others may lean on.
    private var hasAnchor = false

    /// Footage that mends itself block by block has no keyframes: ten seconds of it are enough to
    /// know that.
    private static let mostKept = 300

    /// Makes a start for what `demuxer` reads.
    init(of demuxer: borrowing Demuxer) {
        isTimedByDecoding = demuxer.format.isTimedByDecoding && !demuxer.onlyKeyframes
        usualDelay = demuxer.pictures.usualDelay
    }

    /// Forgets what came out: decoding begins again, elsewhere.
    mutating func beginAgain() {
        phase = .closed
        kept = 0
        isAtBeginning = false
        hasAnchor = false
    }

    /// Whether a packet may be decoded.
    mutating func admits(_ packet: borrowing Packet) -> Bool {
        guard case .closed = phase else { return true }
        guard packet.isKeyframe || kept >= Self.mostKept else {
            kept += 1
            return false
        }
        phase = .open(first: packet.timestamp)
        return true
    }

    /// What to think of a decoded picture's timestamp.
    enum Judgement {
        /// It leans on what was not read.
        case early
        /// It has none that is worth anything.
        case untimed
        /// It has this one.
        case timed(Int64)
    }

    /// Judges the timestamp of a decoded picture.
    mutating func judgement(on frame: borrowing DecodedFrame) -> Judgement {
        let timestamp = frame.timestamp
        guard timestamp != cffmpeg_no_timestamp else { return .untimed }
        guard case .open(let first) = phase, first != cffmpeg_no_timestamp else {
            return .timed(timestamp)
        }
        // With an open group of pictures, some that are shown before the keyframe are read behind
        // it.
        guard isTimedByDecoding else {
            // The decoder's guess at a time that is not told may lie behind the next.
            if !frame.isTimed { return .untimed }
            return timestamp < first ? .early : .timed(timestamp)
        }
        if !hasAnchor, frame.leansOnBoth { return .early }
        hasAnchor = true
        // Only at the beginning does the keyframe come out first for sure.
        let delay = self.delay ?? (isAtBeginning ? max(0, timestamp - first) : usualDelay)
        self.delay = delay
        return .timed(timestamp - delay)
    }
}
