public import CameraIndex

/// One clip of a suite: what is painted, how it is encoded, and by what it is judged.
public struct SuiteCase: Sendable {
    /// A suite.
    public enum Suite: String, Hashable, Sendable, CaseIterable {
        /// Vehicles stop; recall and precision are counted.
        case stops
        /// Nothing stops for long; every event is a false alarm.
        case nuisance
        /// The same stops with one property turned down in steps.
        case sweep
    }

    /// Names the clip's file.
    public var name: String
    /// The suite that it is of.
    public var suite: Suite
    /// What is special about it, such as `rain`.
    public var kind: String
    /// What happens.
    public var script: SceneScript
    /// The limit of the rule.
    public var limit: MediaDuration
    /// The zone's corners in shares of the picture, or nil for the whole road.
    public var zone: [Point]?
    /// How it is encoded.
    public var encoding: CaseEncoding
    /// Whether it belongs to the quick part.
    public var isQuick: Bool
    /// Stretches of which the truth says nothing.
    public var ignored: [MediaRange] = []
    /// Expectations of stops by their number in the script, where they differ from the rule's.
    public var expectations: [Int: TruthFile.Expectation] = [:]

    /// Makes a case.
    public init(
        name: String,
        suite: Suite,
        kind: String,
        script: SceneScript,
        limit: MediaDuration,
        zone: [Point]? = nil,
        encoding: CaseEncoding,
        isQuick: Bool = false
    ) {
        self.name = name
        self.suite = suite
        self.kind = kind
        self.script = script
        self.limit = limit
        self.zone = zone
        self.encoding = encoding
        self.isQuick = isQuick
    }

    /// The clip's file name.
    public var fileName: String { name + "." + encoding.container }

    /// The truth of the clip.
    public func truth(of scene: StreetScene) -> TruthFile {
        var truth = scene.truth
        for (index, expectation) in expectations { truth[index].expected = expectation }
        var file = TruthFile(
            clip: fileName,
            size: script.size,
            fps: script.fps,
            duration: script.duration,
            zone: zone ?? scene.roadZone,
            limit: limit,
            truth: truth
        )
        file.suite = suite.rawValue
        file.kind = kind
        file.nothing_stops = suite == .nuisance
        if !ignored.isEmpty {
            file.ignore = ignored.map { [$0.start.seconds, $0.end.seconds] }
        }
        return file
    }
}
