extension StopDetector {
    /// Raised whenever the layout or the meaning of the stored state changes.
    private static let stateVersion: Int64 = 9

    /// The whole state as bytes: a detector restored from it goes on as if nothing had happened.
    public func archivedState() -> [UInt8] {
        var writer = StateWriter()
        archive(to: &writer)
        return writer.whole
    }

    /// Writes the whole state.
    func archive(to writer: inout StateWriter) {
        let grounds = GroundList(of: keptPlanes, and: ground)
        writer.write(Self.stateVersion)
        writer.write(signature)
        writer.write(lastTime)
        writer.write(unreadableSince)
        writer.write(nextProposal)
        writer.write(nextThreshold)
        writer.write(light)
        writer.write(activity.start)
        writer.write(activity.sampleCount)
        writer.write(activity.sums)
        observability.archive(to: &writer)
        writer.write(each: view.blocks) { $0.write(each: $1) { $0.write($1) } }
        grounds.archive(to: &writer)
        writer.write(ground.map { grounds.number(of: $0) } ?? -1)
        writer.write(each: learning) { $0.write($1, over: grounds) }
        writer.write(each: history.samples) { $0.write($1, over: grounds) }
        writer.write(each: memory.looks) {
            $0.write($1.time)
            $0.write($1.level, over: grounds)
        }
        writer.write(model != nil)
        if let model { model.archive(to: &writer, withThreshold: !refreshesEachTime) }
        if let candidates { candidates.archive(to: &writer) }
        writer.write(each: vacated) {
            $0.write($1.mask)
            $0.write($1.time)
        }
        writer.write(each: tracks) { $1.archive(to: &$0) }
    }

    /// The planes that a state holds.
    private var keptPlanes: [SamplePlane] {
        (learning + history.samples).map(\.pixels) + memory.looks.map(\.level)
    }

    /// Makes a detector that goes on from `archivedState`.
    ///
    /// - Parameters:
    ///   - geometry: the geometry of the footage that follows.
    ///   - parameters: the parameters to go on with.
    ///   - state: what `archivedState()` gave.
    /// - Throws: `DetectionError` when the state is damaged or belongs to other settings.
    public init(
        geometry: AnalysisGeometry,
        parameters: DetectorParameters,
        state: [UInt8]
    ) throws(DetectionError) {
        var reader = try StateReader(whole: state)
        try self.init(geometry: geometry, parameters: parameters, from: &reader)
        guard reader.isAtEnd else { throw .damagedState }
    }

    /// Reads what `archive` wrote.
    init(
        geometry: AnalysisGeometry,
        parameters: DetectorParameters,
        from reader: inout StateReader
    ) throws(DetectionError) {
        self.init(geometry: geometry, parameters: parameters)
        guard try reader.int64() == Self.stateVersion, try reader.text() == signature else {
            throw .foreignState
        }
        lastTime = try reader.optionalTime()
        unreadableSince = try reader.optionalTime()
        nextProposal = try reader.time()
        nextThreshold = try reader.time()
        light = try reader.light()
        activity.restore(
            start: try reader.optionalTime(),
            sampleCount: try reader.int(),
            sums: try reader.floats(count: activity.sums.count)
        )
        try observability.restore(from: &reader)
        view = try reader.view()
        try restoreSamples(from: &reader)
        let pixels = size.areaPixels
        if try reader.bool() {
            model = try BackgroundModel(
                size: size,
                withThreshold: !refreshesEachTime,
                from: &reader
            )
            candidates = try CandidateLayer(size: size, parameters: parameters, from: &reader)
        }
        let width = size.width
        vacated = try reader.each { reader throws(DetectionError) in
            Vacated(mask: try reader.mask(planeWidth: width), time: try reader.time())
        }
        tracks = try reader.each { reader throws(DetectionError) in
            try StopTrack(planeWidth: width, from: &reader)
        }
        guard view.blocks.joined().allSatisfy({ (0..<pixels).contains($0) }),
            tracks.allSatisfy({ $0.template.lies(within: size) })
        else {
            throw .damagedState
        }
    }

    private mutating func restoreSamples(
        from reader: inout StateReader
    ) throws(DetectionError) {
        let pixels = size.areaPixels
        let grounds = try GroundList(pixels: pixels, from: &reader)
        ground = grounds.ground(try reader.int())
        learning = try reader.each { reader throws(DetectionError) in
            try reader.sample(pixels: pixels, over: grounds)
        }
        history.restore(
            try reader.each { reader throws(DetectionError) in
                try reader.sample(pixels: pixels, over: grounds)
            }
        )
        memory.restore(
            try reader.each { reader throws(DetectionError) in
                SceneMemory.Look(
                    time: try reader.time(),
                    level: try SamplePlane(pixels: pixels, over: grounds, from: &reader)
                )
            }
        )
    }

    /// What the state depends on besides the footage.
    private var signature: String { "\(geometry) \(parameters)" }
}

extension StateWriter {
    mutating func write(_ light: LightFit) {
        write(light.gain)
        write(light.offset)
        write(light.agreementRatio)
    }

    mutating func write(_ sample: Sample, over grounds: GroundList) {
        write(sample.time)
        write(sample.light)
        write(sample.pixels, over: grounds)
    }

    mutating func write(_ range: MediaRange) {
        write(range.start)
        write(range.end)
    }

