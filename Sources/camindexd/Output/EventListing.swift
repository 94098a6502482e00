package import CameraIndex
package import Foundation

/// Writes events in the chosen format as they come, page by page.
package struct EventListing {
    private let format: OutputFormat
    private let zone: TimeZone
    private let json: EventJSON
    private let write: (String) throws -> Void
    private var count = 0
    private var isOpen = false
    /// A table is laid out when all its rows are known.
    private var rows: [IndexedEvent] = []

    /// Begins a list.
    ///
    /// - Parameters:
    ///   - format: The form.
    ///   - zone: The clocks on which times are told.
    ///   - root: The folder that is put before the paths of pictures.
    ///   - write: Takes the text.
    package init(
        format: OutputFormat,
        zone: TimeZone,
        root: String?,
        write: @escaping (String) throws -> Void
    ) {
        self.format = format
        self.zone = zone
        self.write = write
        json = EventJSON(timeZone: zone, root: root)
    }

    /// Adds events.
    package mutating func append(_ events: [IndexedEvent]) throws {
        var text = open()
        for event in events {
            switch format {
            case .table: rows.append(event)
            case .json: text += (count == 0 ? "\n" : ",\n") + json.line(event)
            case .jsonl: text += json.line(event) + "\n"
            case .csv: text += EventCSV(zone: zone).line(event)
            }
            count += 1
        }
        try write(text)
    }

    /// Ends the list.
    package mutating func finish() throws {
        let text = open()
        switch format {
        case .table: try write(EventTable.text(rows, zone: zone))
        case .json: try write(text + (count == 0 ? "]\n" : "\n]\n"))
        case .jsonl, .csv: try write(text)
        }
    }

    /// What stands before the first event; nothing when it was written already.
    private mutating func open() -> String {
        guard !isOpen else { return "" }
        isOpen = true
        return switch format {
        case .table, .jsonl: ""
        case .json: "["
        case .csv: EventCSV(zone: zone).header
        }
    }
}
