/// From recorded footage to facts by looking at one picture now and then.
///
/// The same footage gives the same facts, whatever the number of threads.
struct SurveyPipeline: ~Copyable, FactSource {
    /// A file that is being surveyed.
    private struct Reading {
        var file: Footage
        /// Up to where it was surveyed, on the camera's timeline.
        var place: MediaTime
    }

    private let context: CameraContext
    private let need: SamplingNeed
    private let schedule: SurveySchedule
    private let geometry: AnalysisGeometry
    private var survey: Survey
    private var view: TimelineView
    private var meter: CoverageMeter
    private var freeze: FreezeWatch
    private var finished: [Stop] = []
    private var reading: Reading?
    /// Where the footage ends that was surveyed.
    private var end: MediaTime?
    private(set) var reached: MediaTime?
    private(set) var failure: MediaError?
    var decodedCount: Int { view.decodedCount }

    /// Cells of the schedule that are looked at together.
    private static let cellsAtOnce = 16.0
    /// The end of the footage is looked at where the last look was longer ago than this share of
    /// the longest gap.
    private static let endShare = 0.1
    /// Times around a gap that is too long are halved so often.
    private static let mostFillings = 4

    init(_ context: CameraContext, _ settings: ScanSettings, beginningWith file: PlannedFootage) {
        self.context = context
        let format = file.footage.format
        need = settings.need
        geometry = AnalysisGeometry(frame: format.frame, turn: format.turn)
        schedule = SurveySchedule(
            gap: need.longestGap,
            seed: Self.seed(of: context.camera) ^ context.seed
        )
        survey = Survey(geometry: geometry, need: need)
        view = TimelineView(
            geometry,
            threads: context.threads,
            storage: context.storage,
            log: context.pictureLog,
            interrupt: context.interrupt
        )
        meter = CoverageMeter(floor: need.shortestStop, frameInterval: file.frameInterval)
        freeze = FreezeWatch(picturesApart: need.longestGap)
    }

    /// The same for a camera on every machine.
    private static func seed(of camera: String) -> UInt64 {
        camera.utf8.reduce(into: FNVHash()) { $0.add(UInt64($1)) }.value
    }

    // MARK: - A file

    mutating func open(
        _ file: Footage,
        from start: MediaTime,
        after known: [Footage],
        interrupt: Interrupt
    ) throws(MediaError) {
        let farthest = file.offset - need.longestGap * Double(ReadThroughFootage.gapsKept)
        view.forget(before: farthest)
        for footage in known where footage.range.start < file.range.end && !view.knows(footage) {
            let isNear = footage.range.end > farthest
            addToView(footage, readsAll: isNear ? try cannotBeSearched(footage) : false)
        }
        addToView(file, readsAll: context.readThrough.contains(file.id))
        reading = Reading(file: file, place: file.offset + (start - .zero))
    }

    private mutating func addToView(_ file: Footage, readsAll: Bool) {
        guard readsAll else { return view.add(file) }
        let reader = ReadThroughFootage(
            file,
            geometry,
            gap: need.longestGap,
            folder: context.index.directory.path,
            threads: context.threads,
            interrupt: context.interrupt
        )
        view.add(file, readBy: reader)
    }

    /// Whether the pictures of a file that was watched before cannot be found one by one.
    private func cannotBeSearched(_ file: Footage) throws(MediaError) -> Bool {
        do throws(MediaError) {
            let reading = try FootageReading(
                path: file.path,
                looksForKeyframes: true,
                interrupt: context.interrupt
            )
            return reading.keyframeGap.map { $0 > need.longestGap } ?? true
        } catch  where error.cause != .interrupted {
            // It lies elsewhere by now; what is looked for in it is not seen.
            return false
        }
    }

    mutating func step() throws(MediaError) -> MediaTime? {
        if let reading, reading.place >= reading.file.range.end { try readOn(reading) }
        guard let reading else { return nil }
        let file = reading.file
        guard reading.place < file.range.end else {
            noteMissing(until: file.range.end, of: file)
            self.reading = nil
            view.close()
            return nil
        }
        if let reached, file.offset - reached > Self.longestBreak + need.longestGap {
            try breakOff(at: reached)
        }
        let cells = need.longestGap * Self.cellsAtOnce
        let next = min(file.range.end, reading.place + cells)
        let planes = try view.expectedPlanes(
            at: wishes(in: MediaRange(reading.place, next), of: file)
        )
        let behind = MediaRange(next, min(file.range.end, next + cells))
        view.lookAhead(to: scheduled(in: behind, of: file))
        try take(planes.compactMap(\.self), from: reading.place)
        self.reading?.place = next
        end = max(end ?? next, next)
        return next
    }

    /// Where a file that is read through holds more than its container tells, that is watched too.
    private mutating func readOn(_ reading: Reading) throws(MediaError) {
        let next = reading.place + need.longestGap * Self.cellsAtOnce
        guard let newest = try view.newest(of: reading.file, readingTo: next),
            newest > reading.file.range.end
        else { return }
        var file = reading.file
        file.range.end = newest
        self.reading?.file = file
        view.add(file)
    }

    /// Behind a longer break nobody knows whether what stands is still the same.
    private static let longestBreak = MediaDuration.seconds(60)

    /// The moments of a stretch of a file that are looked at; the first of all footage is one.
    private func wishes(in stretch: MediaRange, of file: Footage) -> [PictureWish] {
        let wishes = scheduled(in: stretch, of: file)
        let isGoingOn = reached.map { stretch.start - $0 <= need.longestGap } ?? false
        guard !isGoingOn else { return wishes }
        let range = MediaRange(stretch.start, stretch.start + need.longestGap / 4)
        return [PictureWish(time: range.start, range: range).clamped(to: file.range)] + wishes
    }

