import CameraIndex
import Foundation

/// Writes events one after the other, under one head.
struct FollowedListing {
    private let format: OutputFormat
    private let zone: TimeZone
    private let json: EventJSON
    private var isOpen = false

    /// Prepares a listing whose pictures lie below `root`.
    init(format: OutputFormat, zone: TimeZone, root: String) {
        self.format = format
        self.zone = zone
        json = EventJSON(timeZone: zone, root: root)
    }

    /// Writes events, at once.
    mutating func append(_ events: [IndexedEvent]) throws {
        if !isOpen, format == .csv { try StandardStream.output.write(EventCSV(zone: zone).header) }
        for event in events { try StandardStream.output.write(text(of: event)) }
        isOpen = isOpen || format == .csv || !events.isEmpty
    }

    private func text(of event: IndexedEvent) -> String {
        switch format {
        case .json, .jsonl: return json.line(event) + "\n"
        case .csv: return EventCSV(zone: zone).line(event)
        case .table:
            let table = EventTable.text([event], zone: zone)
            guard isOpen, let end = table.firstIndex(of: "\n") else { return table }
            return String(table[table.index(after: end)...])
        }
    }
}
