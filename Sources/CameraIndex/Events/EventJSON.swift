public import Foundation

/// Writes events as JSON: one line for each, keys in a fixed order.
///
/// The shape is a contract with other programs (design/event-index.md, "The event as JSON"). Keys
/// may be added behind the last; none is renamed, moved or left out.
public struct EventJSON: Sendable {
    /// The zone in which moments with a known clock are told.
    public var timeZone: TimeZone
    /// The folder that is put before the paths of pictures, or nil to leave them relative.
    public var root: String?

    /// Makes a writer.
    public init(timeZone: TimeZone, root: String? = nil) {
        self.timeZone = timeZone
        self.root = root
    }

    /// The event as one line of JSON, without a line break.
    public func line(_ indexed: IndexedEvent) -> String { object(indexed).text }

    /// The event with what is news of it behind the last key.
    func line(
        _ indexed: IndexedEvent,
        change: OutboxMessage.Change,
        revision: Int64,
        at time: UTCTime
    ) -> String {
        var object = object(indexed)
        object.add("change", .string(change.rawValue))
        object.add("revision", .integer(Int(revision)))
        object.add("toldAt", .string(time.rfc3339(in: timeZone)))
        object.add("evidenceSet", .array(indexed.evidenceSet.map { .string($0) }))
        return object.text
    }

    private func object(_ indexed: IndexedEvent) -> JSONObject {
        var object = JSONObject()
        addJudgement(of: indexed.event, to: &object)
        addPlace(of: indexed.event, to: &object)
        object.add("review", .string(indexed.event.review.rawValue))
        object.add("evidenceState", .string(indexed.evidence.name))
        let clock = indexed.event.clock
        var evidence = indexed.stills.map { still($0, clock) }
        evidence += indexed.clips.map { clip($0, clock) }
        if let signed = indexed.manifest { evidence.append(manifest(signed)) }
        object.add("evidence", .array(evidence))
        object.add("source", source(of: indexed))
        object.add("clock", .string(clock.source.rawValue))
        object.add("evidenceReason", indexed.evidence.reason.map { .string($0) } ?? .null)
        addTerms(of: indexed.event, to: &object)
        object.add("cameraClock", indexed.cameraClock.map { cameraClock($0) } ?? .null)
        return object
    }

    private func addTerms(of event: Event, to object: inout JSONObject) {
        object.add("severity", .string(event.severity.rawValue))
        object.add("violationCode", event.violationCode.map { .string($0) } ?? .null)
        object.add("sizeClass", event.sizeClass.map { .string($0.rawValue) } ?? .null)
        object.add("cutByHours", .string(event.cutByHours.rawValue))
        object.add("detail", event.detail.map { .string($0) } ?? .null)
    }

    private func addJudgement(of event: Event, to object: inout JSONObject) {
        object.add("id", .string(event.id.description))
        object.add("camera", .string(event.camera))
        object.add("rule", .string(event.rule))
        object.add("kind", .string(event.kind.rawValue))
        object.add("zone", event.kind.isHealth ? .null : .string(event.zone))
        object.add("state", .string(event.state.rawValue))
        object.add("since", time(event.since, event.clock))
        object.add("raisedAt", time(event.raisedAt, event.clock))
        object.add("endedAt", event.endedAt.map { time($0, event.clock) } ?? .null)
        object.add("dwellSeconds", event.kind.isHealth ? .null : .seconds(event.dwell))
        object.add("arrivalSeen", .bool(event.arrivalSeen))
    }

    private func addPlace(of event: Event, to object: inout JSONObject) {
        let sides = event.box.map { [$0.x, $0.y, $0.width, $0.height] }
        object.add("box", sides.map { .array($0.map { .integer($0) }) } ?? .null)
        let frame = [event.frame.width, event.frame.height]
        object.add("frame", event.box == nil ? .null : .array(frame.map { .integer($0) }))
        object.add("timeUncertaintySeconds", .seconds(event.uncertainty))
        object.add("onTheEdge", .bool(event.onTheEdge))
    }

    private func still(_ still: Still, _ clock: MediaClock) -> JSONText {
        var object = JSONObject()
        object.add("kind", .string("still"))
        object.add("moment", .string(still.moment.rawValue))
        object.add("at", time(still.at, clock))
        object.add("path", .string(path(still.path)))
        object.add("sha256", .string(still.sha256))
        object.add("framePath", .string(path(still.framePath)))
        object.add("frameSha256", .string(still.frameSHA256))
        return .object(object)
    }

    private func clip(_ clip: Clip, _ clock: MediaClock) -> JSONText {
        var object = JSONObject()
        object.add("kind", .string("clip"))
        object.add("at", time(clip.range.start, clock))
        object.add("until", time(clip.range.end, clock))
        object.add("path", .string(path(clip.path)))
        object.add("sha256", .string(clip.sha256))
        object.add("sizeBytes", .integer(Int(clip.sizeBytes)))
        return .object(object)
    }

    private func manifest(_ manifest: IndexedEvent.Manifest) -> JSONText {
        var object = JSONObject()
        object.add("kind", .string("manifest"))
        object.add("at", .string(manifest.signedAt.rfc3339(in: timeZone)))
        object.add("path", .string(path(manifest.path)))
        object.add("sha256", .string(manifest.sha256))
        object.add("sequence", .integer(Int(manifest.sequence)))
        return .object(object)
    }

    private func cameraClock(_ clock: CameraClock) -> JSONText {
        var object = JSONObject()
        object.add("offsetSeconds", .seconds(clock.offset))
        object.add("uncertaintySeconds", .seconds(clock.uncertainty))
        object.add("hostSynchronised", clock.isHostKept.map { .bool($0) } ?? .null)
        return .object(object)
    }

    private func source(of indexed: IndexedEvent) -> JSONText {
        var object = JSONObject()
        object.add("since", place(indexed.since))
        object.add("ended", place(indexed.ended))
        return .object(object)
    }

    private func place(_ place: IndexedEvent.Place?) -> JSONText {
        guard let place else { return .null }
        var object = JSONObject()
        object.add("file", .string(place.file))
        object.add("at", .seconds(place.at - .zero))
        return .object(object)
    }

    private func time(_ time: MediaTime, _ clock: MediaClock) -> JSONText {
        .string(clock.utc(at: time)?.rfc3339(in: timeZone) ?? time.clockText)
    }

    private func path(_ path: String) -> String {
        root.map { "\($0)/\(path)" } ?? path
    }
}

extension IndexedEvent {
    /// What its evidence consists of: an event of a camera that is not recorded has stills alone.
    fileprivate var evidenceSet: [String] {
        (stills.isEmpty ? [] : ["stills"]) + (clips.isEmpty ? [] : ["clip"])
    }
}

extension MediaTime {
    /// Hours, minutes, seconds and milliseconds since the clock's origin, such as `00:02:03.500`.
    public var clockText: String {
        let milliseconds = abs(microseconds) / 1000
        let parts = [
            (milliseconds / 3_600_000, 2), (milliseconds / 60_000 % 60, 2),
            (milliseconds / 1000 % 60, 2), (milliseconds % 1000, 3),
        ].map { value, digits in
            String(repeating: "0", count: max(0, digits - "\(value)".count)) + "\(value)"
        }
        let sign = microseconds <= -1000 ? "-" : ""
        return sign + parts[..<3].joined(separator: ":") + "." + parts[3]
    }
}
