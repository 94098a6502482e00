/// How a stop is told from the next one of the same object, a metre on.
extension StopDetector {
    /// How far beside its place an object is looked for, in widths and heights.
    private static let searchReach: Float = 0.5
    /// An object that moved less than this share of its width is still at rest.
    private static let restReach: Float = 0.1
    /// Microseconds from look to look.
    private static let period: Int64 = 500_000
    /// How alike it must be where it is found again.
    private static let leastCorrelation: Float = 0.8

    /// Looks for what is not seen in its place but near it, and lets it stand there anew once it
    /// has stood there for long enough.
    mutating func followCreeping(_ sample: Sample, seconds: Float) {
        let before = sample.time - .seconds(Double(seconds))
        // Half a second apart is often enough for what must last for some.
        guard before.microseconds / Self.period != sample.time.microseconds / Self.period else {
            return
        }
        for index in tracks.indices where tracks[index].verdict == .thing {
            noteCreep(of: index, in: sample)
            guard let creep = tracks[index].creep,
                (sample.time - creep.since).seconds >= Double(parameters.stableSeconds)
            else { continue }
            standAnew(index, at: creep)
        }
        removeDroppedTracks()
    }

    private mutating func noteCreep(of index: Int, in sample: Sample) {
        let track = tracks[index]
        guard let model,
            (track.firstAbsent ?? sample.time) > track.lastSeen, track.lastSeen < sample.time
        else {
            tracks[index].creep = nil
            return
        }
        let search = ShiftSearch(for: track.template, in: model.size, reach: Self.searchReach)
        let width = Float(track.template.box.width)
        guard let shift = search.shiftAtOwnSize(in: sample),
            shift.correlation >= Self.leastCorrelation,
            shift.pixels >= max(1.5, Self.restReach * width)
        else { return }
        if let creep = track.creep {
            let (x, y) = (shift.x - creep.x, shift.y - creep.y)
            if (x * x + y * y).squareRoot() < max(1, 0.04 * width) { return }
        }
        tracks[index].creep = StopTrack.Creep(x: shift.x, y: shift.y, since: sample.time)
    }

    /// Ends a stop and begins the next one of the same object in its new place.
    private mutating func standAnew(_ index: Int, at creep: StopTrack.Creep) {
        tracks[index].creep = nil
        let track = tracks[index]
        guard let model, let last = history.samples.last,
            let template = tracks[index].template.moved(
                x: Int(creep.x.rounded()),
                y: Int(creep.y.rounded()),
                in: model
            )
        else { return }
        refineDeparture(of: index)
        if let stop = report(tracks[index], .left) { finished.append(stop) }
        dropMembers(of: track.owner)
        var next = StopTrack(
            owner: tracks[index].owner,
            template: template,
            since: creep.since,
            sinceUncertainty: creep.since - tracks[index].lastSeen,
            lastSeen: last.time
        )
        next.template.surround = StopSurround(of: template.mask, in: model, owner: owner)
        next.verdict = .thing
        next.firstSince = track.firstSince
        tracks[index] = next
        refineArrival(of: index)
        tracks[index].id = StopID(since: tracks[index].since, box: geometry.coded(template.box))
        markOwners()
    }
}

extension StopTemplate {
    /// The same object elsewhere, or nil where it would not lie wholly in the picture.
    fileprivate func moved(x: Int, y: Int, in model: BackgroundModel) -> StopTemplate? {
        let to = Box(x: box.x + x, y: box.y + y, width: box.width, height: box.height)
        guard to.x >= 0, to.y >= 0, to.maxX <= model.size.width, to.maxY <= model.size.height else {
            return nil
        }
        let mask = RegionMask(box: to, planeWidth: mask.planeWidth, bits: mask.bits)
        var reference = RegionLevels(repeating: 0, count: to.areaPixels)
        var threshold = reference
        mask.forEachPixel { inside, index in
            reference[inside] = model.level[index]
            threshold[inside] = model.threshold[index]
        }
        return StopTemplate(mask: mask, level: level, reference: reference, threshold: threshold)
    }
}
