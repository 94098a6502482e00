import CFFmpeg

/// Reads the pictures of a capture device of this machine (V4L2), one by one.
///
/// No call takes longer than the limits say. Times are microseconds since the first picture, on the
/// kernel's clock.
struct DeviceReader: ~Copyable, PacketSource {
    private let path: String
    private let input: MediaInput
    private let limits: StreamLimits
    private let clock: any HostClock
    private var times = StreamTimes()
    /// When the last picture was handed over, where they are thinned.
    private var last: MediaTime?

    /// Pictures that are not coded have megabytes each, and a device gives 30 a second: no rule
    /// needs them closer together than this.
    private static let leastGap = MediaDuration.seconds(0.5)

    /// Opens a device.
    ///
    /// - Parameters:
    ///   - path: the device, such as `/dev/video0`.
    ///   - mode: what it is asked for; nil for what it is set to.
    ///   - limits: how long to wait for each step.
    ///   - clock: tells the time.
    ///   - interrupt: makes opening and reading throw when it is requested; this reader alone sets
    ///     its limit.
    /// - Throws: `MediaError` where it is no camera, is taken, or gives no pictures.
    init(
        path: String,
        mode: CaptureMode?,
        limits: StreamLimits,
        clock: any HostClock,
        interrupt: Interrupt
    ) throws(MediaError) {
        _ = FFmpeg.isQuiet
        defer { interrupt.limit(to: nil) }
        let opening = DeviceOpening(
            path: path,
            mode: mode,
            limits: limits,
            clock: clock,
            interrupt: interrupt
        )
        input = try unsafe MediaInput(
            takingOver: opening.opened(),
            name: path,
            interrupt: interrupt
        )
        self.path = path
        self.limits = limits
        self.clock = clock
    }

    var pictures: PictureStream { input.pictures }

    mutating func next() throws(MediaError) -> Packet? {
        input.interrupt.limit(to: limits.read)
        defer { input.interrupt.limit(to: nil) }
        while true {
            let packet = try Packet(path: path)
            let code = unsafe av_read_frame(input.context, packet.packet)
            if input.interrupt.isRequested { throw error(.interrupted) }
            if code == cffmpeg_error_again {
                if input.interrupt.hasExpired { throw error(.timedOut(limits.read)) }
                rest()
                continue
            }
            guard code >= 0 else { throw error(.readFailed, code) }
            guard isDue(packet) else { continue }
            // What it holds is the device's own memory, which goes with the device.
            return try packet.ownCopy(path: path)
        }
    }

    mutating func time(of packet: borrowing Packet) -> MediaTime? {
        times.time(of: packet, from: input)
    }

    private func rest() {
        let interrupt = input.interrupt
        clock.wait(until: clock.steady + DeviceOpening.nap) { interrupt.isRequested }
    }

    private mutating func isDue(_ packet: borrowing Packet) -> Bool {
        guard pictures.isUncompressed, let time = time(of: packet) else { return true }
        if let last, time > last, time - last < Self.leastGap { return false }
        last = time
        return true
    }

    private func error(_ cause: MediaError.Cause, _ code: Int32 = 0) -> MediaError {
        MediaError(
            cause: cause,
            operation: "read",
            source: path,
            code: code,
            reached: times.reached
        )
    }
}
