/// Tells when something that is wrong with a camera has begun and ended, from single looks.
///
/// What lasts for a moment only is none: it must be so in all looks for as long as `shortest`, and
/// not so for as long as `release`.
struct ConditionTimer: Sendable {
    /// A stretch for which it was so.
    struct Span: Hashable, Sendable {
        /// The first look at which it was so.
        var since: MediaTime
        /// The last one.
        var lastSeen: MediaTime
        /// The first look at which it was not so any more, or nil while it is.
        var until: MediaTime?
        /// By how much the ends may be off: nobody looked between two looks.
        var uncertainty: MediaDuration
    }

    /// How long it must be so.
    let shortest: MediaDuration
    /// How long it must not be so.
    let release: MediaDuration
    /// What is so now and has lasted long enough.
    private(set) var open: Span?
    private var candidate: Span?
    /// The last look at which it was not so.
    private var newestGood: MediaTime?
    /// The first look since when it is not so while `open` is not closed yet.
    private var goodSince: MediaTime?

    /// Makes a timer.
    ///
    /// - Parameters:
    ///   - shortest: how long it must be so.
    ///   - release: how long it must not be so.
    ///   - open: what was so when another timer was left.
    ///   - newestGood: the last look at which it was not so.
    init(
        shortest: MediaDuration,
        release: MediaDuration,
        open: Span? = nil,
        newestGood: MediaTime? = nil
    ) {
        self.shortest = shortest
        self.release = release
        self.open = open
        self.newestGood = newestGood
    }

    /// Whether it is so now, for long enough or not.
    var isSuspected: Bool { open != nil || candidate != nil }

    /// Takes a look.
    ///
    /// - Parameters:
    ///   - isSo: whether it is so.
    ///   - time: when; looks that do not lie behind the others say nothing.
    /// - Returns: a span that has begun or ended with this look.
    mutating func note(_ isSo: Bool, at time: MediaTime) -> Span? {
        if let open, time < open.lastSeen { return nil }
        return isSo ? noteBad(at: time) : noteGood(at: time)
    }

    private mutating func noteBad(at time: MediaTime) -> Span? {
        goodSince = nil
        if open != nil {
            open?.lastSeen = time
            return nil
        }
        let before = newestGood.map { max(.zero, time - $0) } ?? .zero
        var span = candidate ?? Span(since: time, lastSeen: time, uncertainty: before)
        span.lastSeen = time
        guard time - span.since >= shortest else {
            candidate = span
            return nil
        }
        candidate = nil
        open = span
        return span
    }

    private mutating func noteGood(at time: MediaTime) -> Span? {
        newestGood = time
        candidate = nil
        guard var span = open else { return nil }
        let since = goodSince ?? time
        goodSince = since
        guard time - since >= release else { return nil }
        goodSince = nil
        open = nil
        span.until = since
        span.uncertainty = span.uncertainty + max(.zero, since - span.lastSeen)
        return span
    }
}
