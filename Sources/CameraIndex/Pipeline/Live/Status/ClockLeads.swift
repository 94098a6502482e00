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

    /// So many keyframes tell how far they differ.
    private static let fewest = 4
    /// No camera tells it more exactly: pictures wait in buffers on their way.
    private static let leastUncertainty = MediaDuration(microseconds: 10_000)

    /// What they tell of the camera's clock; nil where they are too few.
    func clock(isHostKept: Bool?) -> CameraClock? {
        guard leads.count >= Self.fewest, let offset else { return nil }
        return CameraClock(
            offset: .seconds(offset.seconds),
            uncertainty: max(Self.leastUncertainty, .seconds(offset.spreadSeconds)),
            isHostKept: isHostKept
        )
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
