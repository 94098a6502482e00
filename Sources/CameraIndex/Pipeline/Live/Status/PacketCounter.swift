/// Counts the packets of a camera on the thread that receives them, and tells its meter and gauge
/// about once a second, so that counting costs a receiver next to nothing.
struct PacketCounter {
    private let meter: CameraMeter
    private var gauge = StreamGauge()
    private var packets = 0
    private var bytes = 0
    private var keyframes = 0
    private var lead: MediaDuration?
    /// When the meter was told last, on the steady clock.
    private var told: MediaTime?

    private static let interval = MediaDuration.seconds(1)

    /// Makes a counter of one connection.
    init(_ meter: CameraMeter) {
        self.meter = meter
    }

    /// Counts a packet that came at `arrived` on the steady clock.
    ///
    /// - Returns: what the gauge has measured, each time that there is enough.
    mutating func note(_ packet: borrowing Packet, arrived: MediaTime) -> StreamGauge.Reading? {
        packets += 1
        bytes += packet.byteCount
        if packet.isKeyframe {
            keyframes += 1
            lead = packet.clockLead ?? lead
        }
        if let told, arrived - told < Self.interval { return nil }
        return tell(arrived)
    }

    /// Tells the meter what it was not told yet.
    mutating func finish(at time: MediaTime) {
        if packets > 0 { _ = tell(time) }
    }

    private mutating func tell(_ time: MediaTime) -> StreamGauge.Reading? {
        meter.noteReceived(packets, bytes: bytes, keyframes: keyframes, lead: lead, at: time)
        let reading = gauge.note(bytes, lead: lead, at: time)
        (packets, bytes, keyframes, lead) = (0, 0, 0, nil)
        told = time
        return reading
    }
}
