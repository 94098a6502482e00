import CFFmpeg

/// Reads the packets of a live stream's pictures, one by one.
///
/// No call takes longer than the limits say, whatever the other side does. Times are microseconds
/// since the first picture, on the stream's own clock.
@safe
public struct StreamReader: ~Copyable {
    /// Where the stream comes from.
    public let address: StreamAddress
    /// The time of the newest picture, or nil before the first.
    public var reached: MediaTime? { times.reached }

    private let input: MediaInput
    private let limits: StreamLimits
    private let opened: OpenedStream
    private var times = StreamTimes()

    /// Opens a stream.
    ///
    /// - Parameters:
    ///   - address: where it is to be had.
    ///   - terms: what its server must show, and how it is carried.
    ///   - limits: how long to wait for each step.
    ///   - interrupt: makes opening and reading throw when it is requested; this reader alone sets
    ///     its limit.
    /// - Throws: `MediaError` where nobody answers, what answers refuses, or is no video.
    public init(
        _ address: StreamAddress,
        terms: StreamTerms = StreamTerms(),
        limits: StreamLimits = StreamLimits(),
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        _ = FFmpeg.isQuiet
        interrupt.limit(to: limits.connect)
        defer { interrupt.limit(to: nil) }
        let opening = StreamOpening(
            address: address,
            terms: terms,
            limits: limits,
            interrupt: interrupt
        )
        let stream = try opening.opened()
        input = try Self.input(of: stream, address, interrupt)
        opened = stream
        self.address = address
        self.limits = limits
    }

    private static func input(
        of stream: OpenedStream,
        _ address: StreamAddress,
        _ interrupt: Interrupt
    ) throws(MediaError) -> MediaInput {
        do throws(MediaError) {
            return try unsafe MediaInput(
                takingOver: stream.context,
                name: address.description,
                interrupt: interrupt
            )
        } catch {
            stream.relay?.finish()
            throw error
        }
    }

    deinit {
        // Farewell may wait for an answer; nobody needs it.
        interrupt.limit(to: .seconds(1))
        opened.relay?.finish()
    }

    /// The certificate that the server showed; nil where the stream goes without TLS.
    public var certificate: CertificatePin? { opened.certificate }

    /// What the stream holds.
    public var format: FootageFormat { pictures.format }

    /// What decoders must know of the stream.
    var pictures: PictureStream { input.pictures }
    private var interrupt: Interrupt { input.interrupt }

    /// The next packet; nil where the other side ended the stream.
    ///
    /// - Throws: `MediaError` when nothing comes in time, the connection breaks, or a stop was
    ///   asked for.
    public mutating func next() throws(MediaError) -> Packet? {
        interrupt.limit(to: limits.read)
        defer { interrupt.limit(to: nil) }
        while true {
            let packet = try Packet(path: address.description)
            let code = unsafe av_read_frame(input.context, packet.packet)
            if interrupt.isRequested { throw error(.interrupted) }
            if interrupt.hasExpired { throw error(.timedOut(limits.read)) }
            if code == cffmpeg_error_end_of_file { return nil }
            if code == cffmpeg_error_again { continue }
            guard code >= 0 else {
                throw error(StreamOpening.cause(of: code) ?? .readFailed, code)
            }
            guard unsafe packet.packet.pointee.stream_index == input.stream.pointee.index else {
                continue
            }
            _ = time(of: packet)
            return packet
        }
    }

    /// The media time of a packet, or nil where it carries none.
    public mutating func time(of packet: borrowing Packet) -> MediaTime? {
        times.time(of: packet, from: input)
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
