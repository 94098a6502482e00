import CFFmpeg

/// Writes packets into a file.
@safe
struct Muxer: ~Copyable {
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let path: String

    /// Opens a file for writing; what was there is gone.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - container: FFmpeg's name of the container, or nil to go by the file's extension.
    /// - Throws: `MediaError` where the container is unknown or the file cannot be written.
    init(path: String, container: String?) throws(MediaError) {
        _ = FFmpeg.isQuiet
        var made: UnsafeMutablePointer<AVFormatContext>?
        // "file:" keeps a colon in a name from being read as a protocol.
        let url = "file:" + path
        var code = unsafe avformat_alloc_output_context2(&made, nil, container, url)
        guard code >= 0, let made = unsafe made else {
            throw MediaError(
                cause: .encodeFailed,
                operation: "find a container for",
                source: path,
                code: code
            )
        }
        code = unsafe avio_open(&made.pointee.pb, url, AVIO_FLAG_WRITE)
        guard code >= 0 else {
            unsafe avformat_free_context(made)
            throw MediaError(cause: .encodeFailed, operation: "write", source: path, code: code)
        }
        unsafe context = made
        self.path = path
    }

    deinit {
        unsafe avio_closep(&context.pointee.pb)
        unsafe avformat_free_context(context)
    }

    /// FFmpeg's name of the container.
    var container: String { unsafe String(cString: context.pointee.oformat.pointee.name) }

    /// Whether the codec's headers stand at the head of the file instead of before each keyframe.
    var needsGlobalHeader: Bool {
        unsafe context.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0
    }

    /// Adds a stream of what `encoder` makes; gives its number.
    func addStream(of encoder: borrowing MediaEncoder, turn: QuarterTurn = .none) throws(MediaError)
        -> Int32
    {
        try checkFit(of: encoder)
        guard let stream = unsafe avformat_new_stream(context, nil) else {
            throw MediaError(cause: .outOfMemory, operation: "write", source: path, code: 0)
        }
        try unsafe encoder.describe(stream)
        if turn != .none { try unsafe turned(stream, turn) }
        return unsafe stream.pointee.index
    }

    /// Adds a stream for packets as they are; gives its number.
    func addCopy(of pictures: PictureStream) throws(MediaError) -> Int32 {
        guard let stream = unsafe avformat_new_stream(context, nil) else {
            throw MediaError(cause: .outOfMemory, operation: "write", source: path, code: 0)
        }
        // The same packets shall give the same file, whatever version of FFmpeg writes it.
        unsafe context.pointee.flags |= AVFMT_FLAG_BITEXACT
        try unsafe pictures.withParameters { parameters throws(MediaError) in
            try check(unsafe avcodec_parameters_copy(stream.pointee.codecpar, parameters))
        }
        // Each container has codes of its own for codecs.
        unsafe stream.pointee.codecpar.pointee.codec_tag = 0
        unsafe stream.pointee.time_base = pictures.timeBase
        unsafe stream.pointee.avg_frame_rate = pictures.frameRate
        unsafe stream.pointee.sample_aspect_ratio = pictures.pixelAspect
        let turn = pictures.format.turn
        if turn != .none { try unsafe turned(stream, turn) }
        return unsafe stream.pointee.index
    }

    /// Writes the head of the file, once all streams are added.
    func begin(options: [String: String], creationTime: String?) throws(MediaError) {
        if let creationTime {
            unsafe av_dict_set(&context.pointee.metadata, "creation_time", creationTime, 0)
        }
        var options = OptionDictionary(options)
        try check(unsafe avformat_write_header(context, &options.entries))
    }

    /// Writes a packet whose timestamps count in `timeBase`.
    func write(
        _ packet: borrowing Packet,
        stream index: Int32,
        timeBase: AVRational
    ) throws(MediaError) {
        guard let stream = unsafe context.pointee.streams[Int(index)] else { return }
        unsafe packet.packet.pointee.stream_index = index
        unsafe av_packet_rescale_ts(packet.packet, timeBase, stream.pointee.time_base)
        try check(unsafe av_interleaved_write_frame(context, packet.packet))
    }

    /// Writes the end of the file and closes it.
    consuming func end() throws(MediaError) {
        try check(unsafe av_write_trailer(context))
        // What was buffered reaches the disk only now: a full disk is told here.
        try check(unsafe avio_closep(&context.pointee.pb))
    }

    /// Muxers write what they cannot name, and nobody can read it.
    private func checkFit(of encoder: borrowing MediaEncoder) throws(MediaError) {
        let codec = encoder.codec
        let fits = unsafe avformat_query_codec(
            context.pointee.oformat,
            codec,
            FF_COMPLIANCE_UNOFFICIAL
        )
        guard fits == 0 else { return }
        throw MediaError(
            cause: .encodeFailed,
            operation: "put \(FFmpeg.name(of: codec)) into",
            source: path,
            code: cffmpeg_error_invalid_argument
        )
    }

    private func turned(
        _ stream: UnsafeMutablePointer<AVStream>,
        _ turn: QuarterTurn
    ) throws(MediaError) {
        let bytes = 9 * MemoryLayout<Int32>.size
        guard
            let matrix = unsafe av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, bytes)
        else { throw MediaError(cause: .outOfMemory, operation: "write", source: path, code: 0) }
        unsafe matrix.withMemoryRebound(to: Int32.self, capacity: 9) { matrix in
            unsafe av_display_rotation_set(matrix, Double(turn.rawValue))
        }
    }

    private func check(_ code: Int32) throws(MediaError) {
        guard code < 0 else { return }
        throw MediaError(cause: .encodeFailed, operation: "write", source: path, code: code)
    }
}
