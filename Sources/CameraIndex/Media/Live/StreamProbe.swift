/// What can be told of a live stream by watching it for some seconds, without decoding it.
public struct StreamProbe: Sendable {
    /// Where it comes from, without any password.
    public let source: String
    /// The certificate that its server showed; nil where it goes without TLS.
    public let certificate: CertificatePin?
    /// What it holds.
    public let format: FootageFormat
    /// How its keyframes lie, as far as it was watched.
    public let keyframes: KeyframeStatistics
    /// How long it was watched, by its own clock.
    public let watched: MediaDuration
    /// Bits in a second of its pictures, or nil where too little came.
    public let bitsPerSecond: Double?
    /// Pictures in a second, or nil where too little came.
    public let picturesPerSecond: Double?
    /// How far the camera's clock is ahead of this machine's, or nil where it does not tell.
    public let clockLead: MediaDuration?
    /// Its first keyframe that could be decoded, upright; nil where there was none, or no picture
    /// was asked for.
    public let picture: ColourPicture?
    /// Why it could not be watched for as long as was asked; nil where nothing was wrong.
    public let trouble: MediaError?

    /// So many keyframes tell their distance.
    private static let enoughKeyframes = 3

    /// How long a stream is watched.
    public struct Watch: Sendable {
        /// How long it is watched at least.
        public var shortest: MediaDuration
        /// How long it is watched at most.
        public var longest: MediaDuration

        /// Makes a length; the default is enough for most cameras.
        public init(shortest: MediaDuration = .seconds(5), longest: MediaDuration = .seconds(30)) {
            self.shortest = shortest
            self.longest = longest
        }
    }

    /// Watches a stream until three keyframes came and enough time has passed on its clock.
    ///
    /// - Parameters:
    ///   - address: where it is to be had.
    ///   - terms: what its server must show, and how it is carried.
    ///   - watch: how long it is watched.
    ///   - takesPicture: whether a picture of it is wanted.
    ///   - limits: how long to wait for each step.
    ///   - interrupt: makes it throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened, or a stop was asked for.
    public init(
        _ address: StreamAddress,
        terms: StreamTerms = StreamTerms(),
        for watch: Watch = Watch(),
        takesPicture: Bool = false,
        limits: StreamLimits = StreamLimits(),
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        var reader = try StreamReader(address, terms: terms, limits: limits, interrupt: interrupt)
        let certificate = reader.certificate
        try self.init(
            &reader,
            of: address.description,
            showing: certificate,
            for: watch,
            takesPicture: takesPicture
        )
    }

    /// Watches a capture device of this machine in the same way.
    ///
    /// - Parameters:
    ///   - path: the device, such as `/dev/video0`.
    ///   - mode: what it is asked for; nil for what it is set to.
    ///   - watch: how long it is watched.
    ///   - takesPicture: whether a picture of it is wanted.
    ///   - limits: how long to wait for each step.
    ///   - interrupt: makes it throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened, or a stop was asked for.
    public init(
        device path: String,
        mode: CaptureMode?,
        for watch: Watch = Watch(),
        takesPicture: Bool = false,
        limits: StreamLimits = StreamLimits(),
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        var reader = try DeviceReader(
            path: path,
            mode: mode,
            limits: limits,
            clock: SystemClock(),
            interrupt: interrupt
        )
        try self.init(
            &reader,
            of: path,
            showing: nil,
            for: watch,
            takesPicture: takesPicture
        )
    }

    private init<Source: PacketSource & ~Copyable>(
        _ reader: inout Source,
        of source: String,
        showing certificate: CertificatePin?,
        for watch: Watch,
        takesPicture: Bool
    ) throws(MediaError) {
        var keyframes: [(time: MediaTime, bytes: Int)] = []
        var (packetCount, byteCount) = (0, 0)
        // From keyframe to keyframe, as pictures are shown in another order than they come in.
        var (first, last): (Mark?, Mark?)
        var reached = MediaTime.zero
        var clockLeads: [MediaDuration] = []
        var trouble: MediaError?
        var picture: ColourPicture?
        var decoder: VideoDecoder?
        if takesPicture { decoder = try VideoDecoder(for: reader.pictures) }
        do throws(MediaError) {
            while let packet = try reader.next() {
                // The first picture over RTSP often has none.
                let time = reader.time(of: packet)
                if let time { reached = max(reached, time) }
                if let time, packet.isKeyframe {
                    keyframes.append((time, packet.byteCount))
                    last = Mark(time: time, packetCount: packetCount, byteCount: byteCount)
                    first = first ?? last
                }
                if picture == nil, packet.isKeyframe {
                    picture = try decoder?.picture(of: packet)?.colourPicture()
                }
                packetCount += 1
                byteCount += packet.byteCount
                if let lead = packet.clockLead { clockLeads.append(lead) }
                let watched = reached - MediaTime.zero
                let isEnough =
                    watched >= watch.shortest && keyframes.count >= Self.enoughKeyframes
                if isEnough || watched >= watch.longest { break }
            }
        } catch {
            if error.cause == .interrupted { throw error }
            trouble = error
        }
        self.source = source
        self.certificate = certificate
        format = reader.pictures.format
        watched = reached - MediaTime.zero
        let rates = first.flatMap { first in last.flatMap { $0.rates(since: first) } }
        bitsPerSecond = rates?.bits
        picturesPerSecond = rates?.pictures
        // Pictures that others lean on come before they are shown; one may be held up on its way.
        clockLead = clockLeads.isEmpty ? nil : clockLeads.sorted()[clockLeads.count / 2]
        self.trouble = trouble
        self.picture = picture
        self.keyframes = KeyframeStatistics(
            keyframes: keyframes,
            packetCount: packetCount,
            byteCount: byteCount,
            end: nil
        )
    }

    /// What had come when a keyframe did.
    private struct Mark {
        let time: MediaTime
        let packetCount: Int
        let byteCount: Int

        /// Pictures and bits in a second since an earlier one, or nil where no time passed.
        func rates(since earlier: Mark) -> (pictures: Double, bits: Double)? {
            let seconds = (time - earlier.time).seconds
            guard seconds > 0 else { return nil }
            return (
                Double(packetCount - earlier.packetCount) / seconds,
                Double(8 * (byteCount - earlier.byteCount)) / seconds
            )
        }
    }
}
