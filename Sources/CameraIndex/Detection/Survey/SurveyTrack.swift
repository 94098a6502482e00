/// A thing that a survey found standing, and what is known of its stay so far.
struct SurveyTrack: Sendable {
    /// What a moment showed of it.
    struct Sight: Sendable {
        let time: MediaTime
        let state: Sighting.State
        /// Whether its place looked empty, although the ground around may not have.
        let isBare: Bool

        init(time: MediaTime, state: Sighting.State, isBare: Bool = false) {
            self.time = time
            self.state = state
            self.isBare = isBare || state == .absent
        }

        init(_ sighting: Sighting, at time: MediaTime) {
            self.init(time: time, state: sighting.state, isBare: sighting.isBare)
        }
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
    /// What the looks since its last sight say for it, against it where negative.
    var balance: Float = 0
    /// Its name, given when it is told first.
    var id: StopID?
    /// How it ended, or nil while it stands.
    var ending: Stop.Ending?
    /// How often looks beyond its ends were asked once more, as it seemed a little too short.
    var hearings = 0
    /// Its moments of rest, where they were looked at frame by frame.
    var restArrival: RestBoundary.Moment?
    var restDeparture: RestBoundary.Moment?

    /// Looks in a row that may miss it before it counts as gone.
    private static let mostMissed = 3
    /// Looks in a stretch in which something hides it, before that is believed.
    private static let mostHidden = 5

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

    /// What is known of it as that of one of its parts, which is told by itself.
    func part(_ mask: RegionMask) -> SurveyTrack {
        var part = self
        part.template = template.part(mask)
        part.body = mask.box
        part.id = nil
        return part
    }

    /// How long it may have stood at most, where it stands no more; else up to `now`.
    func longestDwell(until now: MediaTime) -> MediaDuration {
        (departure?.surelyBeyond ?? now) - arrival.surelyBeyond
    }

    /// Whether it surely stood at a moment.
    func stood(at time: MediaTime) -> Bool {
        arrival.rest <= time && time <= departure?.rest ?? lastSeen
    }

    /// The last moment at which it surely stood.
    var lastRest: MediaTime { departure?.rest ?? lastSeen }

    /// How long it was surely seen to stand.
    var shortestDwell: MediaDuration { lastRest - arrival.rest }

    /// Takes up what the next survey sample shows; ends the stay where it is gone.
    ///
    /// Behind a look that showed it gone, one sight of something like it does not bring it back:
    /// in a queue another one stands in the same place each time.
    mutating func follow(_ sighting: Sighting, at time: MediaTime) {
        let sight = Sight(sighting, at: time)
        note(sight)
        balance += SurveyRun.vote(of: sighting)
        if sighting.state == .present, balance >= 0 {
            (missed, lastSeen, balance) = ([], time, 0)
            return
        }
        missed.append(sight)
        let absent = missed.count { $0.state == .absent }
        let hidden = missed.count { $0.state == .hidden }
        guard absent >= 2 || absent + hidden >= Self.mostMissed else { return }
        end(.left)
    }

    /// Ends the stay behind its last sight.
    mutating func end(_ ending: Stop.Ending) {
        self.ending = ending
        guard let last = missed.last else { return }
        let absent = missed.filter { $0.state == .absent }
        departure = EndSearch(
            .departure,
            rest: lastSeen,
            beyond: (absent.first ?? last).time,
            inner: seen.filter { $0 < lastSeen },
            outer: absent.dropFirst().reversed().map(\.time)
        )
        missed = []
    }

    /// Takes up a further look, in its place; a picture that was seen before tells nothing new.
    mutating func note(_ sight: Sight) {
        guard !sights.contains(where: { $0.time == sight.time && $0.state == sight.state }) else {
            return
        }
        let place = sights.firstIndex { $0.time > sight.time } ?? sights.count
        sights.insert(sight, at: place)
    }

    /// Takes what was taken for the empty place between two moments for something that hid it.
    mutating func forgive(between one: MediaTime, and other: MediaTime) {
        let range = MediaRange(min(one, other), max(one, other))
        for place in sights.indices
        where range.contains(sights[place].time) && sights[place].state == .absent {
            sights[place] = Sight(time: sights[place].time, state: .hidden)
        }
    }

    /// The looks between its ends.
    var inner: [Sight] {
        let (start, end) = (arrival.rest, departure?.rest ?? lastSeen)
        return sights.filter { $0.time >= start && $0.time <= end }
    }

