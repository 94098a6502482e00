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

    /// Takes note of a packet.
    ///
    /// - Parameters:
    ///   - packet: any packet of the stream.
    ///   - arrived: when it came, on the camera's timeline.
    /// - Returns: what was measured, each time that there is enough.
    mutating func note(_ packet: borrowing Packet, arrived: MediaTime) -> Reading? {
        bytes += packet.byteCount
        // One in a group tells as much as all of them.
        if packet.isKeyframe, let lead = packet.clockLead { leads.append(lead) }
        guard let begin else {
            self.begin = arrived
            return nil
        }
        let time = arrived - begin
        guard time >= Self.step else { return nil }
        defer {
            self.begin = arrived
            bytes = 0
            leads = []
        }
        return Reading(
            bitsPerSecond: Double(bytes) * 8 / time.seconds,
            clockLead: leads.isEmpty ? nil : leads.sorted()[leads.count / 2]
        )
    }
}
