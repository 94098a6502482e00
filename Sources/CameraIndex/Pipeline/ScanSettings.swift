/// What facts depend on besides the footage, as it is stored with the footage.
struct ScanSettings: Hashable, Sendable {
    /// How the footage is sampled.
    let gear: Gear
    let parameters: DetectorParameters
    /// How exactly a survey tells both ends of a stop; zero for as exactly as the frames allow.
    let precision: MediaDuration

    /// Raised whenever the detector finds other facts in the same footage.
    private static let detectorVersion = 7
    /// Raised whenever the survey finds other facts in the same footage.
    private static let surveyVersion = 8
    /// Raised whenever only the detector on keyframes finds other facts in the same footage.
    private static let keyframesVersion = 4
    /// Raised whenever only leaving out pictures makes the detector find other facts.
    private static let nthVersion = 1
    /// So many keyframes must show the shortest stop.
    ///
    /// With 30 the absence that ends one would be six keyframes to the tick, and rounding would
    /// decide whether they are enough.
    private static let keyframesPerStop: Int64 = 29

    /// The settings that serve all of `rules`: fine enough for the shortest.
    ///
    /// - Parameters:
    ///   - rules: the rules that ask.
    ///   - gear: how the footage is sampled.
    ///   - shortestStop: the shortest stop that is to be known, or nil for what the rules need; a
    ///     full rate knows those of 20 s in any case.
    ///   - precision: how exactly a survey tells both ends of a stop; nil for as the frames allow.
    ///   - samplePeriod: the time between two samples of the full rate; nil for the usual one.
    init(
        rules: [DwellRule],
        gear: Gear = .all,
        shortestStop: MediaDuration? = nil,
        precision: MediaDuration? = nil,
        samplePeriod: MediaDuration? = nil
    ) {
        let needed = (rules.map(\.need.shortestStop) + [shortestStop].compactMap(\.self)).min()
        let usual = DetectorParameters.defaultFloor
        let floor = gear.isFullRate ? min(usual, needed ?? usual) : needed ?? usual
        var parameters = DetectorParameters(floor: floor)
        if let samplePeriod { parameters.samplePeriod = samplePeriod }
        self.init(gear: gear, parameters: parameters, precision: precision ?? .zero)
    }

    private init(gear: Gear, parameters: DetectorParameters, precision: MediaDuration) {
        self.gear = gear
        self.parameters = parameters
        self.precision = precision
    }

    /// What a survey must see, and how far keyframes may lie apart.
    var need: SamplingNeed {
        var need = SamplingNeed.stops(ofAtLeast: parameters.floor)
        need.precision = precision
        if gear == .keyframes {
            need.longestGap = parameters.floor / Self.keyframesPerStop
        }
        return need
    }

    /// The same with the lowest floor that keyframes `gap` apart allow.
    func fitted(toKeyframes gap: MediaDuration) -> ScanSettings {
        var parameters = parameters
        let lowest = max(DetectorParameters.defaultFloor, gap * Double(Self.keyframesPerStop))
        parameters.floor = min(parameters.floor, lowest)
        parameters.pictureGap = gap
        return ScanSettings(gear: gear, parameters: parameters, precision: precision)
    }

    /// The same in another gear.
    func shifted(to gear: Gear) -> ScanSettings {
        var parameters = parameters
        if gear.isFullRate {
            parameters.floor = min(DetectorParameters.defaultFloor, parameters.floor)
        }
        return ScanSettings(gear: gear, parameters: parameters, precision: precision)
    }

    /// The settings as they are stored: all but what follows, then the floor, then the precision of
    /// a survey, or that of keyframes, which is none, and how far they lie apart.
    var stored: String {
        let stored = "\(base(of: gear))/\(parameters.floor.microseconds)"
        return switch gear {
        case .survey: "\(stored)/\(precision.microseconds)"
        case .keyframes: "\(stored)/0/\(parameters.pictureGap.microseconds)"
        case .nth, .all: stored
        }
    }

    /// The settings with which facts were stored as `stored`, or nil where they do not answer for
    /// these: made in another way, with a higher floor, or less exactly.
    ///
    /// What was watched in a dearer gear answers for a cheaper one as well.
    func serving(_ stored: String) -> ScanSettings? {
        let parts = stored.split(separator: "/")
        let numbers = parts.dropFirst().compactMap { Int64($0) }
        guard numbers.count == parts.count - 1, let floor = numbers.first,
            floor <= parameters.floor.microseconds,
            let gear = gear.andDearer.first(where: { parts[0] == base(of: $0) })
        else { return nil }
        let exact = numbers.dropFirst().first.map { MediaDuration(microseconds: $0) } ?? .zero
        guard exact <= precision else { return nil }
        var parameters = parameters
        parameters.floor = MediaDuration(microseconds: floor)
        if numbers.count > 2 { parameters.pictureGap = MediaDuration(microseconds: numbers[2]) }
        return ScanSettings(gear: gear, parameters: parameters, precision: exact)
    }

    private func base(of gear: Gear) -> String {
        switch gear {
        case .survey: "s\(Self.surveyVersion)"
        case .keyframes:
            "k\(Self.detectorVersion).\(Self.keyframesVersion),"
                + "\(parameters.longestGap.microseconds)"
        case .nth:
            "n\(Self.detectorVersion).\(Self.nthVersion),"
                + "\(parameters.samplePeriod.microseconds),\(parameters.longestGap.microseconds)"
        case .all:
            "v\(Self.detectorVersion),\(parameters.samplePeriod.microseconds),"
                + "\(parameters.longestGap.microseconds)"
        }
    }
}
