import CFFmpeg

/// Writes packets of a stream into a file of their own, with times that begin at zero.
struct ClipWriter: ~Copyable {
    private let muxer: Muxer
    private let stream: Int32
    private let container: CutClip.Container
    private let timeBase: AVRational
    private let interval: Int64
    /// The timestamp of the first picture.
    private let origin: Int64
    private var lastDecoded: Int64?
    /// Whether pictures are shown in another order than they are decoded in.
    private let isReordered: Bool
    private var end: Int64?

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
        timeBase = pictures.timeBase
        let rate = pictures.format.frameRate ?? 25
        isReordered = pictures.usualDelay > 0
        interval = max(1, timeBase.timestamp(microseconds: Int64(1_000_000 / rate)))
    }

    /// Writes the head of the file.
    func begin(creationTime: String?) throws(MediaError) {
        try muxer.begin(options: [:], creationTime: creationTime)
    }

    /// Writes a packet; what is shown before the first keyframe leans on what is not there, and is
    /// left out.
    mutating func write(_ packet: borrowing Packet) throws(MediaError) {
        // AVI writes a packet of no bytes where the picture before it stays.
        guard packet.byteCount > 0, packet.timestamp >= origin else { return }
        setTimes(of: packet)
        try muxer.write(packet, stream: stream, timeBase: timeBase)
    }

    /// Writes the end of the file.
    ///
    /// - Returns: the container, and the timestamp at which the last picture ends, nil where there
    ///   is none.
    consuming func finish() throws(MediaError) -> (CutClip.Container, end: Int64?) {
        let answer = (container, end: end)
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
            shown = isReordered ? end ?? origin : decoded
        }
        let latest = (shown == none ? decoded : shown) + (length > 0 ? length : interval)
        end = max(end ?? latest, latest)
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
    private static func container(
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
