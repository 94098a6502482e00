/// A thing that a survey found standing, and what is known of its stay so far.
struct SurveyTrack: Sendable {
    /// What a moment showed of it.
    struct Sight: Sendable {
        let time: MediaTime
        let state: Sighting.State
    }

    var template: StopTemplate
    /// The box around all that belongs to it, on the analysis plane.
    var body: Box
    /// What each look since its arrival showed, in the order of time.
    private(set) var sights: [Sight]
    /// Where it came to rest.
    var arrival: EndSearch
    /// Where it left, or nil while it stands.
    var departure: EndSearch?
    /// Whether it was seen to come.
    var arrivalSeen: Bool
    /// The last moment at which it was seen.
    var lastSeen: MediaTime
    /// Looks in a row, up to the newest, that did not show it.
    var missed: [Sight] = []
    /// Its name, given when it is told first.
    var id: StopID?
    /// How it ended, or nil while it stands.
    var ending: Stop.Ending?
    /// Whether what lies between its ends was looked at.
    var isVerified = false
    /// Its moments of rest, where they were looked at frame by frame.
    var restArrival: RestBoundary.Moment?
    var restDeparture: RestBoundary.Moment?

    /// Looks in a row that may miss it before it counts as gone.
    private static let mostMissed = 3

    init(
        template: StopTemplate,
        sights: [Sight],
        arrival: EndSearch,
        arrivalSeen: Bool,
        lastSeen: MediaTime
    ) {
        self.template = template
        body = template.box
        self.sights = sights
        self.arrival = arrival
        self.arrivalSeen = arrivalSeen
        self.lastSeen = lastSeen
    }

    /// How long it may have stood at most, where it stands no more; else up to `now`.
    func longestDwell(until now: MediaTime) -> MediaDuration {
        (departure?.surelyBeyond ?? now) - arrival.surelyBeyond
    }

    /// Whether it surely stood at a moment.
    func stood(at time: MediaTime) -> Bool {
        arrival.rest <= time && time <= departure?.rest ?? lastSeen
    }

    /// How long it was surely seen to stand.
    var shortestDwell: MediaDuration { (departure?.rest ?? lastSeen) - arrival.rest }

    /// Takes up what the next survey sample shows; ends the stay where it is gone.
    mutating func follow(_ sighting: Sighting, at time: MediaTime) {
        let sight = Sight(time: time, state: sighting.state)
        note(sight)
        guard sighting.state != .present else {
            missed = []
            lastSeen = time
            return
        }
        missed.append(sight)
        let absent = missed.filter { $0.state == .absent }.count
        guard absent >= 2 || missed.count >= Self.mostMissed else { return }
        end(.left)
    }

    /// Ends the stay behind its last sight.
    mutating func end(_ ending: Stop.Ending) {
        self.ending = ending
        guard let last = missed.last else { return }
        let beyond = missed.first { $0.state == .absent } ?? last
        departure = EndSearch(.departure, rest: lastSeen, beyond: beyond.time)
        missed = []
    }

    /// Takes up a further look, in its place.
    mutating func note(_ sight: Sight) {
        let place = sights.firstIndex { $0.time > sight.time } ?? sights.count
        sights.insert(sight, at: place)
    }

    /// The looks between its ends.
    var inner: [Sight] {
        let (start, end) = (arrival.rest, departure?.rest ?? lastSeen)
        return sights.filter { $0.time >= start && $0.time <= end }
    }

    /// A moment at which two looks in a row showed that it was not there, or nil.
    ///
    /// One alone may be something that passed and looked like the empty place.
    var absentTwice: MediaTime? {
        let told = inner.filter { $0.state != .hidden }
        return zip(told, told.dropFirst()).first { $0.state == .absent && $1.state == .absent }?
            .0.time
    }

    /// Whether too many of its looks showed that it was not there: then it is not one thing that
    /// stands, but several that resemble each other.
    var isSeveral: Bool {
        let absent = inner.count { $0.state == .absent }
        let present = inner.count { $0.state == .present }
        return absent > 2 || absent == 2 && 5 * absent > present
    }

