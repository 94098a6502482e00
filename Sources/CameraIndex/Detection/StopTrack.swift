/// A stop that is being watched: what it looks like and what the samples said of it so far.
struct StopTrack: Sendable {
    /// What is known of its nature.
    enum Verdict: Int, Sendable {
        /// Not judged yet.
        case pending
        /// A thing that came and stands.
        case thing
        /// A shadow or a patch of light: followed, so that it is not proposed again,
        /// never reported.
        case shadow
        /// A leftover of a larger stop: followed, never reported.
        case part
        /// A part of a stop that may be an object of its own: followed beside the whole, reported
        /// only once it is known to be one.
        case member
        /// A smaller change beside a stop that came with it, not seen to move: lamps shine on the
        /// ground and on what stands there. Reported only once it stays longer, or leaves earlier.
        case companion
    }

    /// Where something that moved a little seems to have come to rest again.
    struct Creep: Sendable {
        /// Columns and rows from where it stood.
        var x: Float
        var y: Float
        /// Since when it has been seen there.
        var since: MediaTime
    }

    /// What samples said, in seconds.
    struct Totals: Sendable {
        var seen: Float = 0
        var hidden: Float = 0
        var watched: Float = 0
    }

    /// Number by which its pixels are marked in the owner plane, 1...254.
    let owner: UInt8
    var template: StopTemplate
    var verdict: Verdict = .pending
    /// Of what stop it is a member or companion: that one's owner number.
    var group: UInt8?
    var arrivalSeen = true
    /// Whether it was seen to move before it came to rest.
    var isMotionSeen = false
    /// First moment at rest.
    var since: MediaTime {
        didSet { if firstSince == oldValue { firstSince = since } }
    }
    /// First moment at rest of the same object, before it moved on a little.
    var firstSince: MediaTime
    var sinceUncertainty: MediaDuration
    /// Last sample in which it was seen while nothing spoke for its absence.
    var lastSeen: MediaTime
    /// First sample after `lastSeen` that spoke for its absence.
    var firstAbsent: MediaTime?
    /// How exactly the end is known, where it was looked at closely.
    var endUncertainty: MediaDuration?
    /// Whether the newest sample showed it.
    private(set) var isPresent = true
    /// Seconds of absence, less twice the seconds of strong sights.
    var absenceSeconds: Float = 0
    /// Seconds for which it has not been seen strongly.
    var weakSeconds: Float = 0
    /// Seconds for which it has been hidden without a break.
    var hiddenSeconds: Float = 0
    /// Totals since it was proposed.
    var seenSeconds: Float = 0
    var hiddenTotalSeconds: Float = 0
    var watchedSeconds: Float = 0
    /// What is to be added to the totals once it is seen again: after it left nothing counts.
    var sinceSeen = Totals()
    /// Where it seems to stand after it moved a little, or nil.
    var creep: Creep?
    /// Stretches since `since` in which something hid it, from sight to sight.
    var hidden: [MediaRange] = []
    /// Stretches without samples since `since`.
    var gaps: [MediaRange] = []
    /// Its name, given when it is accepted as a thing.
    var id: StopID?
    /// Whether it is to be forgotten.
    var isDropped = false

    init(
        owner: UInt8,
        template: StopTemplate,
        since: MediaTime,
        sinceUncertainty: MediaDuration,
        lastSeen: MediaTime
    ) {
        self.owner = owner
        self.template = template
        self.since = since
        firstSince = since
        self.sinceUncertainty = sinceUncertainty
        self.lastSeen = lastSeen
    }

    /// Whether it is told, if at all, as a part of another.
    var isInner: Bool { verdict == .part || verdict == .member || verdict == .companion }

    var dwell: MediaDuration { lastSeen - since }

    /// Share of the watched time in which it was seen.
    var seenRatio: Float { watchedSeconds > 0 ? seenSeconds / watchedSeconds : 1 }
    /// Share of the watched time in which it was hidden.
    var hiddenRatio: Float { watchedSeconds > 0 ? hiddenTotalSeconds / watchedSeconds : 0 }

    /// Takes up what one sample says; `seconds` is the time since the one before.
    ///
    /// Absence leaks away under strong sights: a dark car that passes slowly looks like absence,
    /// and "n absent samples in a row" would never come true in traffic.
    mutating func note(_ sighting: Sighting, at time: MediaTime, seconds: Float) {
        sinceSeen.watched += seconds
        isPresent = sighting.state == .present
        weakSeconds = sighting.isStrong ? 0 : weakSeconds + seconds
        switch sighting.state {
        case .present where isDoubtful && !sighting.isStrong, .hidden:
            hiddenSeconds += seconds
            sinceSeen.hidden += seconds
        case .present:
            sinceSeen.seen += seconds
            hiddenSeconds = 0
            if sighting.isStrong { absenceSeconds = max(0, absenceSeconds - 2 * seconds) }
            if absenceSeconds == 0 {
                noteHiding(until: time)
                lastSeen = time
                firstAbsent = nil
                seenSeconds += sinceSeen.seen
                hiddenTotalSeconds += sinceSeen.hidden
                watchedSeconds += sinceSeen.watched
                sinceSeen = Totals()
            }
        case .absent:
            absenceSeconds += seconds
            hiddenSeconds = 0
            if firstAbsent == nil { firstAbsent = time }
        }
    }

    /// Forgets the absence of what it was taken for, where it is seen now.
    mutating func clearAbsence(at time: MediaTime) {
        guard isPresent, absenceSeconds > 0 else { return }
        absenceSeconds = 0
        firstAbsent = nil
        lastSeen = time
    }

    /// Goes on with what was seen of a part that is the whole from now on.
    mutating func take(sightsOf part: StopTrack) {
        lastSeen = part.lastSeen
        firstAbsent = part.firstAbsent
        absenceSeconds = part.absenceSeconds
        hiddenSeconds = part.hiddenSeconds
        sinceSeen = part.sinceSeen
    }

    /// Remembers the stretch behind the last sight, where something hid it for long.
    private mutating func noteHiding(until time: MediaTime) {
        guard sinceSeen.hidden > 0, time - lastSeen >= Self.shortestHiding else { return }
        hidden.append(MediaRange(lastSeen, time))
    }

    /// Shorter than this a hiding is not worth telling.
    private static let shortestHiding = MediaDuration.seconds(2)

    /// Whether something else was seen in its place: another vehicle may stand there by now, and
    /// only a strong sight shows that it is still the same.
    private var isDoubtful: Bool {
        hiddenSeconds >= 1 || absenceSeconds > 0 || weakSeconds > Self.longestWeakness
    }

    /// For so many seconds it may be seen only in part before that is doubted.
    private static let longestWeakness: Float = 20

    /// The track as a fact about the coded frame; `ending` is nil while it stands.
    func stop(_ ending: Stop.Ending?, geometry: AnalysisGeometry) -> Stop {
        let box = geometry.coded(template.box)
        return Stop(
            id: id ?? StopID(since: since, box: box),
            since: since,
            sinceUncertainty: sinceUncertainty,
            lastSeen: lastSeen,
            ending: ending,
            endUncertainty: endUncertainty ?? firstAbsent.map { $0 - lastSeen } ?? .zero,
            arrivalSeen: arrivalSeen,
            box: box,
            frame: geometry.frame,
            turn: geometry.turn,
            seenRatio: Double(seenRatio),
            hiddenRatio: Double(hiddenRatio),
            gaps: gaps,
            hidden: hidden
        )
    }
}
