import Foundation

/// One file of a stretch of time that several files of a stream show, each a part of it.
struct JoinedClip: ~Copyable {
    private let range: MediaRange
    private let target: String
    /// What is written comes from the first picture on; nil before there is one.
    private var writer: ClipWriter?
    private var first: (pictures: PictureStream, moment: MediaTime)?
    /// The packets from the last keyframe before the stretch on.
    private var lead: [SharedPacket] = []
    /// When the first of `lead` was taken, and its timestamp.
    private var begin: (moment: MediaTime, timestamp: Int64)?

    /// Names the stretch, and the file to write; what was there is gone once something is written.
    init(_ range: MediaRange, _ target: String) {
        self.range = range
        self.target = target
    }

    /// Whether one file can hold these pictures and those before them.
    func takes(_ pictures: PictureStream) -> Bool {
        first?.pictures.isCoded(like: pictures) ?? true
    }

    /// Adds what a file shows of the stretch; it lies behind those before it.
    ///
    /// - Parameters:
    ///   - file: the file, from its begin on.
    ///   - start: when its first picture was taken.
    /// - Returns: up to which moment the file shows the stretch.
    /// - Throws: `MediaError` when it cannot be read or written.
    mutating func append(
        _ file: inout UnfinishedFile,
        from start: MediaTime
    ) throws(MediaError) -> MediaTime {
        var isJoined = false
        while let packet = try file.next() {
            guard let times = file.times(of: packet) else { continue }
            let shown = start + (times.shown - MediaTime.zero)
            let decoded = start + (times.decoded - MediaTime.zero)
            if decoded >= range.end { return range.end }
            if writer == nil {
                try gather(packet, shown, isReached: decoded >= range.start, file.pictures)
            } else if isJoined || packet.isKeyframe {
                try join(packet, at: shown, file.pictures, isFirst: !isJoined)
            } else {
                continue
            }
            isJoined = true
        }
        let end = start + (file.end - MediaTime.zero)
        if writer == nil {
            if end > range.start { try open(file.pictures) } else { lead = [] }
        }
        return end
    }

    /// Writes the end of the file.
    ///
    /// - Returns: what it is, or nil where nothing was written.
    consuming func finish() throws(MediaError) -> (
        container: CutClip.Container, range: MediaRange, format: FootageFormat
    )? {
        guard let first, let writer = writer.take() else { return nil }
        let length = writer.length
        let (container, _) = try writer.finish()
        return (container, MediaRange(first.moment, first.moment + length), first.pictures.format)
    }

    /// Keeps what leads to the stretch, and begins to write where it is reached.
    private mutating func gather(
        _ packet: consuming Packet,
        _ shown: MediaTime,
        isReached: Bool,
        _ pictures: PictureStream
    ) throws(MediaError) {
        if packet.isKeyframe, lead.isEmpty || shown <= range.start {
            lead = []
            begin = (shown, packet.timestamp)
        }
        guard packet.isKeyframe || !lead.isEmpty else { return }
        lead.append(SharedPacket(packet))
        if isReached { try open(pictures) }
    }

    private mutating func open(_ pictures: PictureStream) throws(MediaError) {
        guard let begin, !lead.isEmpty else { return }
        var writer = try ClipWriter(target, of: pictures, origin: begin.timestamp)
        try writer.begin(
            creationTime: UTCTime(microseconds: begin.moment.microseconds).rfc3339(in: .gmt)
        )
        for packet in lead { try writer.write(try packet.reference(path: target)) }
        lead = []
        first = (pictures, begin.moment)
        self.writer = consume writer
    }

    private mutating func join(
        _ packet: borrowing Packet,
        at shown: MediaTime,
        _ pictures: PictureStream,
        isFirst: Bool
    ) throws(MediaError) {
        guard var writer = writer.take(), let first else { return }
        if isFirst { writer.join(pictures, at: packet.timestamp, after: shown - first.moment) }
        try writer.write(packet)
        self.writer = consume writer
    }
}
