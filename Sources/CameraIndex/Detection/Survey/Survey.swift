/// Finds what stands in recorded footage by looking at one picture now and then.
///
/// Samples as far apart as the shortest wanted stop allows tell that something stood; further looks
/// only where they decide something tell from when to when. Deterministic: the same footage gives
/// the same stops, whatever pieces it is handed over in.
struct Survey: Sendable {
    let need: SamplingNeed
    let geometry: AnalysisGeometry
    /// Size of the analysed plane.
    let size: PixelSize

    /// Samples that were not compared yet, oldest first.
    var arrivals: [TimedPlane] = []
    /// The last samples before them, and what they show.
    var scene: SurveyScene?
    var tracks: [SurveyTrack] = []
    /// Stays that are over, as long as the samples show them: what more is found is no news.
    var settled: [SurveyTrack] = []
    /// What was looked into already: where, and over which time.
    var explained: [Explained] = []
    /// Up to where the samples were searched for stops.
    var settledUntil: MediaTime?
    /// Stretches without samples that are longer than the longest gap.
    var gaps: [MediaRange] = []
    /// Stops that ended and were not handed over yet.
    var finished: [Stop] = []
    /// Moments that could not be compared with the scene, not handed over yet.
    var unreadable: [MediaTime] = []

    /// A region whose look over a stretch of time is known.
    struct Explained: Sendable {
        var mask: RegionMask
        var range: MediaRange
    }

    /// Samples before the moment that is searched.
    static let history = 28
    /// Samples behind it.
    static let lookahead = 12
    /// Samples that are searched at a time.
    static let step = 16

    /// Makes a survey of footage of `geometry` that finds every stop of at least the need's.
    init(geometry: AnalysisGeometry, need: SamplingNeed) {
        self.geometry = geometry
        self.need = need
        size = geometry.plane
    }

    /// Takes up the next sample, which lies behind all others.
    mutating func add(_ plane: TimedPlane) {
        if let last = newest, plane.time - last > need.longestGap {
            gaps.append(MediaRange(last, plane.time))
        }
        arrivals.append(plane)
    }

    /// The time of the newest sample.
    var newest: MediaTime? { arrivals.last?.time ?? scene?.samples.last?.time }

    /// Whether enough samples wait behind those that were searched.
    var isDue: Bool {
        let known = scene?.samples.count { sample in settledUntil.map { sample.time > $0 } ?? true }
        let least = Self.lookahead + Self.step + (settledUntil == nil ? Self.history / 2 : 0)
        return (known ?? 0) + arrivals.count >= least
    }

    /// Searches the samples that have enough others behind them, or all of them.
    ///
    /// - Parameters:
    ///   - isFinal: whether no more samples come.
    ///   - view: shows what lies between the samples.
    /// - Throws: what the view throws.
    mutating func settle<View: FootageView & ~Copyable>(
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        guard var scene = takeScene() else { return }
        if scene.showsNewView, settledUntil != nil {
            // What stood in the old one is seen no more.
            try settle(&scene, isFinal: true, &view)
            finished += interrupt()
            scene = SurveyScene(of: scene.foreign, size: size)
        }
        try settle(&scene, isFinal: isFinal, &view)
        forget(&scene)
        self.scene = scene
    }

    /// The scene with all samples that came since, or nil where there are none.
    private mutating func takeScene() -> SurveyScene? {
        defer { arrivals = [] }
        guard var scene = scene.take() else {
            guard !arrivals.isEmpty else { return nil }
            return SurveyScene(
                of: arrivals.map { Sample(time: $0.time, pixels: $0.pixels, light: .reference) },
                size: size
            )
        }
        if !arrivals.isEmpty { scene.take(arrivals, frozen: frozenPlane()) }
        return scene
    }

    private mutating func settle<View: FootageView & ~Copyable>(
        _ scene: inout SurveyScene,
        isFinal: Bool,
        _ view: inout View
    ) throws(View.Failure) {
        scene.findStays(frozen: frozenPlane())
        scene.uncover()
        unreadable += scene.takeUnreadable(isFinal: isFinal && !scene.showsNewView)
        follow(in: scene)
        let border = isFinal ? scene.samples.count : scene.samples.count - Self.lookahead
        let seeds = (0..<max(0, border)).filter { place in
            settledUntil.map { scene.samples[place].time > $0 } ?? true
        }
        search(seeds, &scene)
        if let last = seeds.last { settledUntil = scene.samples[last].time }
        try refine(in: scene, isFinal: isFinal, &view)
    }

    /// The stops that ended since the last call.
    mutating func takeFinished() -> [Stop] {
        defer { finished.removeAll() }
        return finished
    }

    /// The moments since the last call that could not be compared with the scene.
    mutating func takeUnreadable() -> [MediaTime] {
        defer { unreadable.removeAll() }
        return unreadable
    }

    /// Ends what stands where the footage breaks off; the scene behind it is the same.
    ///
    /// - Returns: what stood.
    mutating func interrupt() -> [Stop] {
        let stood = openStops.map { stop in
            var stop = stop
            stop.ending = .interrupted
            return stop
        }
        tracks.removeAll()
        settled.removeAll()
        arrivals.removeAll()
        scene?.forgetAll()
        explained.removeAll()
        settledUntil = nil
        return stood
    }

    // MARK: - Following

    /// Asks the samples behind those that were searched for what stands.
    private mutating func follow(in scene: SurveyScene) {
        for index in tracks.indices where tracks[index].ending == nil {
            let newest = tracks[index].sights.last?.time ?? tracks[index].lastSeen
            for sample in scene.samples where sample.time > newest {
                let template = tracks[index].template
                let sighting = template.sighting(in: sample, noise: scene.model.noise)
                tracks[index].follow(sighting, at: sample.time)
                if tracks[index].ending != nil { break }
            }
        }
    }

    /// Where the reference must stay as it is: something stands there.
    private func frozenPlane() -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: size.areaPixels)
        for track in tracks where track.ending == nil {
            let margin = max(2, max(track.template.box.width, track.template.box.height) / 7)
            let box = track.template.box.expanded(by: margin, within: size)
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX { plane[y * size.width + x] = 1 }
            }
        }
        return plane
    }

    /// Lets go of the samples and regions that are too old to matter.
    private mutating func forget(_ scene: inout SurveyScene) {
        guard let settledUntil,
            let place = scene.samples.firstIndex(where: { $0.time > settledUntil })
        else {
            return
        }
        scene.forget(max(0, place - Self.history))
        guard let first = scene.samples.first?.time else { return }
        explained.removeAll { $0.range.end < first }
        settled += tracks.filter { $0.ending != nil }
        tracks.removeAll { $0.ending != nil }
        settled.removeAll { $0.departure.map { $0.beyond < first } ?? true }
        let oldest = tracks.map(\.arrival.beyond).min() ?? first
        gaps.removeAll { $0.end < min(first, oldest) }
    }
}
