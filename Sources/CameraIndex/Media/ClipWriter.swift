import CFFmpeg

/// Writes packets of a stream into a file of their own, with times that begin at zero.
struct ClipWriter: ~Copyable {
    private let muxer: Muxer
    private let stream: Int32
    private let container: CutClip.Container
    private let timeBase: AVRational
    private let interval: Int64
    /// What is taken from timestamps to have those of the file.
    private var origin: Int64
    /// What is shown before it leans on what is not there.
    private var firstShown: Int64
    /// What timestamps of the packets count in.
    private var sourceBase: AVRational
    private var lastDecoded: Int64?
    /// Whether pictures are shown in another order than they are decoded in.
    private let isReordered: Bool
    /// Where the last picture ends in the file.
    private var end: Int64?

    /// A file that is written for long is readable up to the last keyframe, and up to some seconds
    /// ago where keyframes are rare, whatever becomes of its writer.
    private static let growing: [CutClip.Container: [String: String]] = [
        .mp4: [
            "movflags": "frag_keyframe+empty_moov+default_base_moof",
            "frag_duration": "4000000", "flush_packets": "1",
        ],
        .matroska: ["cluster_time_limit": "4000", "flush_packets": "1"],
        .avi: ["flush_packets": "1"],
    ]

    /// Begins a file for the packets of a stream from the timestamp `origin` on.
    ///
    /// - Throws: `MediaError` where no container carries the codec or the file cannot be written.
    init(
        _ path: String,
        of pictures: PictureStream,
        origin: Int64
    ) throws(MediaError) {
        let container = try Self.container(for: pictures)
        let muxer = try Muxer(path: path, container: container.rawValue)
        let stream = try muxer.addCopy(of: pictures)
        self.muxer = muxer
        self.container = container
        self.stream = stream
        self.origin = origin
        firstShown = origin
        timeBase = pictures.timeBase
        sourceBase = pictures.timeBase
        let rate = pictures.format.frameRate ?? 25
        isReordered = pictures.usualDelay > 0
        interval = max(1, timeBase.timestamp(microseconds: Int64(1_000_000 / rate)))
    }

    /// Writes the head of the file.
    ///
    /// With `isGrowing` what is written can be read before the file is ended.
    func begin(creationTime: String?, isGrowing: Bool = false) throws(MediaError) {
        let options = isGrowing ? Self.growing[container] : nil
        try muxer.begin(options: options ?? [:], creationTime: creationTime)
    }

    /// How long the file is.
    var length: MediaDuration { MediaDuration(microseconds: timeBase.microseconds(end ?? 0)) }

    /// Goes on with the packets of another file or connection, from a keyframe on.
    ///
    /// - Parameters:
    ///   - pictures: their stream.
    ///   - timestamp: that of the keyframe.
    ///   - duration: how much later than the file's first picture it was taken; it comes later
    ///     where that one is shown until then.
    mutating func join(
        _ pictures: PictureStream,
        at timestamp: Int64,
        after duration: MediaDuration
    ) {
        sourceBase = pictures.timeBase
        firstShown = av_rescale_q(timestamp, sourceBase, timeBase)
        let place = max(timeBase.timestamp(microseconds: duration.microseconds), end ?? 0)
        origin = firstShown - place
    }

    /// Writes a packet; what is shown before the first keyframe leans on what is not there, and is
    /// left out.
    mutating func write(_ packet: borrowing Packet) throws(MediaError) {
        // AVI writes a packet of no bytes where the picture before it stays.
        guard packet.byteCount > 0 else { return }
        if !sourceBase.isSame(as: timeBase) {
            unsafe av_packet_rescale_ts(packet.packet, sourceBase, timeBase)
        }
        guard packet.timestamp >= firstShown else { return }
        setTimes(of: packet)
        try muxer.write(packet, stream: stream, timeBase: timeBase)
    }

    /// Writes the end of the file.
    ///
    /// - Returns: the container, and the timestamp at which the last picture ends, nil where there
    ///   is none.
    consuming func finish() throws(MediaError) -> (CutClip.Container, end: Int64?) {
        let answer = (container, end: end.map { $0 + origin })
        try muxer.end()
        return answer
    }

    /// Muxers want decoding times that rise, and no picture shown before it is decoded.
    private mutating func setTimes(of packet: borrowing Packet) {
        let none = cffmpeg_no_timestamp
        var shown = unsafe packet.packet.pointee.pts
        var decoded = unsafe packet.packet.pointee.dts
        let length = unsafe packet.packet.pointee.duration
        if shown == none, container != .avi {
            // Program streams do not time each picture; what is not said follows the newest one.
            shown = isReordered ? (end ?? 0) + origin : decoded
        }
        if let time = [shown, decoded].first(where: { $0 != none }) {
            let latest = time - origin + (length > 0 ? length : interval)
            end = max(end ?? latest, latest)
        }
        if decoded == none, shown != none, container != .avi {
            // At the beginning of a stream it is not known yet how pictures are ordered.
            decoded = lastDecoded.map { $0 + 1 + origin } ?? shown
        }
        if decoded != none {
            decoded -= origin
            if let lastDecoded { decoded = max(decoded, lastDecoded + 1) }
            lastDecoded = decoded
        }
        if shown != none {
            shown -= origin
            if decoded != none { shown = max(shown, decoded) }
        }
        unsafe packet.packet.pointee.pts = shown
        unsafe packet.packet.pointee.dts = decoded
    }

    /// The first container that carries the codec and knows what the footage tells of its times.
    static func container(
        for pictures: PictureStream
    ) throws(MediaError) -> CutClip.Container {
        if pictures.format.isTimedByDecoding, pictures.usualDelay > 0 { return .avi }
        let codec = unsafe pictures.withParameters { unsafe $0.pointee.codec_id }
        for container in CutClip.Container.allCases
        where container != .avi || pictures.usualDelay == 0 {
            let format = unsafe av_guess_format(container.rawValue, nil, nil)
            if unsafe avformat_query_codec(format, codec, FF_COMPLIANCE_NORMAL) == 1 {
                return container
            }
        }
        throw MediaError(
            cause: .unclippable(pictures.format.codec),
            operation: "cut",
            source: pictures.name,
            code: 0
        )
    }
}
