/// What can be told of a live stream by watching it for some seconds, without decoding it.
public struct StreamProbe: Sendable {
    /// Where it comes from.
    public let address: StreamAddress
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

    /// Watches a stream until three keyframes came and `shortest` has passed on its clock, or
    /// `longest`.
    ///
    /// - Parameters:
    ///   - address: where it is to be had.
    ///   - terms: what its server must show, and how it is carried.
    ///   - shortest: how long it is watched at least.
    ///   - longest: how long it is watched at most.
    ///   - takesPicture: whether a picture of it is wanted.
    ///   - limits: how long to wait for each step.
    ///   - interrupt: makes it throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened, or a stop was asked for.
    public init(
        _ address: StreamAddress,
        terms: StreamTerms = StreamTerms(),
        shortest: MediaDuration = .seconds(5),
        longest: MediaDuration = .seconds(30),
        takesPicture: Bool = false,
        limits: StreamLimits = StreamLimits(),
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        var reader = try StreamReader(address, terms: terms, limits: limits, interrupt: interrupt)
        var keyframes: [(time: MediaTime, bytes: Int)] = []
        var (packetCount, byteCount) = (0, 0)
        // From keyframe to keyframe, as pictures are shown in another order than they come in.
        var (first, last): (Mark?, Mark?)
        var clockLeads: [MediaDuration] = []
        var trouble: MediaError?
        var picture: ColourPicture?
        var decoder: VideoDecoder?
        if takesPicture { decoder = try VideoDecoder(for: reader.pictures) }
        do throws(MediaError) {
            while let packet = try reader.next() {
                // The first picture over RTSP often has none.
                let time = reader.time(of: packet)
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
                let watched = (reader.reached ?? .zero) - MediaTime.zero
                let isEnough = watched >= shortest && keyframes.count >= Self.enoughKeyframes
                if isEnough || watched >= longest { break }
            }
        } catch {
            if error.cause == .interrupted { throw error }
            trouble = error
        }
        self.address = address
        certificate = reader.certificate
        format = reader.format
        watched = (reader.reached ?? .zero) - MediaTime.zero
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
