/// Looks for the moment at which an object came to rest or began to move, picture by picture.
///
/// Bisection between a moment at rest and one without: each look halves the doubt. Where something
/// hides the object, moments beside are tried; what stays undecided stays in doubt. Traffic that
/// passes can look like the object, or hide that it is there: what a single look said is confirmed
/// some seconds beside before it counts.
struct EndSearch: Sendable {
    /// Which end of a stop is looked for.
    enum Side: Sendable {
        case arrival
        case departure
    }

    let side: Side
    /// The moment at rest that lies nearest to the end, as far as is known.
    private(set) var rest: MediaTime
    /// The moment beyond the end that lies nearest to it.
    private(set) var beyond: MediaTime
    /// Moments at rest farther inside, the nearest last, where only one look speaks for `rest`.
    ///
    /// Where that turns out to have shown another that passed, the next one is doubted as well.
    private var inner: [MediaTime] = []
    /// Moments beyond the end farther outside, the nearest last, where only one look speaks for
    /// `beyond`; what each turns out to have shown is doubted as those inside are.
    private var outer: [MediaTime] = []
    /// Looks that decided nothing, in a row.
    private var tries = 0
    /// Looks in all, each picture once.
    private var looks = 0
    /// When the last picture was taken that was looked at.
    private var lastLook: MediaTime?
    /// Whether the two moments are neighbours.
    private var isNarrow = false

    /// Where between the two moments is looked, in turn, until something is decided.
    private static let places = [0.5, 0.42, 0.6, 0.3, 0.72, 0.15, 0.87]
    private static let tick = MediaDuration(microseconds: 1)
    /// How far beside a moment what it showed is confirmed.
    private static let confirmationReach = MediaDuration.seconds(3)
    private static let mostConfirmations = 3
    /// Where looks contradict each other, more do not help.
    private static let mostLooks = 16

    /// An end between two moments; `inner` are those at rest farther inside, `outer` those beyond
    /// the end farther outside, the nearest last.
    init(
        _ side: Side,
        rest: MediaTime,
        beyond: MediaTime,
        inner: [MediaTime] = [],
        outer: [MediaTime] = []
    ) {
        self.side = side
        self.rest = rest
        self.beyond = beyond
        self.inner = inner
        self.outer = outer
    }

    /// Writes what is known as a part of a state.
    func archive(to writer: inout StateWriter) {
        writer.write(rest)
        writer.write(beyond)
        writer.write(each: inner) { $0.write($1) }
        writer.write(each: outer) { $0.write($1) }
        writer.write(tries)
        writer.write(looks)
        writer.write(lastLook)
        writer.write(isNarrow)
    }

    /// Reads what `archive` wrote.
    init(_ side: Side, from reader: inout StateReader) throws(DetectionError) {
        self.init(side, rest: try reader.time(), beyond: try reader.time())
        inner = try reader.each { reader throws(DetectionError) in try reader.time() }
        outer = try reader.each { reader throws(DetectionError) in try reader.time() }
        tries = try reader.int()
        looks = try reader.int()
        lastLook = try reader.optionalTime()
        isNarrow = try reader.bool()
    }

    /// What is still unknown.
    var doubt: MediaDuration { (rest - beyond).magnitude }

    /// The moments between which the end lies, both among them.
    var range: MediaRange { MediaRange(min(rest, beyond), max(rest, beyond)) }

    /// The moment beyond the end that more than one look speaks for.
    var surelyBeyond: MediaTime { outer.last ?? beyond }

    /// Whether a moment lies where the end is looked for.
    func contains(_ time: MediaTime) -> Bool {
        min(rest, beyond) < time && time < max(rest, beyond)
    }

    /// Whether two ends may be the same moment, by all that is known of them.
    func agrees(with other: EndSearch, within tolerance: MediaDuration) -> Bool {
        max(range.start, other.range.start) - min(range.end, other.range.end) <= tolerance
    }

    // MARK: - Wishes

