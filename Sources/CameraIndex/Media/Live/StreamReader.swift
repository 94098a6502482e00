import CFFmpeg

/// Reads the packets of a live stream's pictures, one by one.
///
/// No call takes longer than the limits say, whatever the other side does. Times are microseconds
/// since the first picture, on the stream's own clock.
@safe
public struct StreamReader: ~Copyable {
    /// Where the stream comes from.
    public let address: StreamAddress
    /// What the stream holds.
    public let format: FootageFormat
    /// The time of the newest picture, or nil before the first.
    public private(set) var reached: MediaTime?

    private let context: UnsafeMutablePointer<AVFormatContext>
    private let stream: UnsafeMutablePointer<AVStream>
    private let limits: StreamLimits
    private let interrupt: Interrupt
    /// The timestamp that is media time zero.
    private var origin: Int64?

    /// Opens a stream.
    ///
    /// - Parameters:
    ///   - address: where it is to be had.
    ///   - limits: how long to wait for each step.
    ///   - interrupt: makes opening and reading throw when it is requested; this reader alone sets
    ///     its limit.
    /// - Throws: `MediaError` where nobody answers, what answers refuses, or is no video.
    public init(
        _ address: StreamAddress,
        limits: StreamLimits = StreamLimits(),
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        _ = FFmpeg.isQuiet
        interrupt.limit(to: limits.connect)
        defer { interrupt.limit(to: nil) }
        let opening = StreamOpening(address: address, limits: limits, interrupt: interrupt)
        let context = try unsafe opening.opened()
        do throws(MediaError) {
            let stream = try unsafe Demuxer.videoStream(of: context, address.description)
            format = unsafe FootageFormat(context: context, stream: stream)
            unsafe self.stream = stream
        } catch {
            withExtendedLifetime(interrupt) {
                var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
                unsafe avformat_close_input(&context)
            }
            throw error
        }
        unsafe self.context = context
        self.address = address
        self.limits = limits
        self.interrupt = interrupt
    }

    deinit {
        // Farewell may wait for an answer; nobody needs it.
        interrupt.limit(to: .seconds(1))
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
        unsafe avformat_close_input(&context)
    }

    /// The next packet; nil where the other side ended the stream.
    ///
    /// - Throws: `MediaError` when nothing comes in time, the connection breaks, or a stop was
    ///   asked for.
    public mutating func next() throws(MediaError) -> Packet? {
        interrupt.limit(to: limits.read)
        defer { interrupt.limit(to: nil) }
        while true {
            let packet = try Packet(path: address.description)
            let code = unsafe av_read_frame(context, packet.packet)
            if interrupt.isRequested { throw error(.interrupted) }
            if interrupt.hasExpired { throw error(.timedOut(limits.read)) }
            if code == cffmpeg_error_end_of_file { return nil }
            if code == cffmpeg_error_again { continue }
            guard code >= 0 else {
                throw error(StreamOpening.cause(of: code) ?? .readFailed, code)
            }
            guard unsafe packet.packet.pointee.stream_index == stream.pointee.index else {
                continue
            }
            if let time = time(of: packet) { reached = max(reached ?? time, time) }
            return packet
        }
    }

    /// The media time of a packet, or nil where it carries none.
    public mutating func time(of packet: borrowing Packet) -> MediaTime? {
        let timestamp = packet.timestamp
        guard timestamp != cffmpeg_no_timestamp else { return nil }
        let origin = self.origin ?? timestamp
        self.origin = origin
        return unsafe MediaTime(
            microseconds: stream.pointee.time_base.microseconds(timestamp - origin)
        )
    }

    private func error(_ cause: MediaError.Cause, _ code: Int32 = 0) -> MediaError {
        MediaError(
            cause: cause,
            operation: "read",
            source: address.description,
            code: code,
            reached: reached
        )
    }
}
