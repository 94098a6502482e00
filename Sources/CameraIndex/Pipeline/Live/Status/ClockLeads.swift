/// How far a camera's clock was ahead of this machine's at its newest keyframes.
struct ClockLeads: Sendable {
    private var leads: [MediaDuration] = []
    private var next = 0

    /// So many keyframes are remembered.
    private static let most = 32

    /// Takes note of a keyframe; the oldest is forgotten.
    mutating func note(_ lead: MediaDuration) {
        if leads.count < Self.most {
            leads.append(lead)
        } else {
            leads[next] = lead
            next = (next + 1) % Self.most
        }
    }

    /// The median, and how far four of five differ; nil where no keyframe told it.
    var offset: CameraStatus.ClockOffset? {
        guard !leads.isEmpty else { return nil }
        let sorted = leads.sorted()
        let outside = sorted.count / 10
        let spread = sorted[sorted.count - 1 - outside] - sorted[outside]
        return CameraStatus.ClockOffset(
            seconds: sorted[sorted.count / 2].seconds,
            spreadSeconds: spread.seconds
        )
    }
}
