public import CameraIndex
public import Foundation

/// The truth of a clip as a file beside it: sizes in pixels, times in seconds.
public struct TruthFile: Hashable, Sendable, Codable {
    /// What an index by the clip's rule should hold of a stop.
    public enum Expectation: String, Hashable, Sendable, Codable {
        /// An event.
        case yes
        /// No event.
        case no
        /// Either is right: nobody could tell from the pictures, or the settings decide.
        case either
    }

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
        /// Whether its coming is in the clip.
        public var arrival_seen: Bool
        /// Whether its leaving is in the clip.
        public var end_seen: Bool
        /// Whether there must be an event.
        public var expected: Expectation
        /// What it is, such as `van`.
        public var what: String

        /// Writes a null end rather than leaving it out.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(t_start, forKey: .t_start)
            try container.encode(t_end, forKey: .t_end)
            try container.encode(dwell_s, forKey: .dwell_s)
            try container.encode(box, forKey: .box)
            try container.encode(arrival_seen, forKey: .arrival_seen)
            try container.encode(end_seen, forKey: .end_seen)
            try container.encode(expected, forKey: .expected)
            try container.encode(what, forKey: .what)
        }
    }

    /// The clip's file, relative to this one.
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
    /// Whether there must be no event at all.
    public var nothing_stops = false
    /// The suite that the clip is of: `stops` or `nuisance`.
    public var suite: String?
    /// What is special about the clip, such as `rain`.
    public var kind: String?
    /// Stretches, from and to in seconds, of which nothing is said.
    public var ignore: [[Double]]?

    /// Writes down the truth of a clip and judges it by a limit in a zone.
    ///
    /// - Parameters:
    ///   - clip: The clip's file, relative to the truth's.
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
        let end = MediaTime.zero + duration
        // What comes to rest or leaves after the last frame does not do so in the clip.
        let ordered =
            truth.filter { $0.since < end && $0.box.areaPixels > 0 }
            .sorted { $0.since < $1.since }
        stops = ordered.map { stop in
            let left = stop.end.flatMap { $0 < end ? $0 : nil }
            let dwell = (left ?? end) - stop.since
            let share = Self.contactShare(of: stop.box, in: zone, size: size)
            return Stop(
                t_start: stop.since.seconds,
                t_end: left?.seconds,
                dwell_s: dwell.seconds,
                box: [stop.box.x, stop.box.y, stop.box.width, stop.box.height],
                arrival_seen: stop.arrivalSeen,
                end_seen: left != nil,
                expected: Self.expectation(stop, isLong: dwell >= limit, contactShare: share),
                what: stop.what
            )
        }
        violations = ordered.indices.filter { index in
            let stop = ordered[index]
            return min(stop.end ?? end, end) - stop.since >= limit
                && Self.contains(zone, stop.groundContact(in: size))
        }
    }

    /// The file's text.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self)
    }

    private static func expectation(
        _ stop: SceneTruth,
        isLong: Bool,
        contactShare: Double
    ) -> Expectation {
        if let expected = stop.expected { return expected }
        // A tenth around the half of the ground contact that the zone test asks for is open:
        // a box is found to a few pixels.
        guard isLong, contactShare > 0.4 else { return .no }
        if !stop.arrivalSeen || contactShare < 0.6 { return .either }
        return .yes
    }

    /// How much of a box's lower edge lies in a zone, 0...1.
    private static func contactShare(of box: Box, in zone: [Point], size: PixelSize) -> Double {
        let steps = 40
        let inside = (0..<steps).filter { step in
            let x = Double(box.x) + Double(box.width) * (Double(step) + 0.5) / Double(steps)
            // What the picture's lower edge cuts off stands there for the zone.
            let point = Point(
                x: x / Double(size.width),
                y: min(Double(box.maxY) / Double(size.height), 1 - 1e-6)
            )
            return contains(zone, point)
        }
        return Double(inside.count) / Double(steps)
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
