import CameraIndex

/// A picture of some footage with a 0…1 grid and zones drawn on it.
struct GridStill {
    /// The picture.
    let file: StillFile
    private let size: PixelSize
    /// What it shows, such as a time.
    private let subject: String
    private let zoneCount: Int

    /// Decodes the first picture at or after `time` and draws on it.
    ///
    /// - Throws: `MediaError`, `EvidenceError`, or `UsageError` where the footage ends before.
    init(path: String, at time: MediaTime, zones: [Zone]) throws {
        var reader = try VideoReader(path: path)
        guard let frame = try reader.frame(atOrAfter: time) else {
            throw UsageError("\(path) ends before \(time.text); write --at with an earlier moment.")
        }
        try self.init(frame.colourPicture(), of: frame.time.text, zones: zones)
    }

    /// Draws on a picture.
    ///
    /// - Throws: `MediaError` or `EvidenceError` where it cannot be drawn or encoded.
    init(_ picture: ColourPicture, of subject: String, zones: [Zone]) throws {
        let overlay = ZoneOverlay(zones: zones.map { ($0.name, $0.outline.points) })
        let drawn = try overlay.drawn(on: picture, with: TextPainter())
        file = StillFile(try JPEGEncoder().bytes(of: drawn))
        size = picture.size
        self.subject = subject
        zoneCount = zones.count
    }

    /// One sentence about the picture.
    func text(at path: String) -> String {
        let zones = zoneCount == 1 ? "1 zone" : "\(zoneCount) zones"
        let drawn = zoneCount == 0 ? "with a grid" : "with a grid and \(zones)"
        return "\(path) shows \(subject), \(size.width) × \(size.height), \(drawn)"
    }
}
