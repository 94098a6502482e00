/// In which gear the footage of a timeline is watched.
struct GearChoice {
    /// The settings in that gear.
    let settings: ScanSettings
    /// The files that are surveyed although their pictures cannot be found one by one: all of
    /// them are read.
    let readThrough: Set<FootageID>
    /// Why files are watched in a dearer way than the rules alone would need.
    let notes: [ScanProblem]

    /// Stops of at least this are surveyed unasked: shorter ones a survey finds less surely
    /// (design/sampling.md).
    private static let shortestSurveyed = MediaDuration.minutes(2)
    /// So many keyframes at least lie in the shortest stop that is surveyed unasked: ends are
    /// looked for among them.
    private static let keyframesPerSurveyedStop: Int64 = 16
    /// So many times as long as the shortest stop footage is that is not watched frame by frame
    /// unasked: in less, what stands is there more often than its empty place.
    private static let stopsPerFootage = 5.0
    /// With so many keyframes in it the ends of the shortest stop are told to some hundredths of
    /// its length by keyframes alone.
    private static let keyframesPerExactStop = 60.0
    /// Where more of the footage than this share must be read through, every frame is watched: that
    /// costs little more then, and finds more.
    private static let mostReadThrough = 0.5

    private init(
        _ settings: ScanSettings,
        readThrough: Set<FootageID> = [],
        notes: [ScanProblem] = []
    ) {
        self.settings = settings
        self.readThrough = readThrough
        self.notes = notes
    }

    /// The gear that was asked for, or a dearer one where that is not possible.
    ///
    /// - Parameters:
    ///   - settings: what was asked for.
    ///   - footage: what is to be watched.
    ///   - length: how long it is, with what is known of its timeline already.
    init(_ settings: ScanSettings, of footage: [PlannedFootage], lasting length: MediaDuration) {
        let gap = settings.need.longestGap
        let hindrances = footage.compactMap { $0.hindrance(within: gap) }
        switch settings.gear {
        case .survey: self.init(surveying: settings, length, around: hindrances)
        case .keyframes:
            if let hindrance = hindrances.first {
                self.init(everyFrameOf: hindrance, settings)
            } else {
                let longest = footage.compactMap(\.keyframeGap).max()
                self.init(longest.map(settings.fitted) ?? settings)
            }
        case .nth, .all: self.init(settings)
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
        let surveyedGap = shortest / Self.keyframesPerSurveyedStop
        let hindrances = footage.compactMap { $0.hindrance(within: surveyedGap) }
        if length < shortest * Self.stopsPerFootage {
            self.init(settings.shifted(to: .nth))
        } else if shortest >= Self.shortestSurveyed,
            gap <= surveyedGap || Self.areFew(hindrances, in: length)
        {
            self.init(surveying: settings.shifted(to: .survey), length, around: hindrances)
        } else if gap * Self.keyframesPerExactStop <= shortest,
            footage.allSatisfy({ $0.keyframeGap != nil })
        {
            self.init(settings.shifted(to: .keyframes), of: footage, lasting: length)
        } else {
            // What such rules ask for is the full rate: nothing went wrong.
            self.init(settings.shifted(to: .nth))
        }
    }

    /// A survey of footage that lasts for `length` and can mostly be searched by its keyframes,
    /// else the full rate.
    private init(
        surveying settings: ScanSettings,
        _ length: MediaDuration,
        around hindrances: [Hindrance]
    ) {
        if let first = hindrances.first, !Self.areFew(hindrances, in: length) {
            self.init(everyFrameOf: first, settings)
        } else {
            self.init(
                settings,
                readThrough: Set(hindrances.map(\.footage.id)),
                notes: hindrances.map { $0.note(settings, "all of it was read") }
            )
        }
    }

    /// The full rate, because of a file that allows no other gear.
    private init(everyFrameOf hindrance: Hindrance, _ settings: ScanSettings) {
        let note = hindrance.note(settings, "it was watched frame by frame")
        self.init(settings.shifted(to: .nth), notes: [note])
    }

    private static func areFew(_ hindrances: [Hindrance], in length: MediaDuration) -> Bool {
        let read = hindrances.reduce(.zero) { $0 + $1.footage.range.duration }
        return read <= length * mostReadThrough
    }
}

/// Why the pictures of a file cannot be found one by one.
private struct Hindrance {
    let footage: Footage
    /// How far its keyframes lie apart, or nil where they cannot be found.
    let gap: MediaDuration?
    /// How far they may lie apart.
    let longest: MediaDuration

    /// Tells whoever asked for `settings`, and what was done about it.
    func note(_ settings: ScanSettings, _ remedy: String) -> ScanProblem {
        guard let gap else {
            return .note(
                "\(footage.path): its keyframes cannot be found by their time or are no whole "
                    + "pictures; \(remedy)."
            )
        }
        return .note(
            "\(footage.path): its keyframes lie up to \(gap.shortText) apart, and "
                + "\(longest.shortText) is the most that stops of "
                + "\(settings.need.shortestStop.shortText) bear; \(remedy)."
        )
    }
}

extension PlannedFootage {
    /// Why a file cannot be searched by keyframes at most `gap` apart, or nil where it can.
    fileprivate func hindrance(within gap: MediaDuration) -> Hindrance? {
        if let keyframeGap, keyframeGap <= gap { return nil }
        return Hindrance(footage: footage, gap: keyframeGap, longest: gap)
    }
}