    /// The moments between its ends that showed it.
    private var seen: [MediaTime] { inner.filter { $0.state == .present }.map(\.time) }

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
        return absent > 2 || absent == 2 && 5 * absent > present || bareStretches > 2
    }

    /// Stretches between two sights in which its place looked empty.
    ///
    /// What passes may look like the empty place and cover the ground around, but not again and
    /// again.
    private var bareStretches: Int {
        inner.split { $0.state == .present }.count { $0.contains(where: \.isBare) }
    }

    /// Share of the looks between its ends that showed it, 0...1.
    var seenRatio: Double {
        let inner = inner
        return Double(inner.count { $0.state == .present }) / Double(max(1, inner.count))
    }
}

extension SurveyTrack {
    /// Keeps the longer part of a stay at each moment at which the thing was seen not to be there.
    mutating func cut() {
        while let absent = absentTwice, cut(at: absent) {}
    }

    /// Keeps the longer part of a stay during which the thing was not there at `time`; false where
    /// there is none.
    private mutating func cut(at time: MediaTime) -> Bool {
        let seen = seen
        if time - arrival.rest > lastRest - time {
            let before = seen.filter { $0 < time }
            guard let last = before.last else { return false }
            departure = EndSearch(.departure, rest: last, beyond: time, inner: before.dropLast())
            ending = .left
            missed = []
        } else {
            let behind = seen.filter { $0 > time }
            guard let first = behind.first else { return false }
            let inner = [MediaTime](behind.dropFirst().reversed())
            arrival = EndSearch(.arrival, rest: first, beyond: time, inner: inner)
            arrivalSeen = true
        }
        return true
    }
}

// MARK: - Between the ends

extension SurveyTrack {
    /// The stretches between two sights.
    private var unseen: [MediaRange] {
        let sights = inner.filter { $0.state == .present }
        return zip(sights, sights.dropFirst()).map { MediaRange($0.time, $1.time) }
    }

    /// The stretches between two sights that are longer than `gap`: something hid it there.
    func unseen(longerThan gap: MediaDuration) -> [MediaRange] {
        unseen.filter { $0.duration > gap }
    }

    /// A picture in the middle of the longest stretch between its ends without a look, or nil where
    /// none is longer than half of `gap`, and none of three quarters of it was hidden.
    ///
    /// What passes hides it for a moment: where it stood, it is seen between.
    func check(every gap: MediaDuration) -> PictureWish? {
        let looks = inner
        let longest = Self.longestStretch(between: looks.map(\.time))
        if let longest, longest.duration > gap / 2 { return Self.middle(of: longest) }
        let told = looks.filter { $0.state != .hidden }.map(\.time)
        guard let untold = Self.longestStretch(between: told), untold.duration > gap * 0.75
        else { return nil }
        let hidden = looks.map(\.time).filter { untold.start <= $0 && $0 <= untold.end }
        guard hidden.count - 2 < Self.mostHidden else { return nil }
        return Self.longestStretch(between: hidden).map(Self.middle)
    }

    private static func longestStretch(between times: [MediaTime]) -> MediaRange? {
        zip(times, times.dropFirst()).map { MediaRange($0, $1) }
            .max { $0.duration < $1.duration }
    }

    /// A picture in the middle half of a stretch.
    private static func middle(of range: MediaRange) -> PictureWish {
        let quarter = range.duration / 4
        return PictureWish(
            time: range.start + quarter * 2,
            range: MediaRange(range.start + quarter, range.end - quarter)
        )
    }

    /// A picture shortly behind or before one that alone showed that it was not there, or nil where
    /// there is none: what passes can look like the empty place.
    func confirmation(near gap: MediaDuration) -> PictureWish? {
        let reach = gap / 12
        let looks = inner
        guard absentTwice == nil else { return nil }
        for absent in looks where absent.state == .absent {
            for side in [1.0, -1] {
                let time = absent.time + reach * side
                guard stood(at: time),
                    !looks.contains(where: {
                        $0.time != absent.time && ($0.time - time).magnitude <= reach / 2
                    })
                else { continue }
                let half = reach / 2
                return PictureWish(time: time, range: MediaRange(time - half, time + half))
            }
        }
        return nil
    }
}

// MARK: - Ends

extension SurveyTrack {
    /// Looks no closer at ends that are known as exactly as `precision` asks.
    mutating func settleEnds(within precision: MediaDuration) {
        arrival.settle(within: precision)
        departure?.settle(within: precision)
    }

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
