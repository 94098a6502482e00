/// An event that no truth asks for.
public struct FalseEvent: Sendable {
    /// Why it is false.
    public enum Reason: String, Sendable {
        /// Nothing stopped there at that time.
        case nothingStopped
        /// What stopped there is an event already.
        case duplicate
        /// It left in time.
        case leftInTime
        /// It stands outside of the zone, or is none of what the rule is for.
        case notAsked

        /// The reason in words.
        public var words: String {
            switch self {
            case .nothingStopped: "nothing stopped there"
            case .duplicate: "what stopped there is an event already"
            case .leftInTime: "what stood there left in time"
            case .notAsked: "what stands there lies outside of the zone or is not asked for"
            }
        }
    }

    /// The event, on the clip's own clock.
    public let event: Event
    /// Why it is false.
    public let reason: Reason

    /// Makes a false event.
    init(_ event: Event, _ reason: Reason) {
        self.event = event
        self.reason = reason
    }
}
