/// Asks what rules would make of stored facts, without decoding and without writing.
public struct RuleTrial: Sendable {
    /// By what an event of the trial is known among those of the index.
    public enum Matching: Hashable, Sendable {
        /// By its name: rule, zone and stop are the same.
        case names
        /// By the stop, whatever rule made the other: the rule is tried as the camera's only one.
        case stops
    }

    /// An event of the answer: what becomes of it under the rules that are tried.
    public struct Line: Hashable, Sendable {
        /// What becomes of an event.
        public enum Change: String, Hashable, Sendable, CaseIterable {
            /// It would be raised.
            case raised
            /// It would vanish.
            case vanished
            /// It stays.
            case kept
        }

        /// What becomes of it.
        public var change: Change
        /// The event; with the stills that the index has of its stop.
        public var event: IndexedEvent
    }

    /// What the rules make of the facts.
    public struct Answer: Sendable {
        /// The events, the earliest first, timeline by timeline.
        public internal(set) var lines: [Line] = []
        /// How much of the time was watched, and how closely.
        public let coverage: CoverageAnswer
        /// Where it was not watched closely enough for the rules.
        public internal(set) var shortfalls: [WatchShortfall] = []
        /// What could not be judged, and why.
        public internal(set) var problems: [ScanProblem] = []

        /// How many events there are of which this becomes.
        public func count(_ change: Line.Change) -> Int {
            lines.count { $0.change == change }
        }
    }

    private let book: RuleBook
    private let from: UTCTime?
    private let to: UTCTime?
    private let matching: Matching

    /// Prepares a trial of `rules` on what a camera showed in `[from, to)`.
    ///
    /// Footage of unknown time is judged where neither end is given.
    public init(
        camera: String,
        rules: [DwellRule],
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        matching: Matching = .names
    ) {
        book = RuleBook(camera: camera, rules: rules)
        self.from = from
        self.to = to
        self.matching = matching
    }

    /// Asks `index`; nil where it does not know the camera.
    public func run(on index: EventIndex) throws(IndexError) -> Answer? {
        let timelines = try index.timelines(of: book.camera)
        guard !timelines.isEmpty else { return nil }
        let question = EventQuery(cameras: [book.camera], from: from, to: to)
        var answer = Answer(coverage: try ownCoverage(index, question))
        let footage = try index.footage(of: book.camera)
        for timeline in timelines where timeline == .utc || question.includesUnknownClock {
            let judge = TimelineJudge(
                index: index,
                book: book,
                timeline: timeline,
                known: KnownFootage(footage.filter { $0.timeline == timeline })
            )
            let comparison = try judge.comparison(
                within: from == nil && to == nil ? nil : question.timeRange,
                against: nil,
                matching: matching
            )
            answer.lines += lines(of: comparison, judge.known)
            answer.problems += comparison.problems(of: judge.known)
        }
        let need = book.shortestStop
        answer.shortfalls = answer.coverage.parts.flatMap { part in
            WatchShortfall.all(in: part, need: need, footage: footage)
        }
        return answer
    }

    /// How much of the camera's time was watched; a name with a wildcard in it finds its likes too.
    private func ownCoverage(
        _ index: EventIndex,
        _ question: EventQuery
    ) throws(IndexError) -> CoverageAnswer {
        var coverage = try index.coverage(question)
        coverage.parts.removeAll { $0.camera != book.camera }
        for place in coverage.parts.indices {
            coverage.parts[place].zones = try index.observability(
                of: book.judgedZones,
                camera: book.camera,
                timeline: coverage.parts[place].timeline,
                within: [coverage.parts[place].asked]
            )
        }
        return coverage
    }

    private func lines(of comparison: RuleComparison, _ known: KnownFootage) -> [Line] {
        let lines =
            comparison.raised.map { event in
                Line(change: .raised, event: comparison.indexed(event, known))
            }
            + comparison.vanished.map { Line(change: .vanished, event: $0) }
            + comparison.kept.map { kept in
                var indexed = kept.held
                indexed.event = kept.event
                indexed.event.review = kept.held.event.review
                return Line(change: .kept, event: indexed)
            }
        return lines.sorted { left, right in
            (left.event.event.since, left.event.event.id.description)
                < (right.event.event.since, right.event.event.id.description)
        }
    }
}
