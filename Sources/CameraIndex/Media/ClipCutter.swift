import Foundation

/// Copies the packets of a stretch of a file into a file of their own; nothing is decoded.
///
/// The first is the last keyframe at or before the stretch, the last is decoded at its end. Sound
/// is left out. Times begin at zero and are otherwise those of the footage.
public struct ClipCutter {
    private let path: String
    private let interrupt: Interrupt

    /// Names the file.
    public init(path: String, interrupt: Interrupt = Interrupt()) {
        self.path = path
        self.interrupt = interrupt
    }

    /// Writes the packets of `range`, in the file's media time, to `target`.
    ///
    /// - Parameters:
    ///   - range: what is wanted of the file.
    ///   - target: the file to write; what was there is gone.
    ///   - creationTime: tells when the picture at a media time was taken, where that is known.
    /// - Returns: what was written, or nil where the file has no picture there.
    /// - Throws: `MediaError` when nothing can be read or written, or the file has no times.
    public func cut(
        _ range: MediaRange,
        to target: String,
        creationTime: (MediaTime) -> UTCTime? = { _ in nil }
    ) throws(MediaError) -> CutClip? {
        var demuxer = try Demuxer(path: path, interrupt: interrupt)
        guard try demuxer.isSearchable() else { throw demuxer.error(.untimed, "cut") }
        try skip(to: range.start, in: &demuxer)
        guard let start = try demuxer.peek({ ($0.timestamp, $0.isTimed) }),
            let begin = demuxer.time(of: start.0), begin < range.end
        else { return nil }
        var writer = try ClipWriter(target, of: demuxer.pictures, origin: start.0)
        try writer.begin(creationTime: creationTime(begin)?.rfc3339(in: .gmt))
        var failure: MediaError?
        do throws(MediaError) {
            while let packet = try demuxer.next() {
                if let decoded = demuxer.time(of: packet.decodingTimestamp), decoded > range.end {
                    break
                }
                try writer.write(packet)
            }
        } catch {
            guard error.isReading else { throw error }
            failure = error
        }
        let (container, end) = try writer.finish()
        guard let last = end.flatMap({ demuxer.time(of: $0) }) else { return nil }
        return CutClip(
            container: container,
            range: MediaRange(begin, last),
            failure: failure
        )
    }

    /// Goes to the last keyframe at or before `time`, or to the first keyframe there is.
    private func skip(to time: MediaTime, in demuxer: inout Demuxer) throws(MediaError) {
        try demuxer.seek(toKeyframeAtOrBefore: time)
        var count = 0
        var place: Int?
        while let packet = try demuxer.next() {
            let decoded = demuxer.time(of: packet.decodingTimestamp)
            guard decoded != nil || !packet.isKeyframe else {
                throw demuxer.error(.untimed, "cut")
            }
            if place != nil, let decoded, decoded > time { break }
            if packet.isKeyframe, let shown = demuxer.time(of: packet.timestamp),
                shown <= time || place == nil
            {
                place = count
            }
            count += 1
        }
        try demuxer.seek(toKeyframeAtOrBefore: time)
        for _ in 0..<(place ?? count) { _ = try demuxer.next() }
    }
}

extension MediaError {
    /// Whether the footage and not what is written is to blame.
    fileprivate var isReading: Bool {
        switch cause {
        case .truncated, .readFailed: true
        default: false
        }
    }
}
