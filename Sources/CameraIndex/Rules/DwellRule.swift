/// The founding rule: whatever stands in a zone for at least the limit is an event.
///
/// Works on stored facts alone, so that a new rule answers for the past. ONVIF knows it as
/// `LoiteringDetector/ObjectIsLoitering`. What each part means: design/rules.md.
public struct DwellRule: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// Where it holds.
    public var zone: Zone
    /// How long something may stand: 240.0 s raises, 239.999999 s does not.
    public var limit: MediaDuration
    /// The longest time without a sight of the object, hidden or not watched, that a dwell bears;
    /// nil for the usual grace.
    public var grace: MediaDuration?
    /// What comes to rest in the same place so soon after an event's end goes on with it and raises
    /// nothing; zero where every stay counts.
    public var rearm = Self.usualRearm
    /// When it holds; nil for always.
    public var schedule: Schedule?
    /// What it is about, by size; nil for whatever stands.
    public var classes: Set<Event.SizeClass>?
    /// The bounds of classes where they are not the usual ones.
    public var sizes: [Event.SizeClass: SizeBounds] = [:]
    /// How much its events matter.
    public var severity = Event.Severity.medium
    /// The code by which an authority knows what it forbids.
    public var violationCode: String?

    /// The re-arm time where nobody says otherwise.
    ///
    /// A vehicle that creeps on by a metre rests again within some 4 s; the next one in a queue
    /// waits for a whole length to clear and moves up, which takes longer than this.
    public static let usualRearm = MediaDuration.seconds(5)

    /// Makes a rule.
    public init(name: String = "dwell", zone: Zone = .wholeFrame, limit: MediaDuration) {
        self.name = name
        self.zone = zone
        self.limit = limit
    }

    /// How closely the camera must be watched for it.
    public var need: SamplingNeed { .stops(ofAtLeast: limit) }

    /// The longest time without a sight that a dwell bears.
    public var longestUnseen: MediaDuration {
        let usual = limit < Self.minute ? limit / 4 : max(Self.busStop, limit / 4)
        return grace ?? usual
    }

    /// A bus that stops in front and drives on hides what stands there for up to this.
    private static let busStop = MediaDuration.seconds(30)
    /// Under a shorter limit that would be most of what is claimed.
    private static let minute = MediaDuration.seconds(60)

    /// The class of a thing by its size, or nil where the zone has nothing to measure it by, or
    /// where it fits none.
    func sizeClass(of stop: Stop) -> Event.SizeClass? {
        guard let reference = zone.sizeReference else { return nil }
        let upright = UprightBox(stop.box, frame: stop.frame, turn: stop.turn)
        let (width, height) = reference.proportions(of: upright)
        return Event.SizeClass.allCases.first { kind in
            (sizes[kind] ?? .usual(of: kind)).hold(width: width, height: height)
        }
    }

    /// Whether the rule is about a stop: where it was, and how large.
    func concerns(_ stop: Stop, sizeClass: Event.SizeClass?) -> Bool {
        guard zone.holds(stop.box, frame: stop.frame, turn: stop.turn) else { return false }
        guard let classes else { return true }
        return sizeClass.map { classes.contains($0) } ?? false
    }
}
