/// Looks for the moment at which an object came to rest or began to move, picture by picture.
///
/// Bisection between a moment at rest and one without: each look halves the doubt. Where something
/// hides the object, moments beside are tried; what stays undecided stays in doubt.
struct EndSearch: Sendable {
    /// Which end of a stop is looked for.
    enum Side: Sendable {
        case arrival
        case departure
    }

    let side: Side
    /// The moment at rest that lies nearest to the end, as far as is known.
    private(set) var rest: MediaTime
    /// A moment at rest farther inside of the stay.
    private var inner: MediaTime?
    /// The moment beyond the end that lies nearest to it.
    private(set) var beyond: MediaTime
    /// Whether the object was seen to be elsewhere at `beyond`, not only hidden.
    private(set) var isBeyondSeen: Bool
    /// Looks between the two that decided nothing.
    private var tries = 0
    /// Whether the two moments are neighbours.
    private var isNarrow = false
    /// Looks that confirmed the moment at rest.
    private var confirmations = 0

    /// Where between the two moments is looked, in turn, until something is decided.
    private static let places = [0.5, 0.42, 0.6, 0.3, 0.72, 0.15, 0.87]
    private static let tick = MediaDuration(microseconds: 1)

    init(
        _ side: Side,
        rest: MediaTime,
        beyond: MediaTime,
        isBeyondSeen: Bool
    ) {
        self.side = side
        self.rest = rest
        self.beyond = beyond
        self.isBeyondSeen = isBeyondSeen
    }

    /// Writes what is known as a part of a state.
    func archive(to writer: inout StateWriter) {
        writer.write(rest)
        writer.write(beyond)
        writer.write(isBeyondSeen)
        writer.write(inner)
        writer.write(tries)
        writer.write(isNarrow)
        writer.write(confirmations)
    }

    /// Reads what `archive` wrote.
    init(_ side: Side, from reader: inout StateReader) throws(DetectionError) {
        self.init(
            side,
            rest: try reader.time(),
            beyond: try reader.time(),
            isBeyondSeen: try reader.bool()
        )
        inner = try reader.optionalTime()
        tries = try reader.int()
        isNarrow = try reader.bool()
        confirmations = try reader.int()
    }

    /// What is still unknown.
    var doubt: MediaDuration { (rest - beyond).magnitude }

    /// Whether a moment lies where the end is looked for.
    func contains(_ time: MediaTime) -> Bool {
        min(rest, beyond) < time && time < max(rest, beyond)
    }

    /// Whether a picture of `time` helps: it lies between the two moments, or serves the wish.
    func asks(for time: MediaTime) -> Bool {
        contains(time) || wish.map { $0.range.start <= time && time <= $0.range.end } ?? false
    }

    /// Whether two ends may be the same moment, by all that is known of them.
    func agrees(with other: EndSearch) -> Bool {
        let tolerance = MediaDuration.seconds(2.5)
        let start = max(min(rest, beyond), min(other.rest, other.beyond))
        let end = min(max(rest, beyond), max(other.rest, other.beyond))
        return start - end <= tolerance
    }

    /// The picture that is needed next, or nil where the search is over.
    var wish: PictureWish? {
        if isNarrow { return confirmation }
        guard tries < Self.places.count else { return nil }
        let (start, end) = (min(rest, beyond), max(rest, beyond))
        let range = MediaRange(start + Self.tick, end - Self.tick)
        guard range.start < range.end else { return nil }
        return PictureWish(time: start + (end - start) * Self.places[tries], range: range)
    }

    /// A look at some seconds inside of the stay: something alike may have passed just then.
    private var confirmation: PictureWish? {
        guard confirmations < Self.mostConfirmations, tries < Self.places.count else { return nil }
        let distance = Self.confirmationReach * Double(confirmations + tries + 1)
        let reach = Self.confirmationReach / 2
        let time = side == .arrival ? rest + distance : rest - distance
        return PictureWish(time: time, range: MediaRange(time - reach, time + reach))
    }

    private static let mostConfirmations = 1
    private static let confirmationReach = MediaDuration.seconds(3)

    /// Takes up what was seen at `time`: at rest, elsewhere, or nil where it is hidden.
    mutating func take(isAtRest: Bool?, at time: MediaTime) {
        if isNarrow, !contains(time) { return takeConfirmation(isAtRest, at: time) }
        switch isAtRest {
        case true?:
            if inner == nil { inner = rest }
            rest = time
            tries = 0
        case false?:
            beyond = time
            isBeyondSeen = true
            tries = 0
        case nil:
            tries += 1
        }
    }

    /// Takes note that no picture serves the wish: the two moments are neighbours.
    mutating func takeNothing() {
        if isNarrow { confirmations += 1 }
        isNarrow = true
        tries = 0
    }

    private mutating func takeConfirmation(_ isAtRest: Bool?, at time: MediaTime) {
        switch isAtRest {
        case true?: confirmations += 1
        case nil: tries += 1
        case false?:
            // What was seen at rest before was something else.
            guard let known = inner, (known - beyond).magnitude > (time - beyond).magnitude,
                (known > beyond) == (time > beyond)
            else { return confirmations += 1 }
            inner = nil
            beyond = time
            rest = known
            isNarrow = false
            tries = 0
        }
    }
}
