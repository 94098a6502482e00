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
    /// The zone's corners in shares of the picture, or nil for the road with a strip of the near
    /// pavement.
    public var zone: [Point]?
    /// How it is encoded.
    public var encoding: CaseEncoding
    /// Whether it belongs to the quick part.
    public var isQuick: Bool
    /// Stretches of which the truth says nothing.
    public var ignored: [MediaRange] = []
    /// Whether stops are asked for that nobody could be sure to see.
    public var asksForAll = false
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

    /// Of what nobody could be sure to see, either answer is right: what is lower than 16 pixels in
    /// a picture of 360 rows, or by less than 10 grey levels unlike the road in three quarters of
    /// its box.
    private func doubt(_ truth: inout [SceneTruth], in scene: StreetScene) {
        var painter = ScenePainter(scene)
        let least = 16 * script.size.height / 360
        let end = MediaTime.zero + script.duration
        for index in truth.indices {
            let stop = truth[index]
            let length = min(stop.end ?? end, end) - stop.since
            guard length >= limit, let vehicle = stop.vehicle else { continue }
            let shares = [0.3, 0.7].map { part in
                painter.share(
                    ofVehicle: vehicle,
                    in: stop.box,
                    at: stop.since + length * part
                )
            }
            // The coder takes some of it away.
            if stop.box.height < least || (shares.max() ?? 0) < 0.27 {
                truth[index].expected = .either
            }
        }
    }

    /// The clip's file name.
    public var fileName: String { name + "." + encoding.container }

    /// The truth of the clip.
    public func truth(of scene: StreetScene) -> TruthFile {
        var truth = scene.truth
        if !asksForAll { doubt(&truth, in: scene) }
        for (index, expectation) in expectations { truth[index].expected = expectation }
        var file = TruthFile(
            clip: fileName,
            size: script.size,
            fps: script.fps,
            duration: script.duration,
            zone: zone ?? scene.wideZone,
            limit: limit,
            truth: truth
        )
        file.suite = suite == .nuisance ? suite.rawValue : Suite.stops.rawValue
        file.kind = kind
        file.nothing_stops = suite == .nuisance
        if !ignored.isEmpty {
            file.ignore = ignored.map { [$0.start.seconds, $0.end.seconds] }
        }
        return file
    }
}
