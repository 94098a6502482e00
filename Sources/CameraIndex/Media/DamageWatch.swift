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
    private let start: MediaTime
    private var isInDoubt = false
    /// The time of the newest picture that was spoilt.
    private var lastSpoilt: MediaTime?
    private var lastGood: MediaTime?
    private var last: MediaTime?

    /// Footage without keyframes mends itself block by block; after so long without a further
    /// complaint it counts as mended.
    private static let longestDoubt = MediaDuration.seconds(10)

    init(from start: MediaTime = .zero) {
        self.start = start
    }

    /// Notes that something could not be decoded.
    mutating func noteLoss() {
        isInDoubt = true
        lastSpoilt = last
    }

    /// Judges the next picture.
    mutating func verdict(on frame: borrowing DecodedFrame) -> Verdict {
        let time = frame.time
        last = time
        if frame.isDamaged {
            isInDoubt = true
            lastSpoilt = time
            return .doubtful
        }
        let before = lastGood
        if isInDoubt {
            let since = time - (lastSpoilt ?? .zero)
            guard frame.isKeyframe || since > Self.longestDoubt else { return .doubtful }
            isInDoubt = false
            lastGood = time
            let range = MediaRange(before ?? start, time)
            return range.isEmpty ? .good : .goodAfter(range)
        }
        lastGood = time
        return .good
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