    /// The moments of a stretch of a file that are looked at in any case.
    private func scheduled(in stretch: MediaRange, of file: Footage) -> [PictureWish] {
        schedule.wishes(in: stretch).map { $0.clamped(to: file.range) }
    }

    /// Takes up what was seen from a moment on, and looks in between where that lies too far apart.
    private mutating func take(
        _ seen: [TimedPlane],
        from start: MediaTime
    ) throws(MediaError) {
        var planes = seen
        for _ in 0..<Self.mostFillings {
            let gaps = tooLong(planes, from: start)
            guard !gaps.isEmpty else { break }
            let found = try view.planes(at: gaps).compactMap(\.self)
            guard !found.isEmpty else { break }
            planes = (planes + found).sorted { $0.time < $1.time }
        }
        for plane in planes where reached.map({ plane.time > $0 }) ?? true {
            // Asked before each sample, so that it does not matter in what pieces they come.
            if survey.isDue { try settle(isFinal: false) }
            if let file = reading?.file { noteMissing(until: plane.time, of: file) }
            let last = reached
            reached = plane.time
            if isFrozen(plane, after: last) { continue }
            meter.watched(at: plane.time)
            survey.add(plane)
        }
    }

    /// Whether a picture, the next behind that of `last`, is one that was shown before; then the
    /// ledger says so of the time between.
    private mutating func isFrozen(_ plane: TimedPlane, after last: MediaTime?) -> Bool {
        let wasFrozen = freeze.since != nil
        freeze.note(plane.pixels, at: plane.time)
        if freeze.asksForKeyframe(at: plane.time) {
            let digest = plane.pixels.reduce(into: FNVHash()) { $0.add(UInt64($1)) }
            freeze.noteKeyframe(Int64(bitPattern: digest.value), at: plane.time)
        }
        // Until when a stream was frozen that goes on nobody saw.
        if let from = wasFrozen ? last : freeze.since {
            meter.blind(MediaRange(from, plane.time), .frozen)
        }
        return freeze.since != nil
    }

    /// Takes note that nothing of a file could be decoded since the last look, where that is so.
    private mutating func noteMissing(until time: MediaTime, of file: Footage) {
        let last = max(reached ?? file.offset, file.offset)
        guard time - last > need.longestGap else { return }
        meter.blind(MediaRange(last, time), .damaged)
    }

    /// Urgent wishes for the middles of the gaps that are too long.
    private func tooLong(_ planes: [TimedPlane], from start: MediaTime) -> [PictureWish] {
        let times = [reached ?? start] + planes.map(\.time)
        return zip(times, times.dropFirst()).compactMap { start, end in
            guard end - start > need.longestGap else { return nil }
            let quarter = (end - start) / 4
            return PictureWish(
                time: start + quarter * 2,
                range: MediaRange(start + quarter, end - quarter),
                isUrgent: true
            )
        }
    }

    private mutating func settle(isFinal: Bool) throws(MediaError) {
        let before = survey
        do throws(MediaError) {
            try survey.settle(isFinal: isFinal, &view)
        } catch {
            // What was half done is done again by whoever goes on.
            survey = before
            throw error
        }
        finished += survey.takeFinished()
        for time in survey.takeUnreadable() {
            meter.blind(
                MediaRange(time - need.longestGap / 2, time + need.longestGap / 2),
                .unreadable
            )
        }
    }

    /// Ends what stands where the footage breaks off.
    private mutating func breakOff(at time: MediaTime) throws(MediaError) {
        try lookAtEnd()
        try settle(isFinal: true)
        finished += survey.interrupt()
    }

    /// Looks at the last picture: it tells what stands at the end.
    private mutating func lookAtEnd() throws(MediaError) {
        guard let end, let reached, end - reached > need.longestGap * Self.endShare else { return }
        let range = MediaRange(reached + MediaDuration(microseconds: 1), end)
        let planes = try view.planes(at: [PictureWish(time: end, range: range)])
        try take(planes.compactMap(\.self), from: range.start)
    }

    mutating func noteEnd(at time: MediaTime) {
        meter.ended(at: time)
    }

    // MARK: - Facts

    mutating func takeFacts(isFinal: Bool) -> LearnedFacts {
        if isFinal {
            do throws(MediaError) {
                try lookAtEnd()
                try settle(isFinal: true)
            } catch {
                // Somebody asked to stop, or the file went away: ends stay as rough as they are.
                failure = error
            }
            view.close()
        }
        var facts = LearnedFacts()
        facts.stops = finished + survey.openStops
        facts.coverage = meter.take()
        finished = []
        return facts
    }

    var openStopIDs: Set<StopID> { Set(survey.openStops.map(\.id)) }
    var openSince: MediaTime? { survey.openStops.map(\.since).min() }
    var longestHiding: MediaDuration { need.longestGap * 4 }
}

// MARK: - State

extension SurveyPipeline {
    func archive(to writer: inout StateWriter) {
        guard let reached else { return }
        writer.write(reached)
        writer.write(end)
        freeze.archive(to: &writer)
        survey.archive(to: &writer)
    }

    mutating func restore(from reader: inout StateReader) throws(DetectionError) {
        reached = try reader.time()
        end = try reader.optionalTime()
        try freeze.restore(from: &reader)
        try survey.restore(from: &reader)
        if let reached, freeze.since == nil { meter.watched(at: reached) }
    }
}

extension PictureWish {
    /// The same wish, served by moments of `footage` alone.
    fileprivate func clamped(to footage: MediaRange) -> PictureWish {
        var wish = self
        wish.range = MediaRange(
            max(range.start, footage.start),
            max(footage.start, min(range.end, footage.end))
        )
        wish.time = min(max(time, wish.range.start), wish.range.end)
        return wish
    }
}
