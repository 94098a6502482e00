import CameraIndex
import Foundation
import Logging

/// How a log is written.
enum LogFormat: String, CaseIterable {
    /// A line for people: time, level, camera, what happened.
    case text
    /// An object of JSON a line, for programs.
    case json
}

/// Writes a log to standard error, a line for each entry.
struct LogLine: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private let format: LogFormat
    private let zone: TimeZone
    private let clock: any HostClock

    /// Makes a log whose times are told on the clocks of `zone`.
    init(_ format: LogFormat, zone: TimeZone, clock: any HostClock) {
        self.format = format
        self.zone = zone
        self.clock = clock
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let time = clock.utc.rfc3339(in: zone)
        switch format {
        case .text:
            let whom = all["camera"] ?? all["destination"]
            let name = whom.map { "\(DisplayWidth.printable("\($0)")): " } ?? ""
            StandardStream.error.say("\(time) \(event.level) \(name)\(event.message)")
        case .json:
            var entry = all.mapValues { "\($0)" }
            entry["time"] = time
            entry["level"] = event.level.rawValue
            entry["message"] = "\(event.message)"
            StandardStream.error.say(Self.json(entry))
        }
    }

    private static func json(_ entry: [String: String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(entry), as: UTF8.self)
        } catch {
            // Text cannot fail to be encoded; the message counts.
            return entry["message"] ?? ""
        }
    }
}
