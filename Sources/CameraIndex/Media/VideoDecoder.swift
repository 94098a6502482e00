import CFFmpeg

/// Turns packets into pictures.
@safe
struct VideoDecoder: ~Copyable {
    /// What a decoder may answer when it is asked for a picture.
    enum Answer: ~Copyable {
        /// The next picture in the order of showing.
        case frame(DecodedFrame)
        /// It needs another packet first.
        case needsPacket
        /// It gave its last picture.
        case ended
        /// Something could not be decoded.
        case damaged
    }

    private let context: UnsafeMutablePointer<AVCodecContext>
    private let turn: QuarterTurn
    private let frame: PixelSize
    /// Whether keyframes that were coded finely are decoded without their loop filter, which costs
    /// less and leaves the edges of coding blocks visible.
    var isRough = false
    private let path: String
    /// Pictures that were decoded.
    private(set) var decodedCount = 0

    /// Makes a decoder for the packets of a stream.
    ///
    /// - Parameters:
    ///   - pictures: the stream.
    ///   - isStrict: whether decoders that mark no picture as damaged refuse it.
    /// - Throws: `MediaError` when this FFmpeg lacks the codec or memory runs out.
    init(for pictures: PictureStream, isStrict: Bool = true) throws(MediaError) {
        unsafe context = try pictures.withParameters { parameters throws(MediaError) in
            try unsafe Self.opened(parameters, pictures.name, pictures.format.codec) { context in
                unsafe context.pointee.pkt_timebase = pictures.timeBase
                // With threads of its own FFmpeg loses marks of damage, now and then.
                unsafe context.pointee.thread_count = 1
                if isStrict, Self.hidesErrors.contains(unsafe context.pointee.codec_id) {
                    unsafe context.pointee.err_recognition |= AV_EF_EXPLODE
                }
            }
        }
        turn = pictures.format.turn
        frame = pictures.format.frame
        path = pictures.name
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&context)
    }

    /// Decoders that mark no picture as damaged; they must be told to refuse it.
    private static let hidesErrors = [AV_CODEC_ID_HEVC, AV_CODEC_ID_MJPEG]

    private static func opened(
        _ parameters: UnsafePointer<AVCodecParameters>,
        _ path: String,
        _ name: String,
        configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
    ) throws(MediaError) -> UnsafeMutablePointer<AVCodecContext> {
        func failure(_ cause: MediaError.Cause, _ code: Int32 = 0) -> MediaError {
            MediaError(cause: cause, operation: "decode", source: path, code: code)
        }
        guard let codec = unsafe avcodec_find_decoder(parameters.pointee.codec_id) else {
            throw failure(.unsupportedCodec(unsafe codecName(parameters, name)))
        }
        guard let made = unsafe avcodec_alloc_context3(codec) else { throw failure(.outOfMemory) }
        var context: UnsafeMutablePointer<AVCodecContext>? = unsafe made
        var code = unsafe avcodec_parameters_to_context(made, parameters)
        if code >= 0 {
            unsafe configure(made)
            code = unsafe avcodec_open2(made, codec, nil)
        }
        guard code >= 0 else {
            unsafe avcodec_free_context(&context)
            throw failure(.decodeFailed, code)
        }
        return unsafe made
    }

    /// The codec's name, or the four letters by which the container knows it.
    private static func codecName(
        _ parameters: UnsafePointer<AVCodecParameters>,
        _ name: String
    ) -> String {
        guard unsafe parameters.pointee.codec_id == AV_CODEC_ID_NONE else { return name }
        let tag = unsafe parameters.pointee.codec_tag
        let letters = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: tag >> $0) }
        return letters.allSatisfy { (0x20..<0x7f).contains($0) }
            ? "\"" + String(decoding: letters, as: UTF8.self) + "\"" : "an unknown codec"
    }

    /// Hands a packet in, or nil for the end; false where it could not be decoded.
    mutating func send(_ packet: borrowing Packet) -> Bool {
        skipsLoopFilter(isRough && packet.isKeyframe && packet.isFine(for: frame))
        let code = unsafe avcodec_send_packet(context, packet.packet)
        return code >= 0
    }

    /// Tells that no more packets come.
    mutating func sendEnd() {
        unsafe avcodec_send_packet(context, nil)
    }

    /// The next picture, or why there is none.
    mutating func receive() throws(MediaError) -> Answer {
        let frame = try DecodedFrame(turn: turn, path: path)
        let code = unsafe avcodec_receive_frame(context, frame.frame)
        if code >= 0 {
            decodedCount += 1
            return .frame(frame)
        }
        if code == cffmpeg_error_again { return .needsPacket }
        return code == cffmpeg_error_end_of_file ? .ended : .damaged
    }

    /// Decodes one packet by itself; nil where that gives no picture, or none that stands alone.
    mutating func picture(of packet: borrowing Packet) throws(MediaError) -> DecodedFrame? {
        flush()
        guard send(packet) else { return nil }
        // Without the end the decoder would wait for pictures that may be shown before this one.
        sendEnd()
        defer { flush() }
        var picture: DecodedFrame?
        while true {
            switch try receive() {
            case .frame(let frame): picture = frame.isIntra ? consume frame : nil
            case .needsPacket: return picture
            case .ended: return picture
            case .damaged: return nil
            }
        }
    }

    /// Leaves out the pictures that no other leans on, or decodes them again.
    mutating func skipsUnreferenced(_ isOn: Bool) {
        unsafe context.pointee.skip_frame = isOn ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
    }

    /// Leaves the edges of coding blocks as they are, or smooths them again.
    ///
    /// A ninth of the time of a keyframe (H.264 at 1080p); a picture that others lean on needs it.
    private mutating func skipsLoopFilter(_ isOn: Bool) {
        unsafe context.pointee.skip_loop_filter = isOn ? AVDISCARD_ALL : AVDISCARD_DEFAULT
    }

    /// Forgets what was handed in: reading goes on elsewhere.
    mutating func flush() {
        unsafe avcodec_flush_buffers(context)
    }
}

extension Packet {
    /// From so many bits a pixel on a keyframe's blocks fit to each other without the loop filter:
    /// stops were found as surely without it at 0.43, less surely at 0.21 (design/sampling.md).
    private static let fineBitsPerPixel = 0.4

    /// Whether a picture of a size was coded finely.
    fileprivate func isFine(for size: PixelSize) -> Bool {
        Double(8 * byteCount) >= Self.fineBitsPerPixel * Double(size.areaPixels)
    }
}
