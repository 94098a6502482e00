/// Tells the pictures that can be trusted from those that damage has spoilt.
///
/// A picture that is not whole spoils all that are made from it, and only the decoder's own
/// complaint is marked in the stream: so pictures are in doubt until the next keyframe.
struct DamageWatch {
    /// What to think of a picture.
    enum Verdict {
        /// It is whole.
        case good
        /// It is not, or may not be.
        case doubtful
        /// It is whole, and ends a stretch that was not.
        case goodAfter(MediaRange)
    }

    /// Where reading began.
    let start: MediaTime
    private var isInDoubt = false
    /// The timestamp of the first whole keyframe behind the damage.
    private var mending: Int64?
    /// How much was shown since something was spoilt last.
    private var shown = MediaDuration.zero
    private var lastGood: MediaTime?
    private var last: MediaTime?
    /// The timestamp of the last picture that was judged.
    private var lastTimestamp = Int64.min
    /// Packets that were refused.
    private var losses = 0

    /// So many refused packets and no good picture: the recorder breaks the codec's rules with
    /// every picture, and damage cannot be told from that.
    private static let hopelessLosses = 50
    /// Footage without keyframes mends itself block by block; after so long without a further
    /// complaint it counts as mended.
    private static let longestDoubt = MediaDuration.seconds(10)
    /// A picture mends no more than this shows, however long nothing came before it.
    private static let longestStep = MediaDuration.seconds(1)

    init(from start: MediaTime = .zero) {
        self.start = start
    }

    /// Whether nothing at all can be decoded so far.
    var isHopeless: Bool { lastGood == nil && losses >= Self.hopelessLosses }

    /// Notes that something could not be decoded.
    mutating func noteLoss() {
        losses += 1
        isInDoubt = true
        mending = nil
        shown = .zero
    }

    /// Notes that a whole keyframe goes into the decoder.
    mutating func noteKeyframe(_ packet: borrowing Packet) {
        if isInDoubt, mending == nil { mending = packet.timestamp }
    }

    /// Whether a picture from before the damage comes out behind one from after it: the decoder had
    /// held it back.
    func isLate(_ frame: borrowing DecodedFrame) -> Bool {
        isInDoubt && frame.isTimed && frame.timestamp < lastTimestamp
            && frame.timestamp < mending ?? .max
    }

    /// Judges the next picture; pictures are `interval` apart on the average.
    mutating func verdict(on frame: borrowing DecodedFrame, interval: MediaDuration) -> Verdict {
        let time = frame.time
        shown = shown + min(time - (last ?? start), Self.longestStep)
        last = time
        lastTimestamp = frame.timestamp
        if frame.isDamaged {
            isInDoubt = true
            shown = .zero
            // The keyframe itself may be what is damaged.
            if let mending, frame.timestamp >= mending { self.mending = nil }
            return .doubtful
        }
        let before = lastGood
        if isInDoubt {
            guard mends(frame) else { return .doubtful }
            isInDoubt = false
            mending = nil
            lastGood = time
            let range = MediaRange(before ?? start, time)
            // Where the next picture follows at once, none is missing.
            return range.duration <= interval * 1.5 ? .good : .goodAfter(range)
        }
        lastGood = time
        return .good
    }

    /// Whether a whole picture leans on nothing that was spoilt.
    private func mends(_ frame: borrowing DecodedFrame) -> Bool {
        if let mending, frame.timestamp >= mending { return true }
        return shown > Self.longestDoubt
    }

    /// The stretch at the end of footage of length `duration` that is spoilt; told once.
    mutating func atEnd(of duration: MediaDuration?) -> MediaRange? {
        guard isInDoubt else { return nil }
        isInDoubt = false
        let end = max(duration.map { .zero + $0 } ?? .zero, last ?? .zero)
        let range = MediaRange(lastGood ?? start, end)
        return range.isEmpty ? nil : range
    }
}
