package import CameraIndex
package import Foundation

/// Events as a table for people.
package enum EventTable {
    /// The table; empty where there is no event.
    package static func text(_ events: [IndexedEvent], zone: TimeZone) -> String {
        guard !events.isEmpty else { return "" }
        var table = TextTable(columns: [
            .words("CAMERA"), .words("SINCE"), .words("UNTIL"), .numbers("STOOD"), .words("RULE"),
            .words("ZONE"), .words("STATE"), .words("EVENT"), .words("NOTE"), .words("FILE"),
        ])
        for indexed in events { table.append(row(indexed, zone)) }
        return table.text
    }

    private static func row(_ indexed: IndexedEvent, _ zone: TimeZone) -> [String] {
        let event = indexed.event
        let moments = MomentText(clock: event.clock, zone: zone)
        // Media times mean nothing without their file.
        let file = event.clock.isKnown ? nil : indexed.since?.file
        return [
            event.camera,
            moments.full(event.since),
            event.endedAt.map { moments.brief($0, besides: event.since) } ?? "still there",
            event.dwell.stopwatchText,
            event.rule,
            event.zone,
            event.state.rawValue,
            event.id.description,
            note(event),
            file.map { URL(filePath: $0).lastPathComponent } ?? "",
        ]
    }

    private static func note(_ event: Event) -> String {
        var notes: [String] = []
        if !event.arrivalSeen { notes.append("there from the start") }
        if event.onTheEdge { notes.append("on the edge") }
        if event.review != .pending { notes.append(event.review.rawValue) }
        return notes.joined(separator: ", ")
    }
}
