import CFFmpeg

/// Turns pictures or sound into packets.
@safe
struct MediaEncoder: ~Copyable {
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let path: String

    /// Opens the encoder that FFmpeg calls `name`.
    ///
    /// - Parameters:
    ///   - name: such as `libx264`.
    ///   - path: the file that is written, for errors.
    ///   - options: the encoder's own options by name.
    ///   - configure: sets what the encoder must know before it is opened.
    /// - Throws: `MediaError` where this FFmpeg lacks the encoder or it refuses what it is told.
    init(
        _ name: String,
        path: String,
        options: [String: String] = [:],
        configure: (
            UnsafeMutablePointer<AVCodecContext>, UnsafePointer<AVCodec>
        ) throws(MediaError) -> Void
    ) throws(MediaError) {
        _ = FFmpeg.isQuiet
        let operation = "use the encoder \(name) for"
        func failure(_ cause: MediaError.Cause, _ code: Int32) -> MediaError {
            MediaError(cause: cause, operation: operation, source: path, code: code)
        }
        guard let codec = unsafe avcodec_find_encoder_by_name(name) else {
            throw failure(.encodeFailed, cffmpeg_error_encoder_not_found)
        }
        guard let made = unsafe avcodec_alloc_context3(codec) else {
            throw failure(.outOfMemory, 0)
        }
        do throws(MediaError) {
            try unsafe configure(made, codec)
            var options = OptionDictionary(options)
            let code = unsafe avcodec_open2(made, codec, &options.entries)
            guard code >= 0 else { throw failure(.encodeFailed, code) }
            if let unknown = options.first {
                throw MediaError(
                    cause: .encodeFailed,
                    operation: "use the option \(unknown) of \(name) for",
                    source: path,
                    code: cffmpeg_error_option_not_found
                )
            }
        } catch {
            var context: UnsafeMutablePointer<AVCodecContext>? = unsafe made
            unsafe avcodec_free_context(&context)
            throw error
        }
        unsafe context = made
        self.path = path
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&context)
    }

    /// The unit of the timestamps that go in and come out.
    var timeBase: AVRational { unsafe context.pointee.time_base }

    /// Samples of sound that go in at once; 0 where any number may.
    var samplesAtOnce: Int32 { unsafe context.pointee.frame_size }

    /// The form of the samples that go in.
    var sampleFormat: AVSampleFormat { unsafe context.pointee.sample_fmt }

    /// The form of the pictures that go in.
    var pixelFormat: AVPixelFormat { unsafe context.pointee.pix_fmt }

    /// What it makes.
    var codec: AVCodecID { unsafe context.pointee.codec_id }

    /// Hands in a frame.
    mutating func send(_ frame: borrowing EncoderFrame) throws(MediaError) {
        try check(unsafe avcodec_send_frame(context, frame.frame))
    }

    /// Tells that no more frames come.
    mutating func sendEnd() throws(MediaError) {
        try check(unsafe avcodec_send_frame(context, nil))
    }

    /// The next packet, or nil where it needs another frame or gave its last.
    mutating func receive() throws(MediaError) -> Packet? {
        let packet = try Packet(path: path)
        let code = unsafe avcodec_receive_packet(context, packet.packet)
        if code == cffmpeg_error_again || code == cffmpeg_error_end_of_file { return nil }
        try check(code)
        return packet
    }

    /// Tells `stream` what the encoder makes.
    func describe(_ stream: UnsafeMutablePointer<AVStream>) throws(MediaError) {
        try check(unsafe avcodec_parameters_from_context(stream.pointee.codecpar, context))
        unsafe stream.pointee.time_base = context.pointee.time_base
        unsafe stream.pointee.avg_frame_rate = context.pointee.framerate
        unsafe stream.pointee.sample_aspect_ratio = context.pointee.sample_aspect_ratio
    }

    private func check(_ code: Int32) throws(MediaError) {
        guard code < 0 else { return }
        throw MediaError(cause: .encodeFailed, operation: "encode", source: path, code: code)
    }
}
