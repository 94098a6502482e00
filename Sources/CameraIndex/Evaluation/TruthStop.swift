/// What is known to have happened in a clip: something came to rest and left again.
public struct TruthStop: Hashable, Sendable {
    /// What an evaluation asks of a stop that stands for at least the limit.
    public enum Expectation: String, Hashable, Sendable, Codable {
        /// It must be found.
        case yes
        /// It must not be found: it is none of what a rule is for.
        case no
        /// Neither finding nor passing over it is a mistake.
        case either
    }

    /// When it came to rest, on the clip's own clock.
    public var since: MediaTime
    /// When it began to leave, or nil where it stays.
    public var end: MediaTime?
    /// What it covers, in pixels of the coded frame; nil where nobody measured it.
    public var box: Box?
    /// Whether its coming is to be seen in the clip.
    public var arrivalSeen: Bool
    /// Whether its leaving is to be seen in the clip.
    public var endSeen: Bool
    /// What is asked where it stands for at least the limit.
    public var expectation: Expectation
    /// Whether the truth says that it stands in the zone; nil where its box must tell.
    public var isInZone: Bool?
    /// What it is, in a word.
    public var what: String?

    /// Makes a stop; its coming is seen where it does not stand there from the start.
    public init(
        since: MediaTime,
        end: MediaTime?,
        box: Box?,
        arrivalSeen: Bool? = nil,
        endSeen: Bool? = nil,
        expectation: Expectation = .yes,
        isInZone: Bool? = nil,
        what: String? = nil
    ) {
        self.since = since
        self.end = end
        self.box = box
        self.arrivalSeen = arrivalSeen ?? (since > .zero)
        self.endSeen = endSeen ?? (end != nil)
        self.expectation = expectation
        self.isInZone = isInZone
        self.what = what
    }
}
