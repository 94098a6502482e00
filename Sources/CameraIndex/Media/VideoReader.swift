/// Reads the pictures of a file in the order in which they are shown.
///
/// Damage does not end the reading: it is told as a stretch of time, and the pictures after it
/// follow. Times always increase; where timestamps jump, as in joined recordings, time goes on.
public struct VideoReader: ~Copyable {
    /// What was read.
    public enum Reading: ~Copyable {
        /// A picture.
        case frame(DecodedFrame)
        /// A stretch whose pictures cannot be decoded: from the last good one to the next.
        case damaged(MediaRange)
    }

    private var demuxer: Demuxer
    private var decoder: GroupDecoder
    private var timestamps = TimestampRepair()
    private var losses = LossWatch()
    /// How far the keyframes lie apart, where only they are read.
    private var keyframes = PictureRhythm()
    private var damage = DamageWatch()
    /// Leaves out pictures that nobody analyses, or nil where all are decoded.
    private var thinner: PictureThinner?
    /// A picture that waits behind the damage told before it.
    private var waiting: DecodedFrame?
    private var isDraining = false
    private var start: DecodingStart
    /// Whether the decoder refuses what breaks its rules.
    private var isStrict = true
    private let onlyKeyframes: Bool

    /// What the file holds.
    public var format: FootageFormat { demuxer.format }
    /// Pictures that were decoded so far.
    public var decodedCount: Int { decoder.decodedCount }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - onlyKeyframes: whether all but keyframes is passed over.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or decoded.
    public init(
        path: String,
        onlyKeyframes: Bool = false,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        try self.init(
            analysing: path,
            threads: 1,
            onlyKeyframes: onlyKeyframes,
            interrupt: interrupt
        )
    }

    /// Opens a file for who needs no more of a picture than what is analysed.
    ///
    /// With several threads groups of pictures are decoded beside each other; what is read is the
    /// same, but most pictures come reduced to their analysis planes.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - threads: how many threads may decode it.
    ///   - onlyKeyframes: whether all but keyframes is passed over.
    ///   - sampler: chooses by the file's own time which pictures are analysed; others need not be
    ///     decoded. Nil decodes all.
    ///   - storage: knows how fast the file is read; nil reads nothing ahead.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or decoded.
    init(
        analysing path: String,
        threads: Int,
        onlyKeyframes: Bool,
        sampler: FrameSampler? = nil,
        storage: StorageMeter? = nil,
        interrupt: Interrupt
    ) throws(MediaError) {
        var demuxer = try Demuxer(path: path, storage: storage, interrupt: interrupt)
        demuxer.readOnlyKeyframes(onlyKeyframes, isEach: true)
        thinner = sampler.flatMap { PictureThinner($0, of: demuxer) }
        decoder = try GroupDecoder(for: demuxer, threads: threads, thinner: thinner)
        start = DecodingStart(of: demuxer)
        self.demuxer = demuxer
        self.onlyKeyframes = onlyKeyframes
    }

    /// The next picture or stretch of damage; nil at the clean end and nowhere else.
    ///
    /// - Throws: `MediaError` when the file breaks off or cannot be read, with the time reached.
    public mutating func next() throws(MediaError) -> Reading? {
        if let frame = waiting.take() { return .frame(frame) }
        while true {
            switch try decoder.receive() {
            case .frame(let frame):
                if let reading = accept(frame) { return reading }
            case .needsPacket: try feed()
            case .damaged: try noteLoss()
            case .ended: return damage.atEnd(of: format.duration).map { .damaged($0) }
            }
        }
    }

    /// Goes on from the last keyframe at or before `time`, or from the beginning where the file
    /// cannot be searched.
    ///
    /// - Throws: `MediaError` when the file cannot be searched.
    public mutating func seek(toKeyframeAtOrBefore time: MediaTime) throws(MediaError) {
        try demuxer.seek(toKeyframeAtOrBefore: time)
        decoder.restart(from: time)
        thinner?.restart()
        timestamps = TimestampRepair()
        damage = DamageWatch(from: time)
        waiting = nil
        isDraining = false
        losses = LossWatch()
        keyframes = PictureRhythm()
        start.beginAgain()
    }

    /// The first picture at or after `time`, or nil where the footage ends before it.
    ///
    /// - Throws: `MediaError` when the file cannot be searched or read.
    public mutating func frame(atOrAfter time: MediaTime) throws(MediaError) -> DecodedFrame? {
        try seek(toKeyframeAtOrBefore: time)
        while let reading = try next() {
            if case .frame(let frame) = reading, frame.time >= time { return frame }
        }
        return nil
    }

    // MARK: - Steps

    private mutating func feed() throws(MediaError) {
        guard !isDraining else { return }
        guard let packet = try demuxer.next() else {
            isDraining = true
            try decoder.sendEnd()
            return
        }
        if try losses.begins(with: packet, from: &demuxer) { try noteLoss() }
        // AVI writes a packet of no bytes where the picture before it stays.
        guard packet.byteCount > 0 else { return }
        // Not every container's reader leaves them out by itself.
        if onlyKeyframes, !packet.isKeyframe { return }
        if try thinner?.leavesOut(packet, from: &demuxer) ?? false { return }
        guard start.admits(packet), try decoder.send(packet) else {
            try noteLoss()
            return
        }
        if packet.isKeyframe { damage.noteKeyframe(packet) }
    }

    /// Notes that something could not be decoded; where nothing could, begins again less strictly.
    private mutating func noteLoss() throws(MediaError) {
        damage.noteLoss()
        guard isStrict, damage.isHopeless else { return }
        isStrict = false
        decoder = try GroupDecoder(for: demuxer, isStrict: false)
        try seek(toKeyframeAtOrBefore: damage.start)
    }

    /// Times a picture; a damaged one is let go of, and damage is told before the next good one.
    private mutating func accept(_ frame: consuming DecodedFrame) -> Reading? {
        // It would look like a jump of the clock.
        guard !damage.isLate(frame) else { return nil }
        let raw: MediaTime?
        switch start.judgement(on: frame) {
        case .early: return nil
        case .untimed: raw = nil
        case .timed(let timestamp): raw = demuxer.time(of: timestamp)
        }
        // What a container calls a keyframe may be none.
        if onlyKeyframes, !frame.isIntra { damage.noteLoss() }
        let interval = demuxer.format.frameInterval
        guard let time = timestamps.repaired(raw, interval: interval) else { return nil }
        frame.time = time
        let usual = max(keyframes.usualStep ?? interval, thinner?.period ?? .zero)
        if onlyKeyframes { keyframes.step(to: time) }
        switch damage.verdict(on: frame, interval: usual) {
        case .good: return .frame(frame)
        case .doubtful: return nil
        case .goodAfter(let range):
            waiting = consume frame
            return .damaged(range)
        }
    }
}
