/// Finds what stands still in a sequence of brightness planes of one camera.
///
/// Two layers: a pixel layer that only proposes (what differs from the reference and keeps one
/// value), and an object layer that decides (each proposed stop keeps its own template and is asked
/// at every sample whether it is seen, its empty place is seen, or something else is).
/// Deterministic: the same planes at the same times give the same stops.
public struct StopDetector: Sendable {
    /// What the detector is tuned by.
    public let parameters: DetectorParameters
    /// How the analysed plane lies to the coded frame.
    public let geometry: AnalysisGeometry
    /// Size of the analysed plane.
    let size: PixelSize

    /// The scene as it is without anything standing in it; nil until it is learned.
    var model: BackgroundModel?
    var candidates: CandidateLayer?
    var history: SampleHistory
    var memory: SceneMemory
    /// The scene under what is kept of samples, the first one while it is learned; nil where all
    /// is kept as it was seen.
    var ground: GroundPlane?
    var tracks: [StopTrack] = []
    /// Which stop claims each pixel: its owner number, or 0.
    var owner: [UInt8]
    /// Non-zero where the reference must not learn.
    var frozen: [UInt8]
    /// Samples kept until the first reference is made of them.
    var learning: [Sample] = []
    var light = LightFit.reference
    var lastTime: MediaTime?
    /// Since when no sample fitted the reference.
    var unreadableSince: MediaTime?
    var nextProposal = MediaTime(microseconds: .min)
    var nextThreshold = MediaTime(microseconds: .min)
    /// What ended lately: it may have uncovered a part of something else.
    var vacated: [Vacated] = []
    /// Stops that ended and were not handed over yet.
    var finished: [Stop] = []
    var activity: ActivityMeter
    var observability: ObservabilityMeter
    /// Stretches in which the view could not be compared, not handed over yet.
    private var unreadable: [MediaRange] = []

    /// What is seen in less of its time is not followed well enough to be a fact.
    private static let leastSeenRatio: Float = 0.4

    /// The edges by which another view is told.
    var view = ViewCheck()
    var estimator = LightEstimator()
    /// The newest sample in reference units, and what differs in it; none while the detector rests.
    var normalised: [Float] = []
    var foreground: [UInt8] = []
    private var rowCounts: [Int]

    /// Makes a detector for frames of `geometry`.
    public init(
        geometry: AnalysisGeometry,
        parameters: DetectorParameters = DetectorParameters()
    ) {
        self.geometry = geometry
        self.parameters = parameters
        size = geometry.plane
        history = SampleHistory(parameters)
        memory = SceneMemory(parameters)
        activity = ActivityMeter(size: size)
        observability = ObservabilityMeter(geometry)
        owner = []
        frozen = []
        rowCounts = [Int](repeating: 0, count: size.height)
    }

    /// Looks at the plane seen at `time`.
    ///
    /// - Precondition: `pixels` has `size.areaPixels` bytes and `time` lies after the one before.
    public mutating func observe(_ pixels: [UInt8], at time: MediaTime) {
        precondition(pixels.count == size.areaPixels, "a plane of another size")
        wake()
        if let lastTime, time - lastTime > parameters.longestGap {
            breakOff(for: time - lastTime, until: time)
        }
        let sample = Sample(time: time, pixels: pixels, light: light)
        if model == nil { learn(sample) } else { analyse(sample, pixels) }
    }

    /// Tells that the footage ended: what was kept for learning is looked at now.
    public mutating func finish() {
        wake()
        if model == nil { startModel() }
        for index in tracks.indices where tracks[index].verdict == .pending {
            judge(index)
        }
        removeDroppedTracks()
    }

    /// Ends every open stop and forgets the scene: the view changed or the footage broke off.
    public mutating func interrupt(_ ending: Stop.Ending) {
        wake()
        if model == nil { startModel() }
        for track in tracks {
            if let stop = report(track, ending) { finished.append(stop) }
        }
        tracks.removeAll()
        model = nil
        candidates = nil
        view = ViewCheck()
        vacated.removeAll()
        history.removeAll()
        memory.removeAll()
        ground = nil
        lastTime = nil
        unreadableSince = nil
        markOwners()
    }

    /// Behind a longer break the light, the shadows and what is parked are others.
    private static let longestMemory = MediaDuration.minutes(60)

    /// Ends every open stop where the footage breaks off.
    ///
    /// Behind a break that is not too long the scene is the same, so that what stands there then is
    /// told from it at once.
    private mutating func breakOff(for length: MediaDuration, until time: MediaTime) {
        let known = length <= Self.longestMemory ? model : nil
        let memory = memory
        interrupt(.interrupted)
        guard let known else { return }
        model = known
        self.memory = memory
        candidates = CandidateLayer(size: size, origin: time, parameters: parameters)
    }

    /// The stops that ended since the last call, in the order in which they ended.
    public mutating func takeFinished() -> [Stop] {
        defer { finished.removeAll() }
        return finished
    }

    /// The activity of the periods that ended since the last call, and of the last one so far: it
    /// is told once more when it is over.
    public mutating func takeActivity() -> [ActivityGrid] {
        activity.take()
    }

    /// The stretches since the last call in which the view could not be compared with the scene:
    /// broken pictures, another view, a covered lens.
    public mutating func takeUnreadable() -> [MediaRange] {
        defer { unreadable.removeAll() }
        return unreadable
    }

