/// Chooses which decoded frames are analysed: one in each period, by media time alone.
///
/// The choice depends on nothing but the times of the frames, so that the same footage gives the
/// same samples however it arrives.
struct FrameSampler: Sendable {
    /// The time between two samples.
    let period: MediaDuration
    /// From when on the next frame is taken.
    private(set) var due: MediaTime?

    init(period: MediaDuration, due: MediaTime? = nil) {
        self.period = period
        self.due = due
    }

    /// Whether the frame at `time` is to be analysed.
    mutating func takes(_ time: MediaTime) -> Bool {
        guard let due else {
            self.due = time + period
            return true
        }
        guard time >= due else { return false }
        // Periods count from the frame before where frames are late, so that a slow stream is not
        // sampled in bursts.
        self.due = max(due, time - period / 2) + period
        return true
    }
}
