package import CameraIndex
package import Foundation

/// Events as a table for people.
package enum EventTable {
    /// An event with what stands before and behind it.
    package struct Row: Sendable {
        let event: IndexedEvent
        let mark: String
        let still: String

        /// Makes a row; columns in which nothing stands are left out.
        package init(_ event: IndexedEvent, mark: String = "", still: String = "") {
            self.event = event
            self.mark = mark
            self.still = still
        }
    }

    /// The table; empty where there is no event.
    package static func text(_ events: [IndexedEvent], zone: TimeZone) -> String {
        text(events.map { Row($0) }, zone: zone)
    }

    /// The table of rows; empty where there is none.
    package static func text(_ rows: [Row], zone: TimeZone) -> String {
        guard !rows.isEmpty else { return "" }
        var table = TextTable(columns: [
            .words(""), .words("CAMERA"), .words("SINCE"), .words("UNTIL"), .numbers("STOOD"),
            .words("RULE"),
            .words("ZONE"), .words("STATE"), .words("EVENT"), .words("NOTE"), .words("FILE"),
            .words("STILL"),
        ])
        for row in rows { table.append([row.mark] + cells(row.event, zone) + [row.still]) }
        return table.text
    }

    private static func cells(_ indexed: IndexedEvent, _ zone: TimeZone) -> [String] {
        let event = indexed.event
        let moments = MomentText(clock: event.clock, zone: zone)
        // Media times mean nothing without their file.
        let file = event.clock.isKnown ? nil : indexed.since?.file
        return [
            event.camera,
            moments.full(event.since),
            event.endedAt.map { moments.brief($0, besides: event.since) }
                ?? (event.kind.isHealth ? "still so" : "still there"),
            event.dwell.stopwatchText,
            event.kind.isHealth ? event.kind.rawValue : event.rule,
            event.zone,
            event.state.rawValue,
            event.id.description,
            note(indexed),
            file.map { URL(filePath: $0).lastPathComponent } ?? "",
        ]
    }

    private static func note(_ indexed: IndexedEvent) -> String {
        let event = indexed.event
        var notes: [String] = []
        if let detail = event.detail { notes.append(detail) }
        if event.cutByHours != .none {
            notes.append("cut by hours")
        } else if !event.arrivalSeen {
            notes.append("there from the start")
        }
        if event.onTheEdge { notes.append("on the edge") }
        if event.review != .pending { notes.append(event.review.rawValue) }
        // An event that tells just this has it in its words.
        if event.kind != .clockOff, let clock = indexed.cameraClock?.note { notes.append(clock) }
        return notes.joined(separator: ", ")
    }
}
