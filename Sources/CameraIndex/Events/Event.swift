/// A judgement: a rule held on a fact.
///
/// Times lie on the camera's timeline; `clock` says what they mean in the world. The JSON form is
/// a contract with other programs and is made by `EventJSON`.
public struct Event: Hashable, Sendable {
    /// What kind of event it is: what a rule found in the scene, or how the camera itself was.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Something stood in a zone for at least the limit.
        case dwell
        /// The stream could not be opened or read.
        case offline
        /// The stream was there, and nothing in it: a blank screen, or nothing that decodes.
        case noSignal = "no-signal"
        /// One picture came again and again.
        case frozen
        /// No light at all reached the sensor.
        case black
        /// Half of the picture or more was as bright as it can be.
        case overExposed = "over-exposed"
        /// It was too dark to see much.
        case lowLight = "low-light"
        /// What is usually seen was hidden by something without shape.
        case covered
        /// The scene was there, and blurred.
        case outOfFocus = "out-of-focus"
        /// Another scene was seen.
        case moved
        /// The stream brought a small part of the bits that it usually does.
        case bitRateCollapsed = "bit-rate-collapsed"
        /// The camera's clock was more than a second off this machine's.
        case clockOff = "clock-off"

        /// The kinds that tell how the camera was, and not what happened before it.
        public static let health = allCases.filter(\.isHealth)

        /// Whether it tells how the camera was: it has no place in the picture, and no pictures.
        public var isHealth: Bool { self != .dwell }
    }

    /// How far the event has come.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// The object stood there when the footage ended; more footage may continue it.
        case open
        /// The object left.
        case ended
        /// The object was still there when it was lost from view; its end is not known.
        case interrupted
    }

    /// What a person said of it.
    public enum Review: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nobody looked yet.
        case pending
        /// It is what it claims to be.
        case confirmed
        /// It is a false alarm.
        case dismissed
    }

    /// Name of the event, the same after the footage was scanned again.
    public var id: EventID
    /// The camera that saw it.
    public var camera: String
    /// Name of the rule.
    public var rule: String
    /// Kind of the rule.
    public var kind: Kind
    /// Name of the zone; empty where the event has no place in the picture.
    public var zone: String
    /// How far the event has come.
    public var state: State
    /// The fact that was judged; the camera's health is no stop, and its name is empty.
    public var stop: StopID
    /// When the object came to rest.
    public var since: MediaTime
    /// When it had stood for the limit.
    public var raisedAt: MediaTime
    /// When it left, or was last seen; nil while open.
    public var endedAt: MediaTime?
    /// How long it was seen to stand.
    public var dwell: MediaDuration
    /// The limit that was judged.
    public var limit: MediaDuration
    /// Whether the object was seen to come.
    public var arrivalSeen: Bool
    /// What the object covers, in pixels of the coded frame; nil where the event has no place.
    public var box: Box?
    /// Size of the coded frame.
    public var frame: PixelSize
    /// Sum of what `since` and the end may be off.
    public var uncertainty: MediaDuration
    /// Whether the dwell lies within the uncertainty of the limit.
    public var onTheEdge: Bool
    /// What a person said of it.
    public var review: Review
    /// What the times mean in the world.
    public var clock: MediaClock
    /// How much it matters.
    public var severity: Severity
    /// The code by which an authority knows what the rule forbids.
    public var violationCode: String?
    /// What stood there, by its size; nil where its zone has nothing to measure it by.
    public var sizeClass: SizeClass?
    /// Where the hours of the rule cut the stay.
    public var cutByHours: HoursCut
    /// What is known of the cause, in a few words, or nil.
    public var detail: String?

    /// Makes an event.
    public init(
        id: EventID,
        camera: String,
        rule: String,
        kind: Kind,
        zone: String,
        state: State,
        stop: StopID,
        since: MediaTime,
        raisedAt: MediaTime,
        endedAt: MediaTime?,
        dwell: MediaDuration,
        limit: MediaDuration,
        arrivalSeen: Bool,
        box: Box?,
        frame: PixelSize,
        uncertainty: MediaDuration,
        onTheEdge: Bool,
        review: Review = .pending,
        clock: MediaClock,
        severity: Severity = .medium,
        violationCode: String? = nil,
        sizeClass: SizeClass? = nil,
        cutByHours: HoursCut = .none,
        detail: String? = nil
    ) {
        self.id = id
        self.camera = camera
        self.rule = rule
        self.kind = kind
        self.zone = zone
        self.state = state
        self.stop = stop
        self.since = since
        self.raisedAt = raisedAt
        self.endedAt = endedAt
        self.dwell = dwell
        self.limit = limit
        self.arrivalSeen = arrivalSeen
        self.box = box
        self.frame = frame
        self.uncertainty = uncertainty
        self.onTheEdge = onTheEdge
        self.review = review
        self.clock = clock
        self.severity = severity
        self.violationCode = violationCode
        self.sizeClass = sizeClass
        self.cutByHours = cutByHours
        self.detail = detail
    }
}
