/// How far a zone could be judged while the camera was watched: what "no events" in it is worth.
public struct ZoneObservability: Hashable, Sendable {
    /// The rule that judges the zone.
    public var rule: String
    /// The zone.
    public var zone: String
    /// Share of the watched samples in which it could be judged, over its area, 0...1.
    public var judgedShare: Double
    /// The stretches, each as long as the rule's limit or longer, in which it could be judged too
    /// seldom to tell whether something stood in it.
    public var notObservable: [MediaRange]

    /// Makes an answer.
    public init(rule: String, zone: String, judgedShare: Double, notObservable: [MediaRange]) {
        self.rule = rule
        self.zone = zone
        self.judgedShare = judgedShare
        self.notObservable = notObservable
    }

    /// Whether what is told of events in the zone holds for all of the time.
    public var isObservable: Bool { notObservable.isEmpty && judgedShare >= Self.leastShare }

    /// Below this share a zone is not observable: what is seen in less of its time is no fact.
    public static let leastShare = 0.4
}
