import CFFmpeg

/// A compressed picture as a value that one thread may hand to another.
struct CodedPicture: Sendable {
    let bytes: [UInt8]
    /// When it is shown, in the stream's time base.
    let shown: Int64
    /// When it is decoded.
    let decoded: Int64
    private let duration: Int64
    private let flags: Int32

    /// Takes a packet over; nil where anything of it is unusual: it is not whole or not timed, or
    /// changes how the packets behind it are decoded.
    init?(_ packet: borrowing Packet) {
        let fields = unsafe packet.packet.pointee
        guard unsafe fields.size > 0, packet.isTimed, unsafe fields.dts != cffmpeg_no_timestamp,
            unsafe fields.flags & Self.unusualFlags == 0, !Self.changesDecoder(packet)
        else { return nil }
        unsafe (shown, decoded) = (fields.pts, fields.dts)
        unsafe (duration, flags) = (fields.duration, fields.flags)
        bytes = packet.bytes
    }

    private static let unusualFlags = AV_PKT_FLAG_CORRUPT | AV_PKT_FLAG_DISCARD

    private static func changesDecoder(_ packet: borrowing Packet) -> Bool {
        [AV_PKT_DATA_NEW_EXTRADATA, AV_PKT_DATA_PARAM_CHANGE, AV_PKT_DATA_PALETTE].contains {
            var size = 0
            return unsafe av_packet_get_side_data(packet.packet, $0, &size) != nil
        }
    }

    /// Whether it was made of `packet`, or of one just like it.
    func isSame(as packet: borrowing Packet) -> Bool {
        unsafe packet.packet.pointee.pts == shown && packet.packet.pointee.dts == decoded
            && packet.byteCount == bytes.count
    }

    /// It as a packet again.
    func packet(path: String) throws(MediaError) -> Packet {
        let packet = try Packet(path: path)
        let code = unsafe av_new_packet(packet.packet, Int32(bytes.count))
        guard code >= 0 else {
            throw MediaError(cause: .outOfMemory, operation: "decode", source: path, code: code)
        }
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(
                start: packet.packet.pointee.data,
                count: bytes.count
            ).copyMemory(from: bytes)
        }
        unsafe packet.packet.pointee.pts = shown
        unsafe packet.packet.pointee.dts = decoded
        unsafe packet.packet.pointee.duration = duration
        unsafe packet.packet.pointee.flags = flags
        return packet
    }
}
