/// A zone as a rule judges it: what "no events" of that rule speaks of.
public struct JudgedZone: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// The zone.
    public var zone: String
    /// The zone's outline on the upright picture.
    public var outline: Polygon
    /// How long something may stand in it.
    public var limit: MediaDuration

    /// Makes a zone.
    public init(rule: String, zone: String, outline: Polygon, limit: MediaDuration) {
        self.rule = rule
        self.zone = zone
        self.outline = outline
        self.limit = limit
    }
}
