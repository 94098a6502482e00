import CameraIndex

/// A picture of some footage with a 0…1 grid and zones drawn on it.
struct GridStill {
    /// The picture.
    let file: StillFile
    private let size: PixelSize
    private let time: MediaTime
    private let zoneCount: Int

    /// Decodes the first picture at or after `time` and draws on it.
    ///
    /// - Throws: `MediaError`, `EvidenceError`, or `UsageError` where the footage ends before.
    init(path: String, at time: MediaTime, zones: [Zone]) throws {
        var reader = try VideoReader(path: path)
        guard let frame = try reader.frame(atOrAfter: time) else {
            throw UsageError("\(path) ends before \(time.text); write --at with an earlier moment.")
        }
        let picture = try frame.colourPicture()
        let overlay = ZoneOverlay(zones: zones.map { ($0.name, $0.outline.points) })
        let drawn = try overlay.drawn(on: picture, with: TextPainter())
        file = StillFile(try JPEGEncoder().bytes(of: drawn))
        size = picture.size
        self.time = frame.time
        zoneCount = zones.count
    }

    /// One sentence about the picture.
    func text(at path: String) -> String {
        let zones = zoneCount == 1 ? "1 zone" : "\(zoneCount) zones"
        let drawn = zoneCount == 0 ? "with a grid" : "with a grid and \(zones)"
        return "\(path) shows \(time.text), \(size.width) × \(size.height), \(drawn)"
    }
}
