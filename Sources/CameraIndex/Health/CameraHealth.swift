/// How a camera is: what is wrong with its stream, its clock and its pictures, since when.
///
/// A value that is told of everything in the order of time; it gives events as they begin and end.
public struct CameraHealth: Sendable {
    private let camera: String
    private var timers: [Event.Kind: ConditionTimer] = [:]
    /// The events that go on, as they were given last.
    private var going: [Event.Kind: Event] = [:]
    /// What is known of the causes of what is suspected.
    private var details: [Event.Kind: String] = [:]
    private var changed: [Event] = []
    /// What the camera usually shows.
    public private(set) var usual: UsualView
    private var rate = RateWatch()
    /// When the newest picture was taken.
    private var newestPicture: MediaTime?
    /// Why the larger stream is away, of which stills are made; nil where it is not, or there is
    /// none.
    private var largeAbsence: String?
    /// When events that go on were given last.
    private var refreshed: MediaTime?

    /// The name of the rule that events of health bear.
    public static let rule = "camera-health"
    /// The moments are those at which pictures came.
    private static let clock = MediaClock(source: .arrival, uncertainty: .seconds(1))
    /// What goes on is given anew after so long, so that it is found where its time is asked for.
    private static let refreshStep = MediaDuration.seconds(60)
    /// A camera's clock may be off by so much (GA/T 832).
    private static let mostClockError = MediaDuration.seconds(1)
    /// What is wrong with pictures; one of them at a time.
    private static let visible: [Event.Kind] = [
        .noSignal, .black, .overExposed, .lowLight, .covered, .outOfFocus, .moved,
    ]

    /// Begins to watch over a camera.
    ///
    /// - Parameters:
    ///   - camera: its name.
    ///   - open: the events of its health that went on when it was watched last.
    ///   - usual: what it usually showed then.
    public init(camera: String, open: [Event] = [], usual: UsualView = UsualView()) {
        self.camera = camera
        self.usual = usual
        for event in open where event.kind.isHealth {
            going[event.kind] = event
            details[event.kind] = event.detail
            timers[event.kind] = ConditionTimer(
                shortest: HealthTimes.shortest(event.kind),
                release: HealthTimes.release(event.kind),
                open: .init(
                    since: event.since,
                    lastSeen: event.since + event.dwell,
                    uncertainty: event.uncertainty
                )
            )
        }
    }

    /// What is wrong now, for long enough.
    public var conditions: [Event.Kind] { going.keys.sorted { $0.rawValue < $1.rawValue } }

    // MARK: - What comes

    /// The stream could not be opened or read: `reason` says why in a few words.
    public mutating func noteAbsence(_ reason: String, at time: MediaTime) {
        note(.offline, true, at: time, reason)
        refresh(at: time)
    }

    /// The larger stream, of which stills are made, could not be opened or read: `reason` says why
    /// in a few words.
    ///
    /// The camera is offline then, though it is watched: its evidence is not what it should be.
    public mutating func noteLargeStream(absent reason: String, at time: MediaTime) {
        let words = "the large stream: \(reason)"
        largeAbsence = words
        note(.offline, true, at: time, words)
        refresh(at: time)
    }

    /// The larger stream is received, or there is none any more: what that ends ends with the next
    /// picture.
    public mutating func noteLargeStreamReceived() { largeAbsence = nil }

    /// A picture came.
    ///
    /// - Parameters:
    ///   - measure: what it looks like; nil where it cannot be decoded.
    ///   - frozenSince: since when the stream shows one picture, or nil.
    ///   - time: when it was taken.
    public mutating func note(
        _ measure: PictureMeasure?,
        frozenSince: MediaTime? = nil,
        at time: MediaTime
    ) {
        note(.offline, largeAbsence != nil, at: time, largeAbsence)
        defer {
            newestPicture = time
            refresh(at: time)
        }
        guard let measure else {
            return note(.noSignal, true, at: time, "nothing that comes can be decoded")
        }
        noteFrozen(since: frozenSince, at: time)
        // It shows what was, not what is.
        guard frozenSince == nil else { return }
        let seen = PictureCondition.seen(in: measure, besides: usual)
        for kind in Self.visible { note(kind, kind == seen, at: time) }
        acceptView(at: time)
        // What is suspected must not become the usual.
        guard seen == nil, !Self.visible.contains(where: isSuspected) else { return }
        usual.learn(measure, at: time)
    }

