package import CameraIndex
package import Foundation

/// The cameras of an index in the chosen format.
package struct CameraListing {
    private let cameras: [CameraSummary]
    private let configuration: SiteConfiguration
    private let moments: MomentText
    private let zone: TimeZone

    /// Lists `cameras`, with their names out of `configuration` and times on the clocks of `zone`.
    package init(_ cameras: [CameraSummary], configuration: SiteConfiguration, zone: TimeZone) {
        self.cameras = cameras
        self.configuration = configuration
        self.zone = zone
        moments = MomentText(timeline: .utc, zone: zone)
    }

    /// The list.
    package func text(_ format: OutputFormat) throws -> String {
        switch format {
        case .table: table
        case .csv: csv
        case .json: try "[" + objects().map { "\n" + $0 }.joined(separator: ",") + "\n]\n"
        case .jsonl: try objects().map { $0 + "\n" }.joined()
        }
    }

    // MARK: - For people

    private var table: String {
        guard !cameras.isEmpty else { return "the index has no camera yet\n" }
        var table = TextTable(columns: [
            .words("CAMERA"), .words("NAME"), .words("FROM"), .words("TO"), .numbers("RECORDED"),
            .numbers("WATCHED"), .words("GAPS"), .numbers("FILES"), .words("TIME UNKNOWN"),
            .numbers("EVENTS"),
        ])
        for camera in cameras {
            table.append([
                camera.camera, configuration.camera(camera.camera)?.name ?? "",
                camera.span.map { moments.full($0.start) } ?? "",
                camera.span.map { moments.full($0.end) } ?? "",
                camera.span == nil ? "" : camera.recorded.shortText,
                camera.span == nil ? "" : camera.watched.shortText, gaps(camera),
                String(camera.footageCount), unknown(camera), String(camera.eventCount),
            ])
        }
        return table.text
    }

    private func gaps(_ camera: CameraSummary) -> String {
        guard !camera.gaps.isEmpty else { return "" }
        let length = camera.gaps.reduce(MediaDuration.zero) { $0 + $1.duration }
        return "\(camera.gaps.count) (\(length.shortText))"
    }

    private func unknown(_ camera: CameraSummary) -> String {
        guard camera.unknownClockCount > 0 else { return "" }
        let files = camera.unknownClockCount == 1 ? "1 file" : "\(camera.unknownClockCount) files"
        return "\(files), \(camera.unknownClockRecorded.shortText)"
    }

    // MARK: - For programs

    private var csv: String {
        let header = [
            "camera", "from", "to", "recordedSeconds", "watchedSeconds", "gaps", "gapSeconds",
            "files", "unknownClockFiles", "unknownClockSeconds", "sizeBytes", "events",
        ]
        let lines = cameras.map { camera in
            let gap = camera.gaps.reduce(MediaDuration.zero) { $0 + $1.duration }
            return CSVLine.text([
                camera.camera, camera.span.map { moments.machine($0.start) } ?? "",
                camera.span.map { moments.machine($0.end) } ?? "",
                String(camera.recorded.seconds), String(camera.watched.seconds),
                String(camera.gaps.count), String(gap.seconds), String(camera.footageCount),
                String(camera.unknownClockCount), String(camera.unknownClockRecorded.seconds),
                String(camera.sizeBytes), String(camera.eventCount),
            ])
        }
        return CSVLine.text(header) + lines.joined()
    }

    private func objects() throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try cameras.map { camera in
            let object = CameraObject(camera, moments: moments)
            return String(decoding: try encoder.encode(object), as: UTF8.self)
        }
    }
}

/// A camera as a JSON object; keys may be added, none is renamed or left out.
private struct CameraObject: Encodable {
    struct Stretch: Encodable {
        let from: String
        let to: String
    }

    let camera: String
    let span: Stretch?
    let gaps: [Stretch]
    let recordedSeconds: Double
    let watchedSeconds: Double
    let files: Int
    let unknownClockFiles: Int
    let unknownClockSeconds: Double
    let sizeBytes: Int64
    let events: Int

    init(_ summary: CameraSummary, moments: MomentText) {
        func stretch(_ range: MediaRange) -> Stretch {
            Stretch(from: moments.machine(range.start), to: moments.machine(range.end))
        }
        camera = summary.camera
        span = summary.span.map(stretch)
        gaps = summary.gaps.map(stretch)
        recordedSeconds = summary.recorded.seconds
        watchedSeconds = summary.watched.seconds
        files = summary.footageCount
        unknownClockFiles = summary.unknownClockCount
        unknownClockSeconds = summary.unknownClockRecorded.seconds
        sizeBytes = summary.sizeBytes
        events = summary.eventCount
    }

    /// Writes `span` as null where there is none; the synthesised way would leave it out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(camera, forKey: .camera)
        try container.encode(span, forKey: .span)
        try container.encode(gaps, forKey: .gaps)
        try container.encode(recordedSeconds, forKey: .recordedSeconds)
        try container.encode(watchedSeconds, forKey: .watchedSeconds)
        try container.encode(files, forKey: .files)
        try container.encode(unknownClockFiles, forKey: .unknownClockFiles)
        try container.encode(unknownClockSeconds, forKey: .unknownClockSeconds)
        try container.encode(sizeBytes, forKey: .sizeBytes)
        try container.encode(events, forKey: .events)
    }

    private enum CodingKeys: String, CodingKey {
        case camera, span, gaps, recordedSeconds, watchedSeconds, files, unknownClockFiles
        case unknownClockSeconds, sizeBytes, events
    }
}
