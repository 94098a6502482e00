/// Measures what comes of a stream: bits, and how far the camera's clock is off.
struct StreamGauge: Sendable {
    /// What was measured within some seconds.
    struct Reading: Sendable {
        /// Bits of pictures in a second.
        var bitsPerSecond: Double
        /// How far the camera's clock is ahead of this machine's; nil where nothing tells it.
        var clockLead: MediaDuration?
    }

    private var begin: MediaTime?
    private var bytes = 0
    private var leads: [MediaDuration] = []

    /// So long is measured at a time.
    private static let step = MediaDuration.seconds(10)

    /// Takes note of what came since the last call.
    ///
    /// - Parameters:
    ///   - bytes: those of pictures.
    ///   - lead: how far the camera's clock was ahead at the newest keyframe; nil where none told.
    ///   - time: the present, on a steady clock.
    /// - Returns: what was measured, each time that there is enough.
    mutating func note(_ bytes: Int, lead: MediaDuration?, at time: MediaTime) -> Reading? {
        self.bytes += bytes
        if let lead { leads.append(lead) }
        guard let begin else {
            self.begin = time
            return nil
        }
        let measured = time - begin
        guard measured >= Self.step else { return nil }
        defer {
            self.begin = time
            self.bytes = 0
            leads = []
        }
        return Reading(
            bitsPerSecond: Double(self.bytes) * 8 / measured.seconds,
            clockLead: leads.isEmpty ? nil : leads.sorted()[leads.count / 2]
        )
    }
}
