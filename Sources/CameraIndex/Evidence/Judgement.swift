import Foundation

/// Rule and zone as they were when an event was judged, as its manifest tells them.
public struct Judgement: Hashable, Sendable {
    /// Canonical JSON.
    public let text: String

    /// Tells a rule with its zone.
    public init(_ rule: DwellRule) {
        text = CanonicalJSON.object(["rule": Self.rule(rule), "zone": Self.zone(rule.zone)]).text
    }

    private static func rule(_ rule: DwellRule) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "graceSeconds": .seconds(rule.longestUnseen),
            "kind": .string(Event.Kind.dwell.rawValue),
            "limitSeconds": .seconds(rule.limit),
            "name": .string(rule.name),
            "rearmSeconds": .seconds(rule.rearm),
            "severity": .string(rule.severity.rawValue),
        ]
        // What a rule does not say is not told: most have no hours, sizes or code.
        members["schedule"] = rule.schedule.map { schedule($0) }
        members["violationCode"] = rule.violationCode.map { .string($0) }
        members["sizes"] = rule.classes.map { classes in
            .object(
                Dictionary(
                    uniqueKeysWithValues: classes.map { kind in
                        (kind.rawValue, bounds(rule.sizes[kind] ?? .usual(of: kind)))
                    }
                )
            )
        }
        return .object(members)
    }

    private static func schedule(_ schedule: Schedule) -> CanonicalJSON {
        .object([
            "holidays": .array(schedule.holidays.sorted().map { .string($0.text) }),
            "hours": .array(
                schedule.hours.map { hours in
                    .object([
                        "days": .array(hours.days.map(\.rawValue).sorted().map { .string($0) }),
                        "fromSeconds": .seconds(hours.from),
                        "toSeconds": .seconds(hours.to),
                    ])
                }
            ),
            "timeZone": .string(schedule.timeZone.identifier),
        ])
    }

    private static func bounds(_ bounds: SizeBounds) -> CanonicalJSON {
        .object([
            "height": range(bounds.height), "width": range(bounds.width),
        ])
    }

    private static func range(_ range: ClosedRange<Double>) -> CanonicalJSON {
        .array([.decimal(range.lowerBound), .decimal(range.upperBound)])
    }

    private static func zone(_ zone: Zone) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "name": .string(zone.name), "outline": .array(zone.outline.points.map { point($0) }),
        ]
        members["sizeReference"] = zone.sizeReference.map { reference in
            .array(
                [reference.first, reference.second].map { mark in
                    .object(["at": point(mark.ground), "height": .decimal(mark.height)])
                }
            )
        }
        return .object(members)
    }

    private static func point(_ point: Point) -> CanonicalJSON {
        .array([.decimal(point.x), .decimal(point.y)])
    }
}
