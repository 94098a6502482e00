import Synchronization

/// A file that shows moments of its camera's timeline although they cannot be found one by one.
///
/// Its pictures are read in their order, no farther than is asked, and one now and then is kept for
/// whoever comes back to it. What is shown does not depend on who asks first.
final class ReadThroughFootage: Sendable {
    /// The file while it is read.
    private struct Reading: ~Copyable {
        var reader: VideoReader
        /// Whether nothing more can be read.
        var isAtEnd = false
        var sampler: FrameSampler
        var average: BoxAverage
        var spool: PlaneSpool
    }

    private struct State: ~Copyable {
        /// Nil before the first picture was asked for.
        var reading: Reading?
        /// Pictures that were decoded by readers that were let go of.
        var decodedCount = 0
    }

    private let footage: Footage
    private let geometry: AnalysisGeometry
    private let gap: MediaDuration
    private let folder: String
    private let threads: Int
    private let interrupt: Interrupt
    private let state = Mutex(State())

    /// Pictures that are kept for each longest gap: as exactly ends are told.
    private static let picturesPerGap: Int64 = 60
    /// So many of the longest gaps are kept: what a survey looks back to, and what it reads ahead.
    static let gapsKept = 100

    /// A file that was not opened yet.
    ///
    /// - Parameters:
    ///   - footage: the file.
    ///   - geometry: of the planes that are shown.
    ///   - gap: the longest time between two looks of the survey.
    ///   - folder: where pictures are kept, in a file without a name.
    ///   - threads: how many threads may decode it.
    ///   - interrupt: makes reading throw when it is requested.
    init(
        _ footage: Footage,
        _ geometry: AnalysisGeometry,
        gap: MediaDuration,
        folder: String,
        threads: Int,
        interrupt: Interrupt
    ) {
        self.footage = footage
        self.geometry = geometry
        self.gap = gap
        self.folder = folder
        self.threads = threads
        self.interrupt = interrupt
    }

    /// Pictures that were decoded so far.
    var decodedCount: Int {
        state.withLock { $0.decodedCount + ($0.reading?.reader.decodedCount ?? 0) }
    }

    /// Lets go of the file and of what was kept; whoever asks again makes it read from its
    /// beginning.
    func close() {
        state.withLock { state in
            state.decodedCount += state.reading?.reader.decodedCount ?? 0
            state.reading = nil
        }
    }

    /// A picture that serves `wish`, or nil where there is none.
    ///
    /// - Throws: `MediaError` when the file cannot be opened, or pictures cannot be kept.
    func plane(for wish: PictureWish) throws(MediaError) -> TimedPlane? {
        try state.withLock { state throws(MediaError) in
            try withSpool(readingTo: wish.range.end, &state) { spool throws(MediaError) in
                let places = spool.places(within: wish.range)
                guard !places.isEmpty else { return nil }
                // The one that shows the moment, else the next behind it.
                let behind = places.first { spool.times[$0] > wish.time } ?? places.upperBound
                let place = wish.isUrgent ? places.lowerBound : max(places.lowerBound, behind - 1)
                return try spool.plane(place)
            }
        }
    }

    /// The pictures that serve `wish`, behind those that others showed.
    ///
    /// - Throws: `MediaError` when the file cannot be opened, or pictures cannot be kept.
    func planes(
        for wish: StretchWish,
        after others: [TimedPlane]
    ) throws(MediaError) -> [TimedPlane] {
        try state.withLock { state throws(MediaError) in
            try withSpool(readingTo: wish.range.end, &state) { spool throws(MediaError) in
                var planes = others
                for place in spool.places(within: wish.range) where !wish.isEnough(planes) {
                    planes.append(try spool.plane(place))
                }
                return planes
            }
        }
    }

    /// Reads up to `time` and tells the newest moment that was seen: containers may tell less than
    /// they hold.
    ///
    /// - Throws: `MediaError` when the file cannot be opened, or pictures cannot be kept.
    func newest(readingTo time: MediaTime) throws(MediaError) -> MediaTime? {
        try state.withLock { state throws(MediaError) in
            try withSpool(readingTo: time, &state) { $0.times.last }
        }
    }

    // MARK: - Reading

    /// Gives what was kept to `body` once all before `time` was read.
    private func withSpool<Answer>(
        readingTo time: MediaTime,
        _ state: inout State,
        _ body: (borrowing PlaneSpool) throws(MediaError) -> Answer
    ) throws(MediaError) -> Answer {
        // What is right of `??` may throw anything.
        var reading: Reading
        if let begun = state.reading.take() { reading = begun } else { reading = try open() }
        do throws(MediaError) {
            try read(to: time, &reading)
            let answer = try body(reading.spool)
            state.reading = consume reading
            return answer
        } catch {
            state.reading = consume reading
            throw error
        }
    }

    private func open() throws(MediaError) -> Reading {
        let sampler = FrameSampler(period: gap / Self.picturesPerGap)
        return Reading(
            reader: try VideoReader(
                analysing: footage.path,
                threads: threads,
                onlyKeyframes: false,
                sampler: sampler,
                interrupt: interrupt
            ),
            sampler: sampler,
            average: BoxAverage(geometry),
            spool: try PlaneSpool(
                of: footage.path,
                in: folder,
                planeSize: geometry.plane.areaPixels,
                capacity: Int(Self.picturesPerGap) * Self.gapsKept
            )
        )
    }

    private func read(to time: MediaTime, _ reading: inout Reading) throws(MediaError) {
        while !reading.isAtEnd, reading.spool.times.last.map({ $0 < time }) ?? true {
            guard let frame = try nextFrame(&reading) else {
                reading.isAtEnd = true
                return
            }
            guard reading.sampler.takes(frame.time),
                frame.size == geometry.frame, frame.turn == geometry.turn
            else { continue }
            try reading.spool.append(
                TimedPlane(
                    time: footage.offset + (frame.time - .zero),
                    pixels: try frame.averaged(by: &reading.average)
                )
            )
        }
    }

    /// The next whole picture, or nil where no more can be read; what is damaged is missing among
    /// the moments.
    private func nextFrame(_ reading: inout Reading) throws(MediaError) -> DecodedFrame? {
        do throws(MediaError) {
            while let next = try reading.reader.next() {
                if case .frame(let frame) = consume next { return frame }
            }
            return nil
        } catch  where error.cause != .interrupted {
            return nil
        }
    }
}
