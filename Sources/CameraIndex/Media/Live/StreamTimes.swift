import CFFmpeg

/// Tells when the pictures of a stream were taken, since the first of them.
struct StreamTimes {
    /// The time of the newest picture, or nil before the first.
    private(set) var reached: MediaTime?
    /// The timestamp that is media time zero.
    private var origin: Int64?

    /// The media time of a packet that came from `input`, or nil where it carries none.
    mutating func time(
        of packet: borrowing Packet,
        from input: borrowing MediaInput
    ) -> MediaTime? {
        let timestamp = packet.timestamp
        guard timestamp != cffmpeg_no_timestamp else { return nil }
        let origin = self.origin ?? timestamp
        self.origin = origin
        let time = input.time(of: timestamp, since: origin)
        reached = max(reached ?? time, time)
        return time
    }
}
