import Foundation

/// What a plan must know of a file: read from its head, nothing decoded.
struct FootageReading: Sendable {
    let path: String
    let id: FootageID
    let format: FootageFormat
    let sizeBytes: Int64
    /// How long it is.
    let duration: MediaDuration
    /// The longest time between two keyframes, or nil where they cannot be found by time, are no
    /// whole pictures, or nobody looked.
    let keyframeGap: MediaDuration?

    /// The time between two frames where nothing tells it.
    static let usualInterval = MediaDuration.seconds(0.04)

    /// Reads the head of a file, and its packets where its head does not tell how long it is.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - looksForKeyframes: whether it is told how far its keyframes lie apart.
    ///   - interrupt: makes reading throw when it is requested.
    /// - Throws: `MediaError` when it is no footage.
    init(
        path: String,
        looksForKeyframes: Bool = false,
        interrupt: Interrupt
    ) throws(MediaError) {
        self.path = path
        var demuxer = try Demuxer(path: path, interrupt: interrupt)
        id = try FootageFingerprint.id(reading: &demuxer)
        try demuxer.seek(toKeyframeAtOrBefore: .zero)
        // A codec that is lacking is a fact about the file.
        var decoder = try VideoDecoder(for: demuxer.pictures)
        format = demuxer.format
        sizeBytes = try FootageFile(path: path).sizeBytes()
        if let told = format.duration {
            duration = told
        } else {
            duration = try Self.measuredDuration(&demuxer)
        }
        guard looksForKeyframes, format.duration != nil,
            let gap = try demuxer.longestKeyframeGap(),
            try demuxer.showsKeyframes(apart: gap, decodedBy: &decoder)
        else {
            keyframeGap = nil
            return
        }
        keyframeGap = gap
    }

    /// The length of footage that is still being written, or that is nothing but pictures.
    private static func measuredDuration(
        _ demuxer: inout Demuxer
    ) throws(MediaError) -> MediaDuration {
        var count: Int64 = 0
        do throws(MediaError) {
            while try demuxer.next() != nil { count += 1 }
        } catch {
            // What breaks off is as long as what is there.
            if error.cause == .interrupted { throw error }
        }
        let rate = demuxer.format.frameRate ?? 0
        let interval = rate > 0 ? MediaDuration.seconds(1 / rate) : usualInterval
        guard let reached = demuxer.reached, reached > .zero else {
            return interval * Double(count)
        }
        return reached - .zero + interval
    }

    /// The file as footage of a camera that starts at `offset` of a timeline.
    func footage(
        of camera: String,
        timeline: Timeline,
        offset: MediaTime,
        clock: MediaClock
    ) -> PlannedFootage {
        PlannedFootage(
            footage: Footage(
                id: id,
                camera: camera,
                path: path,
                sizeBytes: sizeBytes,
                timeline: timeline,
                range: MediaRange(offset, offset + duration),
                clock: clock,
                format: Footage.Format(
                    codec: format.codec,
                    frame: format.frame,
                    turn: format.turn,
                    frameRate: format.frameRate
                ),
                offset: offset,
                watchedUntil: offset,
                isComplete: false,
                settings: ""
            ),
            keyframeGap: keyframeGap
        )
    }
}
