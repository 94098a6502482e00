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
    private var decoder: VideoDecoder
    private var timestamps = TimestampRepair()
    /// A picture that waits behind the damage told before it.
    private var waiting: DecodedFrame?
    private var isDamaged = false
    private var isDraining = false
    private var lastGood: MediaTime?
    private let interrupt: Interrupt

    /// What the file holds.
    public var format: FootageFormat { demuxer.format }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - threads: how many threads may decode at a time.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it cannot be opened or decoded.
    public init(
        path: String,
        threads: Int = 1,
        interrupt: Interrupt = Interrupt()
    ) throws(MediaError) {
        let demuxer = try Demuxer(path: path, interrupt: interrupt)
        decoder = try VideoDecoder(for: demuxer, threads: threads)
        self.demuxer = demuxer
        self.interrupt = interrupt
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
            case .damaged: isDamaged = true
            case .ended: return damageAtEnd()
            }
        }
    }

    /// Goes on from the last keyframe at or before `time`.
    ///
    /// - Throws: `MediaError` when the file cannot be searched.
    public mutating func seek(toKeyframeAtOrBefore time: MediaTime) throws(MediaError) {
        try demuxer.seek(toKeyframeAtOrBefore: time)
        decoder.flush()
        timestamps = TimestampRepair()
        waiting = nil
        isDamaged = false
        isDraining = false
        lastGood = nil
    }

    /// The first picture at or after `time`, or nil where the footage ends before it.
    ///
    /// - Throws: `MediaError` when the file cannot be searched or read.
    public mutating func frame(atOrAfter time: MediaTime) throws(MediaError) -> DecodedFrame? {
        // Containers without an index may land behind the wanted time: then from further ahead.
        for lead in [0.0, 10, 60] {
            try seek(toKeyframeAtOrBefore: time - .seconds(lead))
            var isFirst = true
            while let reading = try next() {
                guard case .frame(let frame) = reading else { continue }
                let isLate = isFirst && frame.time > time && time - .seconds(lead) > .zero
                isFirst = false
                if isLate { break }
                if frame.time >= time { return frame }
            }
            if !isFirst, lastGood.map({ $0 < time }) ?? true { return nil }
        }
        return nil
    }

    // MARK: - Steps

    private mutating func feed() throws(MediaError) {
        guard !isDraining else { return }
        guard let packet = try demuxer.next() else {
            isDraining = true
            decoder.sendEnd()
            return
        }
        if !decoder.send(packet) { isDamaged = true }
    }

    /// Times a picture; a damaged one is let go of, and damage is told before the next good one.
    private mutating func accept(_ frame: consuming DecodedFrame) -> Reading? {
        let raw = demuxer.time(of: frame.timestamp)
        guard let time = timestamps.repaired(raw, interval: frameInterval) else { return nil }
        frame.time = time
        if frame.isDamaged {
            isDamaged = true
            return nil
        }
        let before = lastGood
        lastGood = time
        guard isDamaged else { return .frame(frame) }
        isDamaged = false
        // Before the first good picture the file may simply begin between two keyframes.
        let range = MediaRange(before ?? .zero, time)
        guard !range.isEmpty else { return .frame(frame) }
        waiting = consume frame
        return .damaged(range)
    }

    private func damageAtEnd() -> Reading? {
        guard isDamaged, let duration = format.duration else { return nil }
        let range = MediaRange(lastGood ?? .zero, .zero + duration)
        return range.isEmpty ? nil : .damaged(range)
    }

    private var frameInterval: MediaDuration {
        guard let rate = format.frameRate, rate > 0 else { return .seconds(0.04) }
        return .seconds(1 / rate)
    }
}
