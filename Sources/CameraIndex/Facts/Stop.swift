/// A fact: something stood still in a camera's picture, where, from when to when,
/// whatever the zones.
///
/// All times lie on the camera's timeline. Rules judge stops and make events of them; a stop
/// itself accuses nobody.
public struct Stop: Hashable, Sendable, Codable {
    /// How a stop came to its end.
    public enum Ending: String, Hashable, Sendable, Codable {
        /// The object was seen to leave.
        case left
        /// Another object stood in its place before it was seen to leave.
        case replaced
        /// It was hidden for so long that nobody can say when it left.
        case lost
        /// The footage broke off, or the camera was moved.
        case interrupted
    }

    /// Name of this stop among all stops of its camera; kept when the footage is scanned again.
    public var id: StopID
    /// The first moment at rest.
    public var since: MediaTime
    /// The true first moment lies within `since` ± this.
    public var sinceUncertainty: MediaDuration
    /// The last moment at which the object was seen at rest.
    public var lastSeen: MediaTime
    /// How it ended, or nil while it stands.
    public var ending: Ending?
    /// The true end lies within `lastSeen` ± this.
    public var endUncertainty: MediaDuration
    /// Whether the object was seen to come; false where it stood there from the first frame.
    public var arrivalSeen: Bool
    /// What the object covers, in pixels of the coded frame.
    public var box: Box
    /// Size of the coded frame.
    public var frame: PixelSize
    /// How far the coded frame is turned before it is shown;
    /// zones are drawn on the upright picture.
    public var turn: QuarterTurn
    /// Share of the samples since `since` in which the object itself was seen, 0...1.
    public var seenRatio: Double
    /// Share of the samples since `since` in which something hid it, 0...1.
    public var hiddenRatio: Double
    /// The stretches inside the stop that nobody watched, each longer than the usual sampling gap.
    public var gaps: [MediaRange]
    /// The stretches inside the stop in which something hid the object, each from its last sight
    /// before to its first sight after; in order, and those that every rule bears left out.
    public var hidden: [MediaRange]

    /// Makes a stop.
    public init(
        id: StopID,
        since: MediaTime,
        sinceUncertainty: MediaDuration,
        lastSeen: MediaTime,
        ending: Ending?,
        endUncertainty: MediaDuration,
        arrivalSeen: Bool,
        box: Box,
        frame: PixelSize,
        turn: QuarterTurn = .none,
        seenRatio: Double,
        hiddenRatio: Double,
        gaps: [MediaRange] = [],
        hidden: [MediaRange] = []
    ) {
        self.id = id
        self.since = since
        self.sinceUncertainty = sinceUncertainty
        self.lastSeen = lastSeen
        self.ending = ending
        self.endUncertainty = endUncertainty
        self.arrivalSeen = arrivalSeen
        self.box = box
        self.frame = frame
        self.turn = turn
        self.seenRatio = seenRatio
        self.hiddenRatio = hiddenRatio
        self.gaps = gaps
        self.hidden = hidden
    }

    /// How long the object was seen to stand, up to the last time it was seen.
    public var dwell: MediaDuration { lastSeen - since }

    /// From the first to the last moment at rest.
    public var range: MediaRange { MediaRange(since, lastSeen) }
}
