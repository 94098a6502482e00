import Foundation

/// A moment of a camera that somebody wants explained, and the footage that shows it.
public struct ExplanationRequest: Sendable {
    /// A file and the moment of the timeline at which its media time is zero.
    public struct Piece: Sendable {
        /// Where the file lies.
        public var path: String
        /// Where on the timeline it begins.
        public var offset: MediaTime
    }

    /// The camera, or the name of a file.
    public var camera: String
    /// The moment, on the timeline.
    public var moment: MediaTime
    /// What moments of the timeline mean in the world.
    public var clock = MediaClock.unknown
    /// The rules whose judgement is explained.
    public var rules: [DwellRule]
    /// The footage, in order of time.
    public var pieces: [Piece]
    /// From when on the footage is watched again, or nil for all of it.
    public var start: MediaTime?
    /// The stops of the index that stood at the moment, or nil where what is found now counts.
    public var stops: [Stop]?
    /// Stops of the index before those, with which one of them may go on.
    public var earlier: [Stop] = []
    /// What the index says of the moment; nil where it says nothing or is not asked.
    public var coverage: CoverageSpan?
    /// What the detector is tuned by.
    var parameters: DetectorParameters

    /// Asks for a moment of a file, which is watched from its beginning.
    public init(path: String, at moment: MediaTime, rules: [DwellRule]) {
        camera = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        self.moment = moment
        self.rules = rules
        pieces = [Piece(path: path, offset: .zero)]
        parameters = ScanSettings(rules: rules).parameters
    }

    /// How long before the moment, and before what stood then, the scene is learned.
    private static let lead = MediaDuration.minutes(5)
    /// What lies this far ahead still tells what became of it.
    private static let longestOutlook = MediaDuration.minutes(60)

    /// Asks for a moment of a camera whose footage is in an index.
    ///
    /// - Parameters:
    ///   - camera: the camera.
    ///   - timeline: the axis of the moment.
    ///   - moment: the moment.
    ///   - rules: the rules whose judgement is explained.
    ///   - index: what is known of the camera.
    /// - Throws: `ExplanationError` where no footage shows the moment, or `IndexError`.
    public init(
        camera: String,
        timeline: Timeline,
        at moment: MediaTime,
        rules: [DwellRule],
        index: EventIndex
    ) throws {
        self.camera = camera
        self.moment = moment
        self.rules = rules
        clock = try index.clock(camera: camera, timeline: timeline) ?? .unknown
        let instant = MediaRange(moment, moment + MediaDuration(microseconds: 1))
        let stops = try index.stops(camera: camera, timeline: timeline, overlapping: instant)
        self.stops = stops
        let begin = (stops.map(\.since) + [moment]).min() ?? moment
        let rearm = RuleBook(camera: camera, rules: rules).longestRearm
        earlier = try index.stops(
            camera: camera,
            timeline: timeline,
            overlapping: MediaRange(begin - rearm, moment)
        )
        coverage = try index.coverage(camera: camera, timeline: timeline, overlapping: instant)
            .first
        let footage = try index.footage(of: camera).filter { $0.timeline == timeline }
        let text = clock.utc(at: moment)?.rfc3339(in: .gmt) ?? moment.text
        guard let shown = footage.first(where: { $0.range.contains(moment) }) else {
            throw ExplanationError.noFootage(camera: camera, moment: text)
        }
        let start = begin - Self.lead
        self.start = start
        let wanted = MediaRange(start, moment + Self.longestOutlook)
        pieces = footage.filter { $0.range.overlaps(wanted) }
            .sorted { $0.range.start < $1.range.start }
            .map { Piece(path: $0.path, offset: $0.offset) }
        let settings = ScanSettings(rules: rules)
        parameters = (settings.serving(shown.settings) ?? settings).parameters
        guard FileManager.default.fileExists(atPath: shown.path) else {
            throw ExplanationError.footageGone(path: shown.path, moment: text)
        }
        // Files beside it may be gone: the rest is watched without them.
        pieces = pieces.filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// How far ahead the footage is watched to see what becomes of what stands.
    var outlook: MediaDuration {
        min(Self.longestOutlook, (rules.map(\.limit).max() ?? .zero) + .seconds(60))
    }
}
