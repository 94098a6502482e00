/// What came of a scan.
public struct ScanSummary: Sendable {
    /// What came of one camera.
    public struct Camera: Sendable {
        /// The camera.
        public var camera: String
        /// Files that were decoded.
        public var watched: [String] = []
        /// Files that were known already and passed over.
        public var skipped: [String] = []
        /// Pictures that were decoded, those for evidence among them.
        public var decodedCount = 0
        /// The gears in which footage was watched, of each timeline that which served.
        public var gears: Set<Gear> = []
        /// The stretches of footage that were asked for, on the camera's timelines.
        public var asked: [Asked] = []
        /// How much of the asked footage was watched, by this scan or before.
        public var watchedDuration = MediaDuration.zero
        /// The shortest stop that was not missed anywhere, or nil where nothing was watched.
        public var floor: MediaDuration?
        /// How far the zones of the rules could be judged in it, by the axis of its time.
        public var zones: [Timeline: [ZoneObservability]] = [:]
        /// Events of the asked footage by the asked rules, the earliest first.
        public var events: [IndexedEvent] = []
        /// What could not be done.
        public var problems: [ScanProblem] = []
    }

    /// A file that was asked for.
    public struct Asked: Sendable {
        /// Its path.
        public var path: String
        /// The axis its time lies on.
        public var timeline: Timeline
        /// The stretch it fills.
        public var range: MediaRange
    }

    /// The cameras in the order of their names.
    public var cameras: [Camera] = []
    /// What could not be planned.
    public var problems: [ScanProblem] = []
    /// How fast the storage of the footage was found to be, where single pictures were read of it.
    public var storage: [StorageMeter.Reading] = []
    /// Whether somebody stopped the scan before its end.
    public var isInterrupted = false

    /// Makes a summary of nothing but problems.
    public init(problems: [ScanProblem] = []) {
        self.problems = problems
    }

    /// Everything that could not be done, by gravity.
    public var allProblems: [ScanProblem] {
        (problems + cameras.flatMap(\.problems)).sorted { $0.severity > $1.severity }
    }

    /// Length of the footage that was asked for.
    public var askedDuration: MediaDuration {
        cameras.flatMap(\.asked).reduce(.zero) { $0 + $1.range.duration }
    }

    /// Length of what was watched of it, by this scan or before.
    public var watchedDuration: MediaDuration {
        cameras.reduce(.zero) { $0 + $1.watchedDuration }
    }

    /// Pictures that were decoded to find stops.
    public var decodedCount: Int { cameras.reduce(0) { $0 + $1.decodedCount } }

    /// The gears in which footage was watched, the cheapest first.
    public var gears: [Gear] {
        let all = cameras.reduce(into: Set<Gear>()) { $0.formUnion($1.gears) }
        return Gear.allCases.filter(all.contains)
    }

    /// Whether some of the footage asked for was not watched.
    public var isPartial: Bool {
        isInterrupted || allProblems.contains { $0.severity == .missed }
    }

    /// Whether nothing of it was watched.
    public var isEmpty: Bool {
        cameras.allSatisfy { $0.watched.isEmpty && $0.skipped.isEmpty }
            || watchedDuration == .zero
    }
}
