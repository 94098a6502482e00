/// Sends a loop to one camera, each packet when it is its time.
struct LoopPlayer: ~Copyable, PacketSource {
    private let loop: StreamLoop
    private let clock: any HostClock
    private let interrupt: Interrupt
    /// When the loop's beginning was sent, or would have been.
    private let begin: MediaTime
    private var place: Int
    /// How often the loop has begun again.
    private var round: Int64 = 0

    /// Begins to send.
    ///
    /// - Parameters:
    ///   - loop: what is sent.
    ///   - phase: how far into it the first packet lies.
    ///   - clock: tells when it is time for a packet.
    ///   - interrupt: makes reading throw when it is requested.
    init(_ loop: StreamLoop, phase: MediaDuration, clock: any HostClock, interrupt: Interrupt) {
        self.loop = loop
        self.clock = clock
        self.interrupt = interrupt
        begin = clock.steady - phase
        place = loop.entries.firstIndex { $0.sent >= phase } ?? 0
    }

    var pictures: PictureStream { loop.pictures }

    mutating func next() throws(MediaError) -> Packet? {
        let entry = loop.entries[place]
        let sent = begin + loop.length * Double(round) + entry.sent
        clock.wait(until: sent) { interrupt.isRequested }
        guard !interrupt.isRequested else {
            throw MediaError(cause: .interrupted, operation: "read", source: loop.name, code: 0)
        }
        let packet = try entry.packet.reference(path: loop.name)
        packet.move(by: loop.ticks * round)
        place += 1
        if place == loop.entries.count { (place, round) = (0, round + 1) }
        return packet
    }

    mutating func time(of packet: borrowing Packet) -> MediaTime? {
        let base = loop.pictures.timeBase
        return MediaTime(microseconds: base.microseconds(packet.timestamp - loop.origin))
    }
}
