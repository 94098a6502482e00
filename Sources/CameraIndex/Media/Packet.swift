import CFFmpeg
import Glibc

/// One compressed picture, as it lies in the file.
@safe
public struct Packet: ~Copyable {
    let packet: UnsafeMutablePointer<AVPacket>
    /// Whether something between it and the packet before it could not be read.
    var isBehindLoss = false

    init(path: String) throws(MediaError) {
        guard let made = unsafe av_packet_alloc() else {
            throw MediaError(cause: .outOfMemory, operation: "read", source: path, code: 0)
        }
        unsafe packet = made
    }

    deinit {
        var packet: UnsafeMutablePointer<AVPacket>? = unsafe packet
        unsafe av_packet_free(&packet)
    }

    /// Whether decoding can begin here.
    public var isKeyframe: Bool { unsafe packet.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// Whether the container knows that bytes of it are missing or wrong.
    var isCorrupt: Bool { unsafe packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    /// Bytes of the compressed picture.
    public var byteCount: Int { Int(unsafe packet.pointee.size) }

    /// The presentation timestamp in the stream's time base, else the decoding timestamp.
    var timestamp: Int64 {
        let shown = unsafe packet.pointee.pts
        return shown != cffmpeg_no_timestamp ? shown : unsafe packet.pointee.dts
    }

    /// The decoding timestamp in the stream's time base, else the presentation timestamp.
    var decodingTimestamp: Int64 {
        let decoded = unsafe packet.pointee.dts
        return decoded != cffmpeg_no_timestamp ? decoded : unsafe packet.pointee.pts
    }

    /// Whether it says when it is shown, not only when it is decoded.
    var isTimed: Bool { unsafe packet.pointee.pts != cffmpeg_no_timestamp }

    /// Whether the container gave it a timestamp of its own; else it is reckoned from others.
    var hasOwnTimestamp: Bool { unsafe isTimed && packet.pointee.pos >= 0 }

    /// Says that it is shown at its decoding timestamp.
    func showWhenDecoded() { unsafe packet.pointee.pts = decodingTimestamp }

    /// Moves its times by so much of its stream's time base.
    func move(by ticks: Int64) {
        if unsafe packet.pointee.pts != cffmpeg_no_timestamp { unsafe packet.pointee.pts += ticks }
        if unsafe packet.pointee.dts != cffmpeg_no_timestamp { unsafe packet.pointee.dts += ticks }
    }

    /// How far the clock of who sent it is ahead of this machine's, or nil where nothing tells it.
    ///
    /// Over RTSP the camera's sender reports do (`AV_PKT_DATA_PRFT`); they are missing at first.
    var clockLead: MediaDuration? {
        var size = 0
        guard let data = unsafe av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, &size),
            size >= MemoryLayout<AVProducerReferenceTime>.size
        else { return nil }
        let written = unsafe UnsafeRawPointer(data)
            .loadUnaligned(as: AVProducerReferenceTime.self).wallclock
        return MediaDuration(microseconds: written - av_gettime())
    }

    /// Where it begins in the file, or nil where the container does not say.
    var place: Int64? {
        let place = unsafe packet.pointee.pos
        return place >= 0 ? place : nil
    }

    /// A packet of the same bytes, times and marks in memory of its own.
    ///
    /// - Throws: `MediaError` when memory runs out.
    func ownCopy(path: String) throws(MediaError) -> Packet {
        let copy = try Packet(path: path)
        var code = unsafe av_new_packet(copy.packet, packet.pointee.size)
        if code >= 0 { code = unsafe av_packet_copy_props(copy.packet, packet) }
        guard code >= 0 else {
            throw MediaError(cause: .outOfMemory, operation: "read", source: path, code: code)
        }
        unsafe copy.packet.pointee.stream_index = packet.pointee.stream_index
        unsafe memcpy(copy.packet.pointee.data, packet.pointee.data, byteCount)
        return copy
    }

    /// A copy of the bytes of the compressed picture.
    var bytes: [UInt8] {
        withBytes { bytes in unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) } }
    }

    /// Gives the bytes of the compressed picture to `body`.
    public func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe body(Span(_unsafeStart: packet.pointee.data, count: byteCount))
    }
}
