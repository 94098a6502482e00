import CFFmpeg

/// Reads the packets of a file's best video stream, one by one.
///
/// Times are microseconds since the first frame, made of the absolute timestamps.
@safe
public struct Demuxer: ~Copyable {
    /// What the file holds.
    public let format: FootageFormat
    /// The file, as it was named.
    public let path: String
    /// The time of the newest packet, or nil before the first.
    public private(set) var reached: MediaTime?

    private let context: UnsafeMutablePointer<AVFormatContext>
    private let stream: UnsafeMutablePointer<AVStream>
    private let interrupt: Interrupt
    /// The timestamp that is media time zero.
    private var origin: Int64?
    /// Reads that failed one after another.
    private var failures = 0

    /// Damaged places give errors; after so many in a row the rest counts as unreadable.
    private static let mostFailures = 100

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: a path that FFmpeg can open.
    ///   - interrupt: makes every blocking call return when it is requested.
    /// - Throws: `MediaError` when it cannot be opened, holds no pictures, or cannot be decoded.
    public init(path: String, interrupt: Interrupt = Interrupt()) throws(MediaError) {
        _ = FFmpeg.isQuiet
        try FootageFile(path: path).check()
        let context = try unsafe Self.opened(path, interrupt)
        do throws(MediaError) {
            let stream = try unsafe Self.videoStream(of: context, path)
            format = unsafe FootageFormat(context: context, stream: stream)
            unsafe self.stream = stream
            let start = unsafe stream.pointee.start_time
            origin = start == cffmpeg_no_timestamp ? nil : start
        } catch {
            var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
            unsafe avformat_close_input(&context)
            throw error
        }
        unsafe self.context = context
        self.path = path
        self.interrupt = interrupt
    }

    deinit {
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
        unsafe avformat_close_input(&context)
    }

    /// The next packet; nil at the clean end and nowhere else.
    ///
    /// - Throws: `MediaError` when the file breaks off, cannot be read, or a stop was asked for.
    public mutating func next() throws(MediaError) -> Packet? {
        while true {
            if interrupt.isRequested { throw error(.interrupted, "read") }
            let packet = try Packet(path: path)
            let code = unsafe av_read_frame(context, packet.packet)
            if code == cffmpeg_error_end_of_file {
                try checkEnd()
                return nil
            }
            guard code >= 0 else {
                try noteFailure(code)
                continue
            }
            failures = 0
            guard unsafe packet.packet.pointee.stream_index == stream.pointee.index else {
                continue
            }
            if let time = time(of: packet.timestamp) { reached = max(reached ?? time, time) }
            return packet
        }
    }

    /// Goes to the last keyframe at or before `time`, as well as the container can tell.
    ///
    /// - Throws: `MediaError` when the container cannot be searched.
    public mutating func seek(toKeyframeAtOrBefore time: MediaTime) throws(MediaError) {
        let target =
            unsafe (origin ?? 0)
            + stream.pointee.time_base.timestamp(
                microseconds: time.microseconds
            )
        let code = unsafe av_seek_frame(
            context,
            stream.pointee.index,
            target,
            AVSEEK_FLAG_BACKWARD
        )
        guard code >= 0 else { throw error(.readFailed, "search", code) }
        reached = nil
        failures = 0
    }

    /// The media time of a timestamp of the stream, or nil where there is none.
    ///
    /// The first timestamp is the origin where the container does not tell the start.
    mutating func time(of timestamp: Int64) -> MediaTime? {
        guard timestamp != cffmpeg_no_timestamp else { return nil }
        let origin = self.origin ?? timestamp
        self.origin = origin
        return unsafe MediaTime(
            microseconds: stream.pointee.time_base.microseconds(timestamp - origin)
        )
    }

    /// The error of this file at the time reached.
    func error(
        _ cause: MediaError.Cause,
        _ operation: String,
        _ code: Int32 = 0
    ) -> MediaError {
        MediaError(cause: cause, operation: operation, source: path, code: code, reached: reached)
    }

    /// Makes a decoder for the stream.
    func withParameters<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafePointer<AVCodecParameters>, AVRational) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(stream.pointee.codecpar, stream.pointee.time_base)
    }

    /// The end of the bytes is the end of the footage only where nothing that the container
    /// announced is missing.
    private func checkEnd() throws(MediaError) {
        guard let duration = format.duration, duration > .zero, let reached,
            unsafe context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
        else { return }
        let bearable = max(MediaDuration.seconds(2), duration * 0.02)
        if MediaTime.zero + duration - reached > bearable { throw error(.truncated, "read") }
    }

    private mutating func noteFailure(_ code: Int32) throws(MediaError) {
        failures += 1
        if interrupt.isRequested { throw error(.interrupted, "read") }
        guard failures >= Self.mostFailures else { return }
        try checkEnd()
        throw error(.readFailed, "read", code)
    }
}

// MARK: - Opening

extension Demuxer {
    private static func opened(
        _ path: String,
        _ interrupt: Interrupt
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        guard let made = unsafe avformat_alloc_context() else {
            throw MediaError(cause: .outOfMemory, operation: "open", source: path, code: 0)
        }
        // The demuxer keeps the interrupt alive for as long as the context can call it.
        unsafe made.pointee.interrupt_callback.opaque =
            Unmanaged.passUnretained(interrupt).toOpaque()
        unsafe made.pointee.interrupt_callback.callback = { opaque in
            guard let opaque = unsafe opaque else { return 0 }
            return unsafe Unmanaged<Interrupt>.fromOpaque(opaque).takeUnretainedValue().isRequested
                ? 1 : 0
        }
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe made
        // "file:" keeps a colon in a name from being read as a protocol.
        let code = unsafe avformat_open_input(&context, "file:" + path, nil, nil)
        guard code >= 0, let opened = unsafe context else {
            throw FootageFile(path: path).openingError(code)
        }
        let found = unsafe avformat_find_stream_info(opened, nil)
        guard found >= 0 else {
            unsafe avformat_close_input(&context)
            throw FootageFile(path: path).openingError(found)
        }
        return unsafe opened
    }

    private static func videoStream(
        of context: UnsafeMutablePointer<AVFormatContext>,
        _ path: String
    ) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        let best = unsafe av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard best >= 0, let stream = unsafe context.pointee.streams[Int(best)],
            // A cover picture is no footage.
            unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        else {
            throw MediaError(cause: .noVideoStream, operation: "open", source: path, code: best)
        }
        for index in 0..<Int(unsafe context.pointee.nb_streams) where index != Int(best) {
            unsafe context.pointee.streams[index]?.pointee.discard = AVDISCARD_ALL
        }
        return unsafe stream
    }
}
