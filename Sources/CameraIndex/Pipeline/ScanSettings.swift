/// What facts depend on besides the footage, as it is stored with the footage.
struct ScanSettings: Hashable, Sendable {
    let parameters: DetectorParameters

    /// Raised whenever the detector finds other facts in the same footage.
    private static let detectorVersion = 5

    /// The settings that serve all of `rules`: fine enough for the shortest.
    init(rules: [DwellRule], samplePeriod: MediaDuration? = nil) {
        let shortest = rules.map(\.need.shortestStop).min() ?? DetectorParameters.defaultFloor
        var parameters = DetectorParameters(floor: min(DetectorParameters.defaultFloor, shortest))
        if let samplePeriod { parameters.samplePeriod = samplePeriod }
        self.parameters = parameters
    }

    /// The settings as they are stored: all but the floor, then the floor.
    var stored: String { "\(base)/\(parameters.floor.microseconds)" }

    /// The settings with which facts were stored as `stored`, or nil where they do not answer for
    /// these: made in another way, or with a higher floor.
    func serving(_ stored: String) -> ScanSettings? {
        let parts = stored.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0] == base, let floor = Int64(parts[1]),
            floor <= parameters.floor.microseconds
        else { return nil }
        var parameters = parameters
        parameters.floor = MediaDuration(microseconds: floor)
        return ScanSettings(parameters: parameters)
    }

    private init(parameters: DetectorParameters) {
        self.parameters = parameters
    }

    private var base: String {
        "v\(Self.detectorVersion),\(parameters.samplePeriod.microseconds),"
            + "\(parameters.longestGap.microseconds)"
    }
}
