import CFFmpeg

/// Samples of our own on their way to an encoder: a picture, or a stretch of sound.
@safe
struct EncoderFrame: ~Copyable {
    /// FFmpeg's frame; its buffers are its own.
    let frame: UnsafeMutablePointer<AVFrame>
    private let path: String

    /// Makes a picture of `size`.
    static func picture(
        _ size: PixelSize,
        _ format: AVPixelFormat,
        path: String
    ) throws(MediaError) -> EncoderFrame {
        try unsafe EncoderFrame(path: path) { frame in
            unsafe frame.pointee.width = Int32(size.width)
            unsafe frame.pointee.height = Int32(size.height)
            unsafe frame.pointee.format = format.rawValue
        }
    }

    /// Makes room for `count` samples of sound of one channel.
    static func sound(
        _ count: Int32,
        _ format: AVSampleFormat,
        rate: Int32,
        path: String
    ) throws(MediaError) -> EncoderFrame {
        try unsafe EncoderFrame(path: path) { frame in
            unsafe frame.pointee.nb_samples = count
            unsafe frame.pointee.format = format.rawValue
            unsafe frame.pointee.sample_rate = rate
            unsafe av_channel_layout_default(&frame.pointee.ch_layout, 1)
        }
    }

    private init(
        path: String,
        describe: (UnsafeMutablePointer<AVFrame>) -> Void
    ) throws(MediaError) {
        guard let made = unsafe av_frame_alloc() else { throw Self.outOfMemory(path) }
        unsafe describe(made)
        guard unsafe av_frame_get_buffer(made, 0) >= 0 else {
            var frame: UnsafeMutablePointer<AVFrame>? = unsafe made
            unsafe av_frame_free(&frame)
            throw Self.outOfMemory(path)
        }
        unsafe frame = made
        self.path = path
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = unsafe frame
        unsafe av_frame_free(&frame)
    }

    /// When it is shown or heard, in the encoder's time base.
    var timestamp: Int64 {
        get { unsafe frame.pointee.pts }
        nonmutating set { unsafe frame.pointee.pts = newValue }
    }

    /// Makes sure that no encoder still reads the buffers before they are filled again.
    func makeWritable() throws(MediaError) {
        guard unsafe av_frame_make_writable(frame) >= 0 else { throw Self.outOfMemory(path) }
    }

    /// Copies rows of bytes without padding into plane `index`.
    ///
    /// - Precondition: `bytes` holds whole rows of `width` bytes, as many as the plane has.
    func fill(plane index: Int, width: Int, with bytes: [UInt8]) {
        let (data, strides) = unsafe (frame.pointee.data, frame.pointee.linesize)
        let plane = unsafe [data.0, data.1, data.2][index]
        let stride = Int([strides.0, strides.1, strides.2][index])
        guard let plane = unsafe plane else { return }
        unsafe bytes.withUnsafeBytes { bytes in
            guard let source = bytes.baseAddress else { return }
            for row in 0..<bytes.count / width {
                unsafe UnsafeMutableRawPointer(plane + row * stride)
                    .copyMemory(from: source + row * width, byteCount: width)
            }
        }
    }

    private static func outOfMemory(_ path: String) -> MediaError {
        MediaError(cause: .outOfMemory, operation: "encode", source: path, code: 0)
    }
}