    /// What came of the stream within some seconds.
    ///
    /// - Parameters:
    ///   - bitsPerSecond: how much.
    ///   - clockLead: how far the camera's clock is ahead of this machine's, or nil where nothing
    ///     tells it.
    ///   - time: when.
    public mutating func noteStream(
        bitsPerSecond: Double,
        clockLead: MediaDuration?,
        at time: MediaTime
    ) {
        if let usual = rate.collapse(bitsPerSecond, at: time) {
            let (now, before) = (Self.kilobits(bitsPerSecond), Self.kilobits(usual))
            note(.bitRateCollapsed, true, at: time, "\(now) kbit/s, \(before) before")
        } else {
            note(.bitRateCollapsed, false, at: time)
        }
        if let clockLead {
            let side = clockLead < .zero ? "behind" : "ahead"
            let isOff = clockLead.magnitude > Self.mostClockError
            note(.clockOff, isOff, at: time, "\(clockLead.magnitude.shortText) \(side)")
        }
    }

    /// Nobody looks at the camera any more: how long what is wrong with it goes on is not known.
    public mutating func leave() {
        for (kind, timer) in timers {
            guard var span = timer.open else { continue }
            span.until = span.lastSeen
            give(span, of: kind, as: .interrupted)
        }
        timers = [:]
        details = [:]
    }

    /// The events that have begun, ended or gone on for a while since the last call.
    public mutating func takeChanges() -> [Event] {
        defer { changed = [] }
        return changed
    }

    /// Gives changes back that could not be written.
    mutating func giveBack(_ events: [Event]) {
        let newer = Set(changed.map(\.id))
        changed = events.filter { !newer.contains($0.id) } + changed
    }

    // MARK: - Judging

    private func isSuspected(_ kind: Event.Kind) -> Bool { timers[kind]?.isSuspected ?? false }

    private mutating func note(
        _ kind: Event.Kind,
        _ isSo: Bool,
        at time: MediaTime,
        _ detail: String? = nil
    ) {
        // Most things are right most of the time.
        if !isSo, timers[kind] == nil { return }
        var timer =
            timers[kind]
            ?? ConditionTimer(
                shortest: HealthTimes.shortest(kind),
                release: HealthTimes.release(kind),
                newestGood: newestPicture
            )
        if isSo, details[kind] == nil { details[kind] = detail }
        if let span = timer.note(isSo, at: time) { give(span, of: kind) }
        if !timer.isSuspected { details[kind] = nil }
        timers[kind] = timer
    }

    /// A frozen stream has been so since a moment that is known only later.
    private mutating func noteFrozen(since: MediaTime?, at time: MediaTime) {
        if let since, timers[.frozen]?.open == nil { note(.frozen, true, at: since) }
        note(.frozen, since != nil, at: time)
    }

    /// A view that has been another one for long is the usual one from then on.
    private mutating func acceptView(at time: MediaTime) {
        guard let moved = timers[.moved]?.open,
            time - moved.since >= HealthTimes.longestMoved
        else { return }
        usual = UsualView()
        details[.moved] = "from then on the new view counts as the usual one"
        give(
            .init(
                since: moved.since,
                lastSeen: moved.lastSeen,
                until: time,
                uncertainty: moved.uncertainty
            ),
            of: .moved
        )
        timers[.moved] = nil
        details[.moved] = nil
    }

    private mutating func refresh(at time: MediaTime) {
        guard !going.isEmpty else { return refreshed = nil }
        guard let refreshed else { return self.refreshed = time }
        guard time - refreshed >= Self.refreshStep else { return }
        self.refreshed = time
        for (kind, timer) in timers { if let span = timer.open { give(span, of: kind) } }
    }

    private mutating func give(
        _ span: ConditionTimer.Span,
        of kind: Event.Kind,
        as end: Event.State = .ended
    ) {
        let limit = HealthTimes.shortest(kind)
        let event = Event(
            id: EventID(
                camera: camera,
                rule: Self.rule,
                zone: kind.rawValue,
                stop: StopID(stored: "\(span.since.microseconds)")
            ),
            camera: camera,
            rule: Self.rule,
            kind: kind,
            zone: "",
            state: span.until == nil ? .open : end,
            stop: StopID(stored: ""),
            since: span.since,
            raisedAt: span.since + limit,
            endedAt: span.until,
            dwell: (span.until ?? span.lastSeen) - span.since,
            limit: limit,
            arrivalSeen: true,
            box: nil,
            frame: PixelSize(width: 0, height: 0),
            uncertainty: span.uncertainty,
            onTheEdge: false,
            clock: Self.clock,
            severity: HealthTimes.severity(kind),
            detail: details[kind]
        )
        going[kind] = span.until == nil ? event : nil
        changed.removeAll { $0.id == event.id }
        changed.append(event)
    }

    private static func kilobits(_ bits: Double) -> Int { Int((bits / 1_000).rounded()) }
}