    mutating func write(_ box: Box) {
        write(box.x)
        write(box.y)
        write(box.width)
        write(box.height)
    }

    mutating func write(_ mask: RegionMask) {
        write(mask.box)
        write(mask.bits)
    }
}

extension StateReader {
    mutating func light() throws(DetectionError) -> LightFit {
        LightFit(gain: try float(), offset: try float(), agreementRatio: try float())
    }

    mutating func sample(
        pixels: Int,
        over grounds: GroundList
    ) throws(DetectionError) -> Sample {
        let time = try time()
        let light = try light()
        let plane = try SamplePlane(pixels: pixels, over: grounds, from: &self)
        return Sample(time: time, pixels: plane, light: light)
    }

    mutating func view() throws(DetectionError) -> ViewCheck {
        ViewCheck(
            blocks: try each { reader throws(DetectionError) in
                try reader.each { reader throws(DetectionError) in try reader.int() }
            }
        )
    }

    mutating func surround() throws(DetectionError) -> StopSurround {
        let indices = try each { reader throws(DetectionError) in try reader.int() }
        return StopSurround(
            indices: indices,
            level: try floats(count: indices.count),
            limit: try floats(count: indices.count)
        )
    }

    mutating func range() throws(DetectionError) -> MediaRange {
        MediaRange(try time(), try time())
    }

    mutating func box() throws(DetectionError) -> Box {
        Box(x: try int(), y: try int(), width: try int(), height: try int())
    }

    mutating func mask(planeWidth: Int) throws(DetectionError) -> RegionMask {
        let box = try box()
        guard box.width > 0, box.height > 0, box.width <= planeWidth, box.height <= 1 << 20 else {
            throw .damagedState
        }
        return RegionMask(
            box: box,
            planeWidth: planeWidth,
            bits: try levels(count: box.areaPixels)
        )
    }
}

extension CandidateLayer {
    fileprivate func archive(to writer: inout StateWriter) {
        writer.write(origin)
        held.archive(to: &writer)
    }

    fileprivate init(
        size: PixelSize,
        parameters: DetectorParameters,
        from reader: inout StateReader
    ) throws(DetectionError) {
        self.init(size: size, origin: try reader.time(), parameters: parameters)
        restore(try Candidates(pixels: size.areaPixels, from: &reader))
    }
}

extension StopTrack {
    fileprivate func archive(to writer: inout StateWriter) {
        writer.write(Int(owner))
        template.archive(to: &writer)
        writer.write(verdict.rawValue)
        writer.write(Int(group ?? 0))
        writer.write(arrivalSeen)
        writer.write(isMotionSeen)
        writer.write(since)
        writer.write(sinceUncertainty.microseconds)
        writer.write(lastSeen)
        writer.write(firstAbsent)
        for seconds in [
            absenceSeconds, hiddenSeconds, seenSeconds, hiddenTotalSeconds, watchedSeconds,
            sinceSeen.seen, sinceSeen.hidden, sinceSeen.watched, weakSeconds,
        ] {
            writer.write(seconds)
        }
        writer.write(each: gaps) { $0.write($1) }
        writer.write(each: hidden) { $0.write($1) }
        writer.write(id?.description ?? "")
        writer.write(firstSince)
        writer.write(endUncertainty.map { MediaTime.zero + $0 })
        writer.write(creep?.since)
        writer.write(creep?.x ?? 0)
        writer.write(creep?.y ?? 0)
    }

    fileprivate init(
        planeWidth: Int,
        from reader: inout StateReader
    ) throws(DetectionError) {
        guard let owner = UInt8(exactly: try reader.int()) else { throw .damagedState }
        let template = try StopTemplate(planeWidth: planeWidth, from: &reader)
        guard let verdict = Verdict(rawValue: try reader.int()) else { throw .damagedState }
        guard let group = UInt8(exactly: try reader.int()) else { throw .damagedState }
        let arrivalSeen = try reader.bool()
        let isMotionSeen = try reader.bool()
        self.init(
            owner: owner,
            template: template,
            since: try reader.time(),
            sinceUncertainty: MediaDuration(microseconds: try reader.int64()),
            lastSeen: try reader.time()
        )
        self.verdict = verdict
        self.group = group == 0 ? nil : group
        self.arrivalSeen = arrivalSeen
        self.isMotionSeen = isMotionSeen
        firstAbsent = try reader.optionalTime()
        absenceSeconds = try reader.float()
        hiddenSeconds = try reader.float()
        seenSeconds = try reader.float()
        hiddenTotalSeconds = try reader.float()
        watchedSeconds = try reader.float()
        sinceSeen.seen = try reader.float()
        sinceSeen.hidden = try reader.float()
        sinceSeen.watched = try reader.float()
        weakSeconds = try reader.float()
        gaps = try reader.each { reader throws(DetectionError) in try reader.range() }
        hidden = try reader.each { reader throws(DetectionError) in try reader.range() }
        let id = try reader.text()
        self.id = id.isEmpty ? nil : StopID(stored: id)
        firstSince = try reader.time()
        endUncertainty = try reader.optionalTime().map { $0 - .zero }
        let creeping = try reader.optionalTime()
        let (x, y) = (try reader.float(), try reader.float())
        creep = creeping.map { Creep(x: x, y: y, since: $0) }
    }
}
