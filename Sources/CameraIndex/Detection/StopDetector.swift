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
    /// Stops that ended and were not handed over yet.
    var finished: [Stop] = []

    /// Fragments of one object begin within this.
    private static let fragmentSpread = MediaDuration.seconds(4)

    /// What is seen in less of its time is not followed well enough to be a fact.
    private static let leastSeenRatio: Float = 0.4

    private var estimator = LightEstimator()
    private var normalised: [Float]
    private var foreground: [UInt8]
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
        owner = [UInt8](repeating: 0, count: size.areaPixels)
        frozen = owner
        foreground = owner
        normalised = [Float](repeating: 0, count: size.areaPixels)
        rowCounts = [Int](repeating: 0, count: size.height)
    }

    /// Looks at the plane seen at `time`.
    ///
    /// - Precondition: `pixels` has `size.areaPixels` bytes and `time` lies after the one before.
    public mutating func observe(_ pixels: [UInt8], at time: MediaTime) {
        precondition(pixels.count == size.areaPixels, "a plane of another size")
        if let lastTime, time - lastTime > parameters.longestGap {
            interrupt(.interrupted)
        }
        let sample = Sample(time: time, pixels: pixels, light: light)
        if model == nil { learn(sample) } else { analyse(sample) }
    }

    /// Tells that the footage ended: what was kept for learning is looked at now.
    public mutating func finish() {
        if model == nil { startModel() }
        for index in tracks.indices where tracks[index].verdict == .pending {
            judge(index)
        }
        removeDroppedTracks()
    }

    /// Ends every open stop and forgets the scene: the view changed or the footage broke off.
    public mutating func interrupt(_ ending: Stop.Ending) {
        if model == nil { startModel() }
        for track in tracks {
            if let stop = report(track, ending) { finished.append(stop) }
        }
        tracks.removeAll()
        model = nil
        candidates = nil
        history.removeAll()
        lastTime = nil
        unreadableSince = nil
        markOwners()
    }

    /// The stops that ended since the last call, in the order in which they ended.
    public mutating func takeFinished() -> [Stop] {
        defer { finished.removeAll() }
        return finished
    }

    /// The stops that stand now.
    public var openStops: [Stop] {
        tracks.compactMap { report($0, nil) }
    }

    /// The stop as a fact, or nil where it is none: too short, no thing, or hardly ever seen.
    private func report(_ track: StopTrack, _ ending: Stop.Ending?) -> Stop? {
        guard track.verdict == .thing, !track.isDropped, track.dwell >= parameters.floor,
            track.seenRatio >= Self.leastSeenRatio
        else { return nil }
        return track.stop(ending, geometry: geometry)
    }

    // MARK: - Learning

    private mutating func learn(_ sample: Sample) {
        learning.append(sample)
        guard let first = learning.first,
            (sample.time - first.time).seconds >= Double(parameters.learningSeconds)
        else { return }
        startModel()
    }

    /// Makes the reference of the kept samples, then looks at each of them, so that nothing is lost.
    private mutating func startModel() {
        guard let first = learning.first else { return }
        var samples = learning
        learning.removeAll()
        model = ReferenceLearning.model(of: &samples, size: size, estimator: &estimator)
        candidates = CandidateLayer(size: size, origin: first.time, parameters: parameters)
        light = samples[0].light
        for sample in samples { analyse(sample) }
    }

    // MARK: - One sample

    private mutating func analyse(_ seen: Sample) {
        guard var model = model.take(), var candidates = candidates.take() else { return }
        let seconds = Float(lastTime.map { (seen.time - $0).seconds } ?? 0)
        if let lastTime, seconds > 4 * Float(parameters.samplePeriod.seconds), seconds > 2 {
            noteGap(MediaRange(lastTime, seen.time))
        }
        var sample = seen
        let fit = estimator.fit(
            sample.pixels,
            to: model.level,
            claimed: owner,
            size: size,
            previous: light
        )
        sample.light = fit
        model.compare(
            sample.pixels,
            sample.normaliser,
            normalised: &normalised,
            foreground: &foreground,
            rowCounts: &rowCounts
        )
        guard isReadable(fit) else {
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
        if sample.time >= nextThreshold {
            model.refreshThreshold()
            nextThreshold = sample.time + .seconds(5)
        }
        self.model = model
        self.candidates = candidates
        history.append(sample)
        watch(sample, seconds: seconds)
        propose(at: sample.time)
    }

    private func isReadable(_ fit: LightFit) -> Bool {
        let differing = rowCounts.reduce(0, +)
        return fit.agreementRatio >= 0.3 && Float(differing) <= 0.7 * Float(size.areaPixels)
    }

    /// A sample that shows another view is passed over; if that lasts, the scene is learned anew.
    private mutating func noteUnreadable(at time: MediaTime) {
        guard let since = unreadableSince else {
            unreadableSince = time
            return
        }
        if (time - since).seconds >= Double(max(5, parameters.replacementSeconds)) {
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

    // MARK: - Watching

    private mutating func watch(_ sample: Sample, seconds: Float) {
        guard let model, !tracks.isEmpty else { return }
        for index in tracks.indices {
            let sighting = tracks[index].template.sighting(in: sample, noise: model.noise)
            tracks[index].note(sighting, at: sample.time, seconds: seconds)
            if sighting.isStrong, sighting.correlation >= 0.9, tracks[index].absenceSeconds == 0 {
                tracks[index].template.follow(sample, seconds: seconds)
            }
        }
        judgeDue(at: sample.time)
        endDue(at: sample.time)
    }

    private mutating func endDue(at time: MediaTime) {
        var ended: [(index: Int, ending: Stop.Ending)] = []
        for index in tracks.indices {
            let track = tracks[index]
            if track.absenceSeconds
                >= parameters.endAbsenceSeconds(dwell: Float(track.dwell.seconds))
            {
                ended.append((index, .left))
            } else if let start = replacementStart(of: track, at: time) {
                tracks[index].lastSeen = max(track.since, min(track.lastSeen, start))
                tracks[index].firstAbsent = max(start, tracks[index].lastSeen)
                ended.append((index, .replaced))
            } else if track.hiddenSeconds > parameters.lostSeconds {
                ended.append((index, .lost))
            }
        }
        guard !ended.isEmpty else { return }
        for (index, ending) in ended.reversed() { close(index, ending) }
        removeDroppedTracks()
    }

    private mutating func close(_ index: Int, _ ending: Stop.Ending) {
        if tracks[index].verdict == .pending,
            tracks[index].dwell.seconds >= 0.9 * parameters.floor.seconds
        {
            judge(index)
        }
        let track = tracks[index]
        if let stop = report(track, ending) { finished.append(stop) }
        tracks[index].isDropped = true
    }

    /// When another stable value took the place of most of a stop, or nil.
    private func replacementStart(of track: StopTrack, at time: MediaTime) -> MediaTime? {
        guard let candidates, let model else { return nil }
        let now = candidates.seconds(at: time)
        let template = track.template
        var changed: [Float] = []
        var gone = 0
        var total = 0
        template.mask.forEachPixel { inside, index in
            total += 1
            let limit = template.threshold[inside]
            if abs(normalised[index] - template.level[inside]) > limit { gone += 1 }
            if candidates.credit[index] >= parameters.stableSeconds,
                now - candidates.start[index] >= parameters.replacementSeconds,
                abs(candidates.level[index] - template.level[inside]) > limit,
                abs(candidates.level[index] - model.level[index]) > model.threshold[index]
            {
                changed.append(candidates.start[index])
            }
        }
        guard changed.count * 10 >= total * 3, gone * 2 >= total, changed.count * 2 >= gone else {
            return nil
        }
        changed.sort()
        return candidates.time(at: changed[changed.count / 2])
    }

    // MARK: - Proposing and judging

    private mutating func propose(at time: MediaTime) {
        guard time >= nextProposal, let candidates, let model, tracks.count < 200 else { return }
        nextProposal = time + .seconds(Double(parameters.stableSeconds) / 4)
        let proposer = StopProposer(size: size, parameters: parameters)
        for proposal in proposer.proposals(in: candidates, owner: owner, at: time) {
            start(proposal, candidates: candidates, model: model)
        }
    }

    private mutating func start(
        _ proposal: StopProposer.Proposal,
        candidates: CandidateLayer,
        model: BackgroundModel
    ) {
        let box = proposal.mask.box
        var level = RegionLevels(repeating: 0, count: box.areaPixels)
        var reference = level
        var threshold = level
        proposal.mask.forEachPixel { inside, index in
            level[inside] = candidates.level[index]
            reference[inside] = model.level[index]
            threshold[inside] = model.threshold[index]
        }
        let template = StopTemplate(
            mask: proposal.mask,
            level: level,
            reference: reference,
            threshold: threshold
        )
        guard let number = freeOwner(), let last = history.samples.last,
            let beginning = past(model).beginning(of: template),
            beginning.presentCount >= 3, beginning.presentRatio >= 0.4
        else {
            self.candidates?.clear(proposal.mask)
            return
        }
        var track = StopTrack(
            owner: number,
            template: template,
            since: beginning.since,
            sinceUncertainty: beginning.uncertainty,
            lastSeen: last.time
        )
        track.arrivalSeen = beginning.absenceSeen
        tracks.append(track)
        markOwners()
    }

    private func past(_ model: BackgroundModel) -> StopHistory {
        StopHistory(
            history: history,
            noise: model.noise,
            parameters: parameters,
            planeWidth: size.width
        )
    }

    private func freeOwner() -> UInt8? {
        let used = Set(tracks.map(\.owner))
        return (1...254).first { !used.contains($0) }
    }

    private mutating func judgeDue(at time: MediaTime) {
        var judged = false
        for index in tracks.indices where tracks[index].verdict == .pending {
            let age = Float((time - tracks[index].since).seconds)
            guard age >= parameters.verdictSeconds, tracks[index].absenceSeconds == 0 else {
                continue
            }
            judge(index)
            judged = true
        }
        if judged { removeDroppedTracks() }
    }

    private mutating func judge(_ index: Int) {
        guard let model else { return }
        let track = tracks[index]
        var claimed = owner
        for place in claimed.indices where claimed[place] == track.owner { claimed[place] = 0 }
        let verification = StopVerification(model: model, past: past(model), claimed: claimed)
        switch verification.finding(for: track.template, since: track.since) {
        case .thing(let template): accept(index, template)
        case .shadow(let template):
            tracks[index].template = template
            tracks[index].verdict = .shadow
            markOwners()
        case .left(let mask, let levels), .referenceError(let mask, let levels):
            self.model?.adopt(levels, where: mask)
            candidates?.clear(mask)
            tracks[index].isDropped = true
        case .undecided:
            candidates?.clear(track.template.mask)
            tracks[index].isDropped = true
        }
    }

    /// Takes over the whole body and finds the beginning again with it.
    private mutating func accept(_ index: Int, _ template: StopTemplate) {
        guard let model else { return }
        tracks[index].template = template
        tracks[index].verdict = .thing
        if let beginning = past(model).beginning(of: template) {
            tracks[index].since = beginning.since
            tracks[index].sinceUncertainty = beginning.uncertainty
            tracks[index].arrivalSeen = beginning.absenceSeen
        }
        tracks[index].id = StopID(
            since: tracks[index].since,
            box: geometry.coded(template.box)
        )
        dropFragments(of: index)
        if isPartOfAnother(index) { tracks[index].verdict = .part }
        markOwners()
    }

    /// Of stops that began together in one place only the largest stays: a dark car is proposed as
    /// glass, wheels and lamps before it is seen whole.
    private mutating func dropFragments(of index: Int) {
        let track = tracks[index]
        for other in tracks.indices where other != index && !tracks[other].isDropped {
            let box = tracks[other].template.box
            let shared = box.intersection(with: track.template.box)?.areaPixels ?? 0
            let apart = (tracks[other].since - track.since).magnitude
            guard 2 * shared > min(box.areaPixels, track.template.box.areaPixels),
                apart <= Self.fragmentSpread
            else { continue }
            if tracks[other].template.mask.count <= track.template.mask.count {
                tracks[other].isDropped = true
            } else {
                tracks[index].isDropped = true
            }
        }
    }

    /// Whether a stop is a leftover of a larger one: small, and inside of its box.
    ///
    /// Only pixels that no stop claims are proposed, so this is not a thing in front of another.
    private func isPartOfAnother(_ index: Int) -> Bool {
        let track = tracks[index]
        return tracks.indices.contains { other in
            guard other != index, !tracks[other].isDropped, tracks[other].verdict == .thing else {
                return false
            }
            let box = track.template.box
            let shared = box.intersection(with: tracks[other].template.box)?.areaPixels ?? 0
            return 10 * shared > 7 * box.areaPixels
                && 5 * track.template.mask.count < tracks[other].template.mask.count
        }
    }

    private mutating func removeDroppedTracks() {
        guard tracks.contains(where: \.isDropped) else { return }
        tracks.removeAll(where: \.isDropped)
        markOwners()
    }

    /// Marks anew which pixels stops claim, and where the reference must not learn.
    mutating func markOwners() {
        for index in owner.indices {
            owner[index] = 0
            frozen[index] = 0
        }
        for track in tracks where !track.isDropped {
            track.template.mask.forEachPixel { _, index in owner[index] = track.owner }
            let margin = max(2, max(track.template.box.width, track.template.box.height) / 7)
            let box = track.template.box.expanded(by: margin, within: size)
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX { frozen[y * size.width + x] = 1 }
            }
        }
    }
}
