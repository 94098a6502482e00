/// In which gear the footage of a timeline is watched.
struct GearChoice {
    /// The settings in that gear.
    let settings: ScanSettings
    /// Why it is watched in a dearer gear than the rules alone would need, or nil.
    let note: ScanProblem?

    /// Stops of at least this are surveyed unasked: shorter ones a survey finds less surely
    /// (design/sampling.md).
    private static let shortestSurveyed = MediaDuration.minutes(2)
    /// So many keyframes at least lie in the shortest stop that is surveyed unasked: ends are
    /// looked for among them.
    private static let keyframesPerSurveyedStop = 16.0
    /// So many times as long as the shortest stop footage is that is not watched frame by frame
    /// unasked: in less, what stands is there more often than its empty place.
    private static let stopsPerFootage = 5.0
    /// With so many keyframes in it the ends of the shortest stop are told to some hundredths of
    /// its length by keyframes alone.
    private static let keyframesPerExactStop = 60.0

    /// The gear that was asked for, or a dearer one where that is not possible.
    init(_ settings: ScanSettings, of footage: [PlannedFootage]) {
        if let hindrance = footage.lazy.compactMap({ $0.hindrance(to: settings) }).first {
            self.settings = settings.shifted(to: .nth)
            note = hindrance
        } else if settings.gear == .keyframes, let gap = footage.compactMap(\.keyframeGap).max() {
            self.settings = settings.fitted(toKeyframes: gap)
            note = nil
        } else {
            self.settings = settings
            note = nil
        }
    }

    /// The cheapest gear that keeps the promise of the rules.
    ///
    /// - Parameters:
    ///   - settings: what the rules need.
    ///   - footage: what is to be watched.
    ///   - length: how long it is, with what is known of its timeline already.
    init(
        cheapestFor settings: ScanSettings,
        of footage: [PlannedFootage],
        lasting length: MediaDuration
    ) {
        let shortest = settings.need.shortestStop
        let gap = footage.compactMap(\.keyframeGap).max() ?? .zero
        if length < shortest * Self.stopsPerFootage {
            self.init(settings.shifted(to: .nth), of: footage)
        } else if shortest >= Self.shortestSurveyed,
            gap * Self.keyframesPerSurveyedStop <= shortest
        {
            self.init(settings.shifted(to: .survey), of: footage)
        } else if gap * Self.keyframesPerExactStop <= shortest,
            footage.allSatisfy({ $0.keyframeGap != nil })
        {
            self.init(settings.shifted(to: .keyframes), of: footage)
        } else {
            // What such rules ask for is the full rate: nothing went wrong.
            self.init(settings.shifted(to: .nth), of: footage)
        }
    }
}

extension PlannedFootage {
    /// Why a file cannot be watched in the gear of `settings`, or nil where it can.
    fileprivate func hindrance(to settings: ScanSettings) -> ScanProblem? {
        guard !settings.gear.isFullRate else { return nil }
        let gap = settings.need.longestGap
        guard let keyframeGap else {
            return .note(
                "\(footage.path): its keyframes cannot be found by their time or are no "
                    + "whole pictures; it was watched frame by frame."
            )
        }
        guard keyframeGap > gap else { return nil }
        return .note(
            "\(footage.path): its keyframes lie up to \(keyframeGap.shortText) apart, and "
                + "\(gap.shortText) is the most that stops of "
                + "\(settings.need.shortestStop.shortText) bear; it was watched frame by frame."
        )
    }
}
