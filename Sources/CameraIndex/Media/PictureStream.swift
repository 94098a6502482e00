import CFFmpeg

/// What decoders and muxers must know of a stream of pictures.
///
/// A copy of what the container said when it was opened, so that packets can be decoded after their
/// input was closed, and beside it.
@safe
final class PictureStream: Sendable {
    /// What errors call the stream: a path or an address, without any password.
    let name: String
    /// What the stream holds.
    let format: FootageFormat
    /// What timestamps of packets count in.
    let timeBase: AVRational
    /// Pictures in a second, as the container says.
    let frameRate: AVRational
    /// Width of a pixel over its height, as the container says.
    let pixelAspect: AVRational
    // Nobody changes it after it was made.
    private nonisolated(unsafe) let parameters: UnsafeMutablePointer<AVCodecParameters>

    /// Copies what is known of `stream`.
    ///
    /// - Throws: `MediaError` when memory runs out.
    init(
        _ stream: UnsafeMutablePointer<AVStream>,
        _ format: FootageFormat,
        name: String
    ) throws(MediaError) {
        guard let made = unsafe avcodec_parameters_alloc() else {
            throw MediaError(cause: .outOfMemory, operation: "open", source: name, code: 0)
        }
        let code = unsafe avcodec_parameters_copy(made, stream.pointee.codecpar)
        guard code >= 0 else {
            var failed: UnsafeMutablePointer<AVCodecParameters>? = unsafe made
            unsafe avcodec_parameters_free(&failed)
            throw MediaError(cause: .outOfMemory, operation: "open", source: name, code: code)
        }
        unsafe parameters = made
        self.name = name
        self.format = format
        timeBase = unsafe stream.pointee.time_base
        frameRate = unsafe stream.pointee.avg_frame_rate
        pixelAspect = unsafe stream.pointee.sample_aspect_ratio
    }

    /// The same stream from a keyframe on with which it is coded otherwise.
    ///
    /// - Parameters:
    ///   - other: the stream before.
    ///   - header: what stands before its pictures now.
    ///   - frame: the size of its pictures now.
    /// - Throws: `MediaError` when memory runs out.
    init(
        _ other: PictureStream,
        recodedWith header: [UInt8],
        frame: PixelSize
    ) throws(MediaError) {
        name = other.name
        (timeBase, frameRate, pixelAspect) = (other.timeBase, other.frameRate, other.pixelAspect)
        var format = other.format
        format.frame = frame
        self.format = format
        let failure = MediaError(cause: .outOfMemory, operation: "open", source: name, code: 0)
        guard let made = unsafe avcodec_parameters_alloc() else { throw failure }
        unsafe parameters = made
        try unsafe other.withParameters { known throws(MediaError) in
            guard unsafe avcodec_parameters_copy(made, known) >= 0 else { throw failure }
        }
        let padding = Int(AV_INPUT_BUFFER_PADDING_SIZE)
        guard let bytes = unsafe av_mallocz(header.count + padding) else { throw failure }
        unsafe bytes.copyMemory(from: header, byteCount: header.count)
        unsafe av_freep(&made.pointee.extradata)
        unsafe made.pointee.extradata = bytes.assumingMemoryBound(to: UInt8.self)
        unsafe made.pointee.extradata_size = Int32(header.count)
        unsafe made.pointee.width = Int32(frame.width)
        unsafe made.pointee.height = Int32(frame.height)
    }

    deinit {
        var parameters: UnsafeMutablePointer<AVCodecParameters>? = unsafe parameters
        unsafe avcodec_parameters_free(&parameters)
    }

    /// Gives what the codec must know.
    func withParameters<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafePointer<AVCodecParameters>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(parameters)
    }

    /// Whether its pictures are not compressed, so that each has megabytes.
    var isUncompressed: Bool { format.codec == "rawvideo" }

    /// Whether one decoder does for both.
    func isCoded(like other: PictureStream) -> Bool {
        self === other
            || format.codec == other.format.codec && format.pixelFormat == other.format.pixelFormat
                && format.frame == other.format.frame && format.turn == other.format.turn
                && header == other.header
    }

    /// What stands before all pictures (`extradata`).
    var header: [UInt8] {
        unsafe Array(
            UnsafeBufferPointer(
                start: parameters.pointee.extradata,
                count: Int(max(0, parameters.pointee.extradata_size))
            )
        )
    }

    /// How long the picture of a packet is shown; where it does not say, as long as others are.
    func length(of packet: borrowing Packet) -> MediaDuration {
        let length = unsafe packet.packet.pointee.duration
        guard length > 0 else { return format.frameInterval }
        return MediaDuration(microseconds: timeBase.microseconds(length))
    }

    /// How much later a decoder usually gives pictures than their packets go in, in the time base.
    var usualDelay: Int64 {
        guard frameRate.num > 0 else { return 0 }
        let interval = AVRational(num: frameRate.den, den: frameRate.num)
        return av_rescale_q(unsafe Int64(parameters.pointee.video_delay), interval, timeBase)
    }
}
