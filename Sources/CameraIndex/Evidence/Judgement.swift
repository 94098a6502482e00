/// Rule and zone as they were when an event was judged, as its manifest tells them.
public struct Judgement: Hashable, Sendable {
    /// Canonical JSON.
    public let text: String

    /// Tells a rule with its zone.
    public init(_ rule: DwellRule) {
        let corners = rule.zone.outline.points.map { point in
            CanonicalJSON.array([.decimal(point.x), .decimal(point.y)])
        }
        let value = CanonicalJSON.object([
            "rule": .object([
                "kind": .string(Event.Kind.dwell.rawValue),
                "limitSeconds": .seconds(rule.limit),
                "name": .string(rule.name),
            ]),
            "zone": .object(["name": .string(rule.zone.name), "outline": .array(corners)]),
        ])
        text = value.text
    }
}
