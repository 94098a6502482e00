import Foundation

/// Rule and zone as they were when an event was judged, as its manifest tells them.
public struct Judgement: Hashable, Sendable {
    /// Canonical JSON.
    public let text: String

    /// Tells a rule with its zone.
    public init(_ rule: DwellRule) {
        text = CanonicalJSON.object(["rule": rule.json, "zone": rule.zone.json]).text
    }
}

extension DwellRule {
    fileprivate var json: CanonicalJSON {
        let classes = classes?.map(\.rawValue).sorted().map { CanonicalJSON.string($0) }
        let bounds = sizes.map { ($0.rawValue, $1.json) }
        return .object([
            "classes": classes.map { .array($0) } ?? .null,
            "graceSeconds": .seconds(longestUnseen),
            "hours": schedule?.json ?? .null,
            "kind": .string(Event.Kind.dwell.rawValue),
            "limitSeconds": .seconds(limit),
            "name": .string(name),
            "rearmSeconds": .seconds(rearm),
            "severity": .string(severity.rawValue),
            "sizes": .object(Dictionary(bounds) { first, _ in first }),
            "violationCode": .optional(violationCode),
        ])
    }
}

extension Zone {
    fileprivate var json: CanonicalJSON {
        let marks = sizeReference.map { [$0.first.json, $0.second.json] }
        return .object([
            "name": .string(name),
            "outline": .array(outline.points.map(\.json)),
            "sizeReference": marks.map { .array($0) } ?? .null,
        ])
    }
}

extension Point {
    fileprivate var json: CanonicalJSON { .array([.decimal(x), .decimal(y)]) }
}

extension SizeReference.Mark {
    fileprivate var json: CanonicalJSON {
        .object(["ground": ground.json, "height": .decimal(height)])
    }
}

extension SizeBounds {
    fileprivate var json: CanonicalJSON {
        .object([
            "height": .array([.decimal(height.lowerBound), .decimal(height.upperBound)]),
            "width": .array([.decimal(width.lowerBound), .decimal(width.upperBound)]),
        ])
    }
}

extension Schedule {
    fileprivate var json: CanonicalJSON {
        let spans = hours.map { span in
            CanonicalJSON.object([
                "days": .array(span.days.map(\.rawValue).sorted().map { .string($0) }),
                "fromSeconds": .seconds(span.from),
                "toSeconds": .seconds(span.to),
            ])
        }
        return .object([
            "holidays": .array(holidays.sorted().map { .string($0.text) }),
            "spans": .array(spans),
            "timeZone": .string(timeZone.identifier),
        ])
    }
}

extension CalendarDay {
    /// The date, such as `2026-01-01`.
    fileprivate var text: String {
        let midnight = UTCTime(microseconds: Int64(number) * Self.microseconds)
        return String(midnight.rfc3339(in: .gmt).prefix(10))
    }
}
