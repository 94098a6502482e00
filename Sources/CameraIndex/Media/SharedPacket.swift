import CFFmpeg

/// A packet that several threads may look at, and none changes.
final class SharedPacket: Sendable {
    private nonisolated(unsafe) let packet: Packet

    init(_ packet: consuming Packet) {
        unsafe self.packet = packet
    }

    /// Bytes of the compressed picture.
    var byteCount: Int { withPacket { $0.byteCount } }

    /// Gives the packet to who only reads it.
    func withPacket<Result: ~Copyable, Failure: Error>(
        _ body: (borrowing Packet) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(packet)
    }

    /// A packet of the same bytes and times, whose times may be changed.
    ///
    /// - Throws: `MediaError` when memory runs out.
    func reference(path: String) throws(MediaError) -> Packet {
        let copy = try Packet(path: path)
        let code = withPacket { unsafe av_packet_ref(copy.packet, $0.packet) }
        guard code >= 0 else {
            throw MediaError(cause: .outOfMemory, operation: "copy", source: path, code: code)
        }
        return copy
    }

    /// A packet of the same bytes with times of its own, in the time base of its stream.
    ///
    /// - Throws: `MediaError` when memory runs out.
    func copy(shownAt timestamp: Int64, path: String) throws(MediaError) -> Packet {
        let copy = try reference(path: path)
        unsafe copy.packet.pointee.pts = timestamp
        unsafe copy.packet.pointee.dts = timestamp
        return copy
    }
}