    /// The stops that stand now.
    public var openStops: [Stop] {
        tracks.compactMap { report($0, nil) }
    }

    /// Since when things seem to rest that stand now, whether or not they will prove to be stops.
    public var restingSince: [MediaTime] {
        tracks.filter { !$0.isDropped && $0.verdict != .shadow && $0.verdict != .part }
            .map(\.since)
    }

    /// The stop as a fact, or nil where it is none: too short, no thing, or hardly ever seen.
    func report(_ track: StopTrack, _ ending: Stop.Ending?) -> Stop? {
        guard track.verdict == .thing, !track.isDropped, track.dwell >= parameters.floor,
            track.seenRatio >= Self.leastSeenRatio
        else { return nil }
        return track.stop(ending, geometry: geometry)
    }

    // MARK: - Learning

    private mutating func learn(_ sample: Sample) {
        keepForLearning(sample)
        guard let first = learning.first,
            (sample.time - first.time).seconds >= Double(parameters.learningSeconds)
        else { return }
        startModel()
    }

    /// Makes the reference of the kept samples, then looks at each of them,
    /// so that nothing is lost.
    private mutating func startModel() {
        guard let first = learning.first else { return }
        var samples = takeLearning()
        model = ReferenceLearning.model(of: &samples, size: size, estimator: &estimator)
        candidates = CandidateLayer(size: size, origin: first.time, parameters: parameters)
        light = samples[0].light
        for sample in samples { analyse(sample, sample.pixels.levels, isWitness: true) }
    }

    // MARK: - One sample

    /// Looks at a sample; a witness is one of those of which the reference was made.
    private mutating func analyse(_ seen: Sample, _ pixels: [UInt8], isWitness: Bool = false) {
        guard var model = model.take(), var candidates = candidates.take() else { return }
        let seconds = Float(lastTime.map { (seen.time - $0).seconds } ?? 0)
        if let lastTime, seconds > parameters.longestStepSeconds {
            noteGap(MediaRange(lastTime, seen.time))
        }
        if refreshesEachTime, !model.isThresholdCurrent { model.refreshThreshold() }
        var sample = seen
        let fit = estimator.fit(
            pixels,
            to: model.level,
            claimed: owner,
            size: size,
            previous: light,
            noise: model.noise
        )
        sample.light = fit
        model.compare(
            pixels,
            sample.normaliser,
            normalised: &normalised,
            foreground: &foreground,
            rowCounts: &rowCounts
        )
        guard isReadable(fit, model) else {
            self.model = model
            self.candidates = candidates
            noteUnreadable(at: sample.time)
            return
        }
        lastTime = sample.time
        unreadableSince = nil
        light = fit
        model.updateNoise(medianError: medianError(model), seconds: seconds)
        model.absorb(
            normalised,
            foreground: foreground,
            frozen: frozen,
            seconds: seconds,
            stableSeconds: parameters.stableSeconds
        )
        candidates.update(
            normalised,
            foreground: foreground,
            rowCounts: rowCounts,
            threshold: model.threshold,
            at: sample.time,
            seconds: seconds
        )
        refreshThreshold(of: &model, at: sample.time)
        let differing = ForegroundRows(marks: foreground, rowCounts: rowCounts)
        activity.add(differing, at: sample.time)
        self.model = model
        self.candidates = candidates
        keep(sample, isWitness: isWitness)
        forgetVacated(at: sample.time)
        watch(sample, seconds: seconds)
        noteObservability(of: sample, differing)
        propose(at: sample.time)
    }

    private func isReadable(_ fit: LightFit, _ model: BackgroundModel) -> Bool {
        let differing = rowCounts.reduce(0, +)
        return fit.agreementRatio >= 0.35 && Float(differing) <= 0.7 * Float(size.areaPixels)
            && view.isKnown(normalised, model)
    }

    /// Computes anew, now and then, what a pixel may stray and by which edges the view is known.
    private mutating func refreshThreshold(of model: inout BackgroundModel, at time: MediaTime) {
        guard time >= nextThreshold else { return }
        if !refreshesEachTime { model.refreshThreshold() }
        view = ViewCheck(of: model, claimed: frozen)
        nextThreshold = time + .seconds(5)
    }

    /// A sample that shows another view is passed over; if that lasts, the scene is learned anew.
    private mutating func noteUnreadable(at time: MediaTime) {
        if let last = unreadable.indices.last, unreadableSince != nil {
            unreadable[last].end = time
        } else {
            unreadable.append(MediaRange(lastTime ?? time, time))
        }
        guard let since = unreadableSince else {
            unreadableSince = time
            return
        }
        if (time - since).seconds >= max(5, 1.5 * Double(parameters.stableSeconds)) {
            interrupt(.interrupted)
        }
    }

    private mutating func noteGap(_ range: MediaRange) {
        for index in tracks.indices { tracks[index].gaps.append(range) }
    }

    /// Median deviation over a part of the plane.
    private func medianError(_ model: BackgroundModel) -> Float {
        var histogram = [Int](repeating: 0, count: 161)
        var count = 0
        for index in stride(from: 5, to: size.areaPixels, by: 37) where owner[index] == 0 {
            histogram[min(160, Int(abs(normalised[index] - model.level[index]) * 10))] += 1
            count += 1
        }
        var below = 0
        for bin in histogram.indices {
            below += histogram[bin]
            if below * 2 >= count { return (Float(bin) + 0.5) / 10 }
        }
        return model.noise / 1.48
    }
}
