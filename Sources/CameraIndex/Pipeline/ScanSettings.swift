/// What facts depend on besides the footage, as it is stored with the footage.
struct ScanSettings: Hashable, Sendable {
    let parameters: DetectorParameters

    /// Raised whenever the detector finds other facts in the same footage.
    private static let detectorVersion = 1

    /// The settings that serve all of `rules`: fine enough for the shortest.
    init(rules: [DwellRule], samplePeriod: MediaDuration? = nil) {
        let shortest = rules.map(\.need.shortestStop).min() ?? DetectorParameters.defaultFloor
        var parameters = DetectorParameters(floor: min(DetectorParameters.defaultFloor, shortest))
        if let samplePeriod { parameters.samplePeriod = samplePeriod }
        self.parameters = parameters
    }

    /// The settings as they are stored: all but the floor, then the floor.
    var stored: String { "\(base)/\(parameters.floor.microseconds)" }

    /// Whether facts stored with `stored` answer for these settings: made the same way, with a
    /// floor at least as low.
    func isServed(by stored: String) -> Bool {
        let parts = stored.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0] == base, let floor = Int64(parts[1]) else { return false }
        return floor <= parameters.floor.microseconds
    }

    private var base: String {
        "v\(Self.detectorVersion),\(parameters.samplePeriod.microseconds),"
            + "\(parameters.longestGap.microseconds)"
    }
}