    /// The picture that is needed next, or nil where the search is over.
    var wish: PictureWish? {
        guard looks < Self.mostLooks else { return nil }
        if isNarrow { return inner.isEmpty ? outsideWish : confirmation(of: rest) }
        guard tries < Self.places.count else { return nil }
        let range = MediaRange(range.start + Self.tick, range.end - Self.tick)
        guard range.start < range.end else { return nil }
        let time = self.range.start + self.range.duration * Self.places[tries]
        return PictureWish(time: time, range: range)
    }

    /// The picture that confirms that the object is gone at `beyond`, or nil where that is sure.
    var outsideWish: PictureWish? {
        looks < Self.mostLooks && !outer.isEmpty ? confirmation(of: beyond) : nil
    }

    /// A look at some seconds beside, farther from the end.
    private func confirmation(of moment: MediaTime) -> PictureWish {
        let isInside = moment == rest
        let isLater = (side == .arrival) == isInside
        let distance = Self.confirmationReach * Double(tries + 1)
        let reach = Self.confirmationReach / 2
        let time = isLater ? moment + distance : moment - distance
        return PictureWish(time: time, range: MediaRange(time - reach, time + reach))
    }

    /// Whether a picture of `time` helps: it lies between the two moments, or serves a wish.
    func asks(for time: MediaTime) -> Bool {
        contains(time)
            || [wish, outsideWish].contains { wish in
                wish.map { $0.range.start <= time && time <= $0.range.end } ?? false
            }
    }

    // MARK: - Answers

    /// Takes the two moments for neighbours where they lie no farther apart than `precision`.
    mutating func settle(within precision: MediaDuration) {
        if doubt <= precision { isNarrow = true }
    }

    /// Takes up what was seen at `time`: at rest, elsewhere, or nil where it is hidden.
    mutating func take(isAtRest: Bool?, at time: MediaTime) {
        if time != lastLook { looks += 1 }
        lastLook = time
        if contains(time) {
            takeBetween(isAtRest, at: time)
        } else if (time > rest) == (rest > beyond) {
            confirmRest(isAtRest, at: time)
        } else {
            confirmBeyond(isAtRest, at: time)
        }
    }

    private mutating func takeBetween(_ isAtRest: Bool?, at time: MediaTime) {
        switch isAtRest {
        case true?:
            inner.append(rest)
            rest = time
            tries = 0
        case false?:
            outer.append(beyond)
            beyond = time
            tries = 0
        case nil:
            tries += 1
            // What stays hidden stays in doubt; that both moments are right is seen beside them.
            if tries >= Self.places.count { (isNarrow, tries) = (true, 0) }
        }
    }

    /// Takes note that no picture serves a wish: the two moments are neighbours, or there is
    /// nothing to confirm one of them by.
    mutating func takeNothing(for unserved: PictureWish) {
        switch unserved {
        case outsideWish: outer = []
        case wish where isNarrow: inner = []
        case wish: isNarrow = true
        default: return
        }
        tries = 0
    }

    private mutating func confirmRest(_ isAtRest: Bool?, at time: MediaTime) {
        switch isAtRest {
        case true?: inner = []
        case nil: countTry()
        case false?:
            // What was seen at rest before was something else.
            guard let known = inner.popLast(),
                MediaRange(min(known, rest), max(known, rest)).contains(time)
            else { return inner = [] }
            (rest, beyond, outer) = (known, time, [])
            isNarrow = false
        }
        if isAtRest != nil { tries = 0 }
    }

    private mutating func confirmBeyond(_ isAtRest: Bool?, at time: MediaTime) {
        switch isAtRest {
        case false?: outer = []
        case nil: countTry()
        case true?:
            // What was seen before had only passed in front.
            guard let known = outer.popLast(),
                MediaRange(min(known, beyond), max(known, beyond)).contains(time)
            else { return outer = [] }
            (rest, beyond, inner) = (time, known, [])
            isNarrow = false
        }
        if isAtRest != nil { tries = 0 }
    }

    /// Gives up to confirm what stays hidden.
    private mutating func countTry() {
        tries += 1
        if tries >= Self.mostConfirmations { (inner, outer, tries) = ([], [], 0) }
    }
}
