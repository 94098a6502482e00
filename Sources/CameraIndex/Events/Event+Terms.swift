extension Event {
    /// How much it matters, as its rule says.
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        /// Worth knowing.
        case low
        /// The usual.
        case medium
        /// To be looked at first.
        case high
    }

    /// What stood there, as far as its size in the perspective of the zone tells.
    public enum SizeClass: String, Hashable, Sendable, Codable, CaseIterable {
        /// As large as a motorcycle from the side, a car, a lorry.
        case vehicle
        /// As tall as a person, and no wider.
        case person
        /// Anything else: a bag, a box, a board.
        case object
    }

    /// Where the hours of the rule cut the stay.
    ///
    /// What lies beyond a cut is not counted: the object stood there already when the hours began,
    /// or still stood there when they ended.
    public enum HoursCut: String, Hashable, Sendable, Codable, CaseIterable {
        /// Begin and end are those of the stay.
        case none
        /// It came before the hours began.
        case start
        /// It stood on after the hours ended.
        case end
        /// It came before the hours began, and stood on after they ended.
        case both

        /// Makes it of what was cut off.
        public init(atStart: Bool, atEnd: Bool) {
            self = atStart ? (atEnd ? .both : .start) : (atEnd ? .end : .none)
        }

        /// Whether the begin is that of the hours.
        public var isAtStart: Bool { self == .start || self == .both }

        /// Whether the end is that of the hours.
        public var isAtEnd: Bool { self == .end || self == .both }
    }
}
