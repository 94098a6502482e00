/// What gives the packets of a camera's pictures as they come.
protocol PacketSource: ~Copyable {
    /// What decoders must know of the pictures.
    var pictures: PictureStream { get }

    /// The next packet; nil where the other side ended the stream.
    ///
    /// - Throws: `MediaError` when nothing comes in time, the connection breaks, or a stop was
    ///   asked for.
    mutating func next() throws(MediaError) -> Packet?

    /// The time of a packet on the stream's own clock, or nil where it carries none.
    mutating func time(of packet: borrowing Packet) -> MediaTime?
}

extension StreamReader: PacketSource {}
