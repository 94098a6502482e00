/// Reads a file as a camera would send it: each packet when it is its time.
struct FilePlayer: ~Copyable, PacketSource {
    private var demuxer: Demuxer
    private let clock: any HostClock
    /// When media time zero was sent.
    private let begin: MediaTime

    /// Opens a file; its first picture is sent at once.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - clock: tells when it is time for a packet.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or holds no pictures.
    init(path: String, clock: any HostClock, interrupt: Interrupt) throws(MediaError) {
        demuxer = try Demuxer(path: path, interrupt: interrupt)
        self.clock = clock
        begin = clock.steady
    }

    var pictures: PictureStream { demuxer.pictures }

    mutating func next() throws(MediaError) -> Packet? {
        guard let packet = try demuxer.next() else { return nil }
        let interrupt = demuxer.interrupt
        // Cameras send a picture once it is coded, whenever it is shown.
        if let time = demuxer.time(of: packet.decodingTimestamp) {
            clock.wait(until: begin + (time - MediaTime.zero)) { interrupt.isRequested }
        }
        return packet
    }

    mutating func time(of packet: borrowing Packet) -> MediaTime? {
        demuxer.time(of: packet.timestamp)
    }
}
