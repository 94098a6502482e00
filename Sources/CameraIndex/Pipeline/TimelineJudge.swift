/// Judges the stored facts of one timeline by the rules of a camera, without decoding, and tells
/// what that would change in the index.
///
/// The one piece of logic behind a scan that judges again, a trial of rules, and their application.
struct TimelineJudge {
    let index: EventIndex
    let book: RuleBook
    let timeline: Timeline
    /// The files of the timeline, which tell its clock.
    let known: KnownFootage

    /// What the rules make of the facts within `range`, or of all, beside what the index holds.
    ///
    /// - Parameters:
    ///   - range: Judged is what is going on in it.
    ///   - rules: The rules whose events are looked at in the index; nil for every one.
    ///   - matching: By what an event is known again.
    /// - Returns: what comes, goes and stays.
    /// - Throws: `IndexError` where the index cannot be read.
    func comparison(
        within range: MediaRange?,
        against rules: Set<String>?,
        matching: RuleTrial.Matching = .names
    ) throws(IndexError) -> RuleComparison {
        let stops = try index.stops(camera: book.camera, timeline: timeline, overlapping: range)
        var verdict = book.verdict(
            on: stops,
            after: try range.map { range throws(IndexError) in
                // What may go before the others was going on in the range.
                try leading(to: stops.filter { $0.since - book.longestRearm <= range.start })
            } ?? [],
            timeline: timeline,
            clock: clock
        )
        if let range { verdict.events.removeAll { !$0.overlaps(range) } }
        let held = try index.events(of: book.camera, on: timeline, within: range, by: rules)
        return RuleComparison(
            timeline: timeline,
            verdict: verdict,
            held: held,
            matching: matching
        )
    }

    /// The stored stops with which one of `stops` may go on, and those with which they do.
    ///
    /// `forgetting` names a stretch whose facts no longer count.
    func leading(
        to stops: [Stop],
        forgetting: MediaRange? = nil
    ) throws(IndexError) -> [Stop] {
        guard book.longestRearm > .zero else { return [] }
        var found: [Stop] = []
        var names = Set(stops.map(\.id))
        var last = stops
        while let start = last.map(\.since).min(), let end = last.map(\.since).max() {
            let before = MediaRange(start - book.longestRearm, end + Self.tick)
            let stored = try index.stops(
                camera: book.camera,
                timeline: timeline,
                overlapping: before
            )
            let candidates = stored.filter { forgetting?.contains($0.since) != true }
            last = book.predecessors(of: last, among: candidates).filter {
                names.insert($0.id).inserted
            }
            found += last
        }
        return found
    }

    private static let tick = MediaDuration(microseconds: 1)

    /// What a moment means in the world, by the file that shows it.
    func clock(at time: MediaTime) -> MediaClock {
        known.clock(at: time) ?? (timeline == .utc ? Self.someClock : .unknown)
    }

    /// The clock of facts whose file is not known any more: it was known, or they would not lie on
    /// the axis of all files.
    private static let someClock = MediaClock(source: .given, uncertainty: nil)
}
