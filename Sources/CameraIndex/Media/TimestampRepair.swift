/// Makes times that always increase of timestamps that may be missing, repeat or jump.
struct TimestampRepair {
    /// What is added to the file's own times since the last jump.
    private var shift = MediaDuration.zero
    private var last: MediaTime?
    /// Whether the last time was reckoned, not told.
    private var isGuess = false

    /// A step back or ahead of more than this is a jump between recordings, not a pause.
    static let longestStep = MediaDuration.minutes(60)
    /// A step back of less than this is jitter: the picture is out of order.
    private static let longestJitter = MediaDuration.seconds(2)

    /// The least that pictures are apart.
    private static let shortestStep = MediaDuration(microseconds: 1_000)

    /// The time of a picture whose own time is `raw`; nil where it must be passed over.
    mutating func repaired(_ raw: MediaTime?, interval: MediaDuration) -> MediaTime? {
        guard let raw else {
            // Without a timestamp it follows the one before at the usual distance.
            let time = last.map { $0 + interval } ?? .zero
            last = time
            isGuess = true
            return time
        }
        defer { isGuess = false }
        var time = raw + shift
        if let last {
            let step = time - last
            if step <= .zero, step > .zero - Self.longestJitter {
                guard isGuess else { return nil }
                // The guess before it was too late.
                time = last + Self.shortestStep
                self.last = time
                return time
            }
            if step <= .zero || step > Self.longestStep {
                shift = last + interval - raw
                time = last + interval
            }
        }
        last = time
        return time
    }
}
