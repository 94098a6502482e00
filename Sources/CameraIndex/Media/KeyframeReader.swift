/// Shows single pictures of a file without decoding what lies between them.
public struct KeyframeReader: ~Copyable {
    private var demuxer: Demuxer
    private var decoder: VideoDecoder
    /// Whether the decoder was told that no more packets come.
    private var isDraining = false
    /// Pictures that decoders before this one decoded.
    private var earlierCount = 0
    private let isRough: Bool

    /// What the file holds.
    public var format: FootageFormat { demuxer.format }
    /// Pictures that were decoded so far.
    public var decodedCount: Int { earlierCount + decoder.decodedCount }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isRough: whether keyframes that were coded finely are decoded without their loop filter,
    ///     which costs less and leaves the edges of coding blocks visible.
    ///   - storage: knows how fast the file is read; nil reads nothing ahead.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or decoded.
    public init(
        path: String,
        isRough: Bool = false,
        storage: StorageMeter? = nil,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        self.isRough = isRough
        var demuxer = try Demuxer(path: path, storage: storage, interrupt: interrupt)
        demuxer.readOnlyKeyframes(true)
        decoder = try VideoDecoder(for: demuxer.pictures)
        self.demuxer = demuxer
    }

    /// The whole keyframe within `range` that lies nearest before `time`, else the next behind it.
    ///
    /// - Parameters:
    ///   - time: the moment that is wished for, within the range.
    ///   - range: the moments that serve, its end among them.
    ///   - following: moments that will be wished for next, so that their bytes are read meanwhile.
    /// - Returns: nil where the range holds no keyframe that can be decoded.
    /// - Throws: `MediaError` when the file cannot be searched or read.
    public mutating func keyframe(
        near time: MediaTime,
        within range: MediaRange,
        following: [MediaTime] = []
    ) throws(MediaError) -> DecodedFrame? {
        demuxer.expectKeyframes(atOrBefore: [time] + following)
        try demuxer.seek(toKeyframeAtOrBefore: time)
        while let packet = try nextKeyframe() {
            guard let at = demuxer.time(of: packet.timestamp), at >= range.start else { continue }
            if at > range.end { return nil }
            decoder.isRough = isRough
            guard var frame = try decoder.picture(of: packet), !frame.isDamaged else { continue }
            frame.time = at
            return frame
        }
        return nil
    }

    /// The first whole picture within `range`, or nil where it has none; all since the keyframe
    /// before it are decoded.
    ///
    /// - Throws: `MediaError` when the file cannot be searched or read.
    public mutating func firstFrame(
        within range: MediaRange
    ) throws(MediaError) -> DecodedFrame? {
        try beginDecoding(range, skipsOthers: false)
        var found: DecodedFrame?
        while found == nil, let frame = try nextFrame(), frame.time <= range.end {
            if frame.time >= range.start { found = consume frame }
        }
        try endDecoding()
        return found
    }

    /// Gives every whole picture of a stretch to `body`, in the order of showing, while that asks
    /// for more.
    ///
    /// All pictures since the keyframe before the stretch are decoded; those that no other leans on
    /// are left out where `skipsOthers` says so.
    ///
    /// - Throws: `MediaError` when the file cannot be searched or read, or what the body throws.
    public mutating func frames(
        within range: MediaRange,
        skipsOthers: Bool,
        _ body: (borrowing DecodedFrame) throws(MediaError) -> Bool
    ) throws(MediaError) {
        try beginDecoding(range, skipsOthers: skipsOthers)
        while let frame = try nextFrame(), frame.time <= range.end {
            if frame.time >= range.start, !(try body(frame)) { break }
        }
        try endDecoding()
    }

    // MARK: - Picture after picture

    private mutating func beginDecoding(
        _ range: MediaRange,
        skipsOthers: Bool
    ) throws(MediaError) {
        demuxer.readOnlyKeyframes(false)
        decoder.isRough = false
        decoder.skipsUnreferenced(skipsOthers)
        decoder.flush()
        isDraining = false
        demuxer.expectPictures(within: range)
        try demuxer.seek(toKeyframeAtOrBefore: range.start)
    }

    /// Goes back to keyframes alone, with a new decoder: one that showed pictures that lean on
    /// others keeps the memory for them (some 30 MB at 1080p).
    private mutating func endDecoding() throws(MediaError) {
        demuxer.readOnlyKeyframes(true)
        earlierCount += decoder.decodedCount
        decoder = try VideoDecoder(for: demuxer.pictures)
    }

    /// The next whole picture, or nil where no more can be read.
    private mutating func nextFrame() throws(MediaError) -> DecodedFrame? {
        while true {
            switch try decoder.receive() {
            case .frame(let frame):
                guard let time = demuxer.time(of: frame.timestamp), !frame.isDamaged else {
                    continue
                }
                var timed = frame
                timed.time = time
                return timed
            case .needsPacket:
                if !isDraining, let packet = try nextPacket() {
                    _ = decoder.send(packet)
                } else {
                    isDraining = true
                    decoder.sendEnd()
                }
            case .damaged: continue
            case .ended: return nil
            }
        }
    }

    /// The next packet, or nil where no more can be read.
    private mutating func nextPacket() throws(MediaError) -> Packet? {
        do throws(MediaError) {
            return try demuxer.next()
        } catch  where error.cause != .interrupted {
            return nil
        }
    }

    /// The next keyframe, or nil where no more can be read: a file that breaks off has none there.
    private mutating func nextKeyframe() throws(MediaError) -> Packet? {
        while let packet = try nextPacket() {
            if packet.isKeyframe, packet.byteCount > 0 { return packet }
        }
        return nil
    }
}
