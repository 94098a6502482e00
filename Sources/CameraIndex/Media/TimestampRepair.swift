/// Makes times that always increase of timestamps that may be missing, repeat or jump.
struct TimestampRepair {
    /// What is added to the file's own times since the last jump.
    private var shift = MediaDuration.zero
    private var last: MediaTime?

    /// A step back or ahead of more than this is a jump between recordings, not a pause.
    static let longestStep = MediaDuration.minutes(60)
    /// A step back of less than this is no jump: the picture is late.
    private static let longestJitter = MediaDuration.seconds(2)
    /// A picture that is late by no more than so many others is shown all the same.
    private static let mostOthers = 5.0
    /// The least that pictures are apart.
    private static let shortestStep = MediaDuration(microseconds: 1_000)

    /// The time of a picture whose own time is `raw`; nil where it must be passed over.
    mutating func repaired(_ raw: MediaTime?, interval: MediaDuration) -> MediaTime? {
        guard let last else {
            let time = raw ?? .zero
            self.last = time
            return time
        }
        guard let time = raw.map({ $0 + shift }) else {
            // Without a timestamp it follows the one before at the usual distance.
            let time = last + interval
            self.last = time
            return time
        }
        let step = time - last
        if step <= .zero, step > .zero - Self.longestJitter {
            guard step >= .zero - interval * Self.mostOthers else { return nil }
            let time = last + Self.shortestStep
            self.last = time
            return time
        }
        guard let raw, step <= .zero || step > Self.longestStep else {
            self.last = time
            return time
        }
        shift = last + interval - raw
        self.last = last + interval
        return self.last
    }
}
