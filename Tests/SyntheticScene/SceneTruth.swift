public import CameraIndex
public import Foundation

/// What a scene knows of one stop, exactly.
public struct SceneTruth: Hashable, Sendable {
    /// When the object came to rest; the scene's start where it stood there before.
    public var since: MediaTime
    /// When it began to leave, or nil where it stays.
    public var end: MediaTime?
    /// What it covers while it stands, without its shadow.
    public var box: Box
    /// Whether its coming is part of the scene.
    public var arrivalSeen: Bool

    /// Makes a truth.
    public init(since: MediaTime, end: MediaTime?, box: Box, arrivalSeen: Bool = true) {
        self.since = since
        self.end = end
        self.box = box
        self.arrivalSeen = arrivalSeen
    }

    /// Where the object touches the ground, in a picture of `size`: the middle of its lower edge.
    public func groundContact(in size: PixelSize) -> Point {
        Point(
            x: (Double(box.x) + Double(box.width) / 2) / Double(size.width),
            y: Double(box.maxY) / Double(size.height)
        )
    }
}

/// The truth of a clip as a file beside it: sizes in pixels, times in seconds.
public struct TruthFile: Hashable, Sendable, Codable {
    /// One stop.
    public struct Stop: Hashable, Sendable, Codable {
        /// When the object came to rest.
        public var t_start: Double
        /// When it began to leave; null where it stays.
        public var t_end: Double?
        /// How long it stands in the clip.
        public var dwell_s: Double
        /// x, y, width and height.
        public var box: [Int]

        /// Writes a null end rather than leaving it out.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(t_start, forKey: .t_start)
            try container.encode(t_end, forKey: .t_end)
            try container.encode(dwell_s, forKey: .dwell_s)
            try container.encode(box, forKey: .box)
        }
    }

    /// Name of the clip's file.
    public var clip: String
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int
    /// Frames a second.
    public var fps: Double
    /// Length of the clip.
    public var duration_s: Double
    /// Corners of the zone.
    public var zone: [[Int]]
    /// The limit of the rule.
    public var dwell_s: Double
    /// All stops, in the order of their beginning.
    public var stops: [Stop]
    /// Indexes of the stops that stand in the zone for at least the limit.
    public var violations: [Int]

    /// Writes down the truth of a clip and judges it by a limit in a zone.
    ///
    /// - Parameters:
    ///   - clip: Name of the clip's file.
    ///   - size: Columns and rows.
    ///   - fps: Frames a second.
    ///   - duration: Length of the clip.
    ///   - zone: Corners of the zone in shares of the picture.
    ///   - limit: The limit of the rule.
    ///   - truth: All stops.
    public init(
        clip: String,
        size: PixelSize,
        fps: Double,
        duration: MediaDuration,
        zone: [Point],
        limit: MediaDuration,
        truth: [SceneTruth]
    ) {
        self.clip = clip
        width = size.width
        height = size.height
        self.fps = fps
        duration_s = duration.seconds
        self.zone = zone.map { point in
            [
                Int((point.x * Double(size.width - 1)).rounded()),
                Int((point.y * Double(size.height - 1)).rounded()),
            ]
        }
        dwell_s = limit.seconds
        let ordered = truth.sorted { $0.since < $1.since }
        let dwells = ordered.map { ($0.end ?? .zero + duration) - $0.since }
        stops = zip(ordered, dwells).map { stop, dwell in
            Stop(
                t_start: stop.since.seconds,
                t_end: stop.end?.seconds,
                dwell_s: dwell.seconds,
                box: [stop.box.x, stop.box.y, stop.box.width, stop.box.height]
            )
        }
        violations = ordered.indices.filter { index in
            dwells[index] >= limit
                && Self.contains(zone, ordered[index].groundContact(in: size))
        }
    }

    /// The file's text.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self)
    }

    /// Whether an odd number of the zone's edges lies to the right of the point.
    private static func contains(_ zone: [Point], _ point: Point) -> Bool {
        guard var from = zone.last else { return false }
        var inside = false
        for to in zone {
            if (from.y <= point.y) != (to.y <= point.y) {
                let x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
                if x > point.x { inside.toggle() }
            }
            from = to
        }
        return inside
    }
}
