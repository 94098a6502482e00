import Foundation

/// Finds when something in a camera's picture came, or went, out of its footage.
public struct MomentSearch: Sendable {
    /// What is asked.
    public struct Question: Sendable {
        /// A moment at which it is there.
        public var moment: MediaTime
        /// What it covers, in pixels of the coded frame.
        public var box: Box
        /// Whether it is asked when it came.
        public var asksArrival = true
        /// Whether it is asked when it went.
        public var asksDeparture = true

        /// Asks for both ends.
        public init(at moment: MediaTime, box: Box) {
            self.moment = moment
            self.box = box
        }
    }

    /// One end of its stay.
    public enum End: Hashable, Sendable {
        /// It was at this moment, give or take the uncertainty.
        case moment(MediaTime, uncertainty: MediaDuration)
        /// It was between these moments: something hid it, or pictures are missing.
        case between(MediaRange)
        /// It is there up to the end of the footage.
        case outside(MediaTime)
    }

    /// What was found.
    public struct Answer: Hashable, Sendable {
        /// When it came, where that was asked.
        public var arrival: End?
        /// When it went, where that was asked.
        public var departure: End?
        /// Pictures that were decoded.
        public var decodedCount: Int
    }

    private let files: [Footage]
    private let threads: Int
    private let interrupt: Interrupt

    /// Searches files that lie on one timeline.
    public init(in files: [Footage], threads: Int = 1, interrupt: Interrupt = Interrupt()) {
        self.files = files.sorted { $0.offset < $1.offset }
        self.threads = threads
        self.interrupt = interrupt
    }

    /// Reads the head of a file by itself, its time counted from its first frame.
    ///
    /// - Throws: `MediaError` when it is no footage.
    public init(path: String, interrupt: Interrupt = Interrupt()) throws(MediaError) {
        let reading = try FootageReading(path: path, interrupt: interrupt)
        let planned = reading.footage(
            of: "",
            timeline: .footage(reading.id),
            offset: .zero,
            clock: .unknown
        )
        self.init(in: [planned.footage], interrupt: interrupt)
    }

    /// The stretch that the footage fills.
    public var range: MediaRange? {
        guard let first = files.first else { return nil }
        return MediaRange(first.offset, files.map(\.range.end).max() ?? first.range.end)
    }

    /// Answers a question.
    ///
    /// - Throws: `MomentSearchError` where no picture shows the moment or the box lies outside of
    ///   it, or where what it shows is in motion, or `MediaError` when a file cannot be read.
    public func answer(_ question: Question) throws -> Answer {
        guard let bounds = range,
            let file = files.last(where: { $0.range.contains(question.moment) })
        else { throw MomentSearchError.noFootage }
        let geometry = AnalysisGeometry(frame: file.format.frame, turn: file.format.turn)
        guard let box = geometry.analysed(question.box) else {
            throw MomentSearchError.outside(question.box, geometry.frame)
        }
        var view = TimelineView(
            geometry,
            threads: threads,
            storage: StorageMeter(),
            interrupt: interrupt
        )
        for file in files { view.add(file) }
        let asked = AskedPlace(
            moment: question.moment,
            box: box,
            size: geometry.plane,
            range: file.range
        )
        let look: PlaceLook
        switch try asked.answer(in: &view) {
        case .atRest(let found): look = found
        case .inMotion: throw MomentSearchError.unsteady
        case .noPicture: throw MomentSearchError.noPicture(path: file.path)
        }
        let moment = look.picture.time
        var answer = Answer(decodedCount: 0)
        if question.asksArrival {
            var search = ChangeSearch(look: look, direction: .backward, bounds: bounds)
            answer.arrival = End(try search.answer(from: moment, &view))
        }
        if question.asksDeparture {
            var search = ChangeSearch(look: look, direction: .forward, bounds: bounds)
            answer.departure = End(try search.answer(from: moment, &view))
        }
        answer.decodedCount = view.decodedCount
        return answer
    }

    /// The file that shows a moment, and where in it.
    public func place(of time: MediaTime) -> IndexedEvent.Place? {
        files.last { $0.range.start <= time }.map { file in
            IndexedEvent.Place(file: file.path, at: MediaTime.zero + (time - file.offset))
        }
    }
}

extension MomentSearch.End {
    fileprivate init(_ answer: ChangeSearch.Answer) {
        switch answer {
        case .changed(let time, let uncertainty): self = .moment(time, uncertainty: uncertainty)
        case .between(let range): self = .between(range)
        case .never(let end): self = .outside(end)
        }
    }
}