    /// Share of the looks between its ends that showed it, 0...1.
    var seenRatio: Double {
        let inner = inner
        return Double(inner.count { $0.state == .present }) / Double(max(1, inner.count))
    }
}

extension SurveyTrack {
    /// Keeps the longer part of a stay during which the thing was not there at `time`.
    mutating func cut(at time: MediaTime) {
        let (start, end) = (arrival.rest, departure?.rest ?? lastSeen)
        let sights = inner.filter { $0.state == .present }
        if time - start > end - time {
            guard let last = sights.last(where: { $0.time < time }) else { return }
            departure = EndSearch(.departure, rest: last.time, beyond: time)
        } else {
            guard let first = sights.first(where: { $0.time > time }) else { return }
            arrival = EndSearch(.arrival, rest: first.time, beyond: time)
            arrivalSeen = true
        }
    }
}

// MARK: - Between the ends

extension SurveyTrack {
    /// Gaps between two sights that are looked into.
    private static let mostChecked = 12

    /// The stretches between two sights.
    private var unseen: [MediaRange] {
        let sights = inner.filter { $0.state == .present }
        return zip(sights, sights.dropFirst()).map { MediaRange($0.time, $1.time) }
    }

    /// The stretches between two sights that are longer than `gap`: something hid it there.
    func unseen(longerThan gap: MediaDuration) -> [MediaRange] {
        unseen.filter { $0.duration > gap }
    }

    /// The pictures that tell whether the same thing stood there all along: some between the
    /// longest gaps, and three in each that is longer than `gap`, as something hid it there.
    func checks(every gap: MediaDuration) -> [PictureWish] {
        let ranges = unseen.filter { $0.duration > gap / 2 && $0.duration <= gap }
            .sorted { ($1.duration, $0.start) < ($0.duration, $1.start) }
            .prefix(Self.mostChecked)
            .map { [$0] }
        let hidden = unseen(longerThan: gap).map { range in
            (0..<3).map { third in
                let length = range.duration / 3
                let start = range.start + length * Double(third)
                return MediaRange(start, start + length)
            }
        }
        return (Array(ranges) + hidden).flatMap(\.self).map { range in
            PictureWish(
                time: range.start + range.duration / 2,
                range: MediaRange(range.start + range.duration / 4, range.end - range.duration / 4)
            )
        }
    }
}

// MARK: - Ends

extension SurveyTrack {
    /// The pictures that its ends need next, where what stands for less than `shortest` is no
    /// matter.
    func wishes(from shortest: MediaDuration, until now: MediaTime) -> [PictureWish] {
        guard longestDwell(until: now) >= shortest else { return [] }
        let ends = [arrivalSeen ? arrival : nil, departure].compactMap(\.self)
        let isShort = (departure?.beyond ?? now) - arrival.beyond < shortest
        return ends.compactMap { isShort ? $0.outsideWish : $0.wish }
    }

    /// Whether a picture of `time` lies where one of its ends is looked for.
    func mayLearn(at time: MediaTime) -> Bool {
        arrivalSeen && arrival.asks(for: time) || departure?.asks(for: time) ?? false
    }

    /// Takes up a look: at rest, elsewhere, or nil where it is hidden.
    mutating func take(isAtRest: Bool?, at time: MediaTime) {
        if arrivalSeen, arrival.asks(for: time) { arrival.take(isAtRest: isAtRest, at: time) }
        if departure?.asks(for: time) ?? false {
            departure?.take(isAtRest: isAtRest, at: time)
        }
        let state: Sighting.State = isAtRest.map { $0 ? .present : .absent } ?? .hidden
        note(Sight(time: time, state: state))
    }

    /// Takes note that the footage has no picture for a wish.
    mutating func takeNothing(for wish: PictureWish) {
        arrival.takeNothing(for: wish)
        departure?.takeNothing(for: wish)
    }
}
