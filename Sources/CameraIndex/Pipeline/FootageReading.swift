import Foundation

/// What a plan must know of a file: read from its head, nothing decoded.
struct FootageReading: Sendable {
    let path: String
    let id: FootageID
    let format: FootageFormat
    let sizeBytes: Int64

    /// Reads the head of a file.
    ///
    /// - Throws: `MediaError` when it is no footage.
    init(path: String, interrupt: Interrupt) throws(MediaError) {
        self.path = path
        id = try FootageFingerprint.id(of: path, interrupt: interrupt)
        let demuxer = try Demuxer(path: path, interrupt: interrupt)
        // Made and thrown away: a codec that is lacking is a fact about the file.
        _ = try VideoDecoder(for: demuxer)
        format = demuxer.format
        sizeBytes = try FootageFile(path: path).sizeBytes()
    }

    /// The file as footage of a camera that starts at `offset` of a timeline.
    func footage(
        of camera: String,
        timeline: Timeline,
        offset: MediaTime,
        clock: MediaClock
    ) -> PlannedFootage {
        let length = format.duration ?? .zero
        return PlannedFootage(
            footage: Footage(
                id: id,
                camera: camera,
                path: path,
                sizeBytes: sizeBytes,
                timeline: timeline,
                range: MediaRange(offset, offset + length),
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
            )
        )
    }
}
