import CameraIndex
import Foundation

/// What a scan says when it has ended: events, problems, and how much was watched.
struct ScanReport {
    let summary: ScanSummary
    /// Nil where nothing could be watched.
    let index: EventIndex?
    let zone: TimeZone
    let format: OutputFormat
    let isQuiet: Bool
    let effort: ScanRun.Effort
    /// How the footage was sampled.

    /// Writes everything.
    ///
    /// - Throws: `CommandEnd` where not all of the footage was watched.
    func write() throws {
        var listing = EventListing(
            format: format,
            zone: zone,
            root: index?.directory.path,
            write: StandardStream.output.write
        )
        let events = summary.cameras.flatMap(\.events)
        try listing.append(events)
        try listing.finish()
        if format == .table, !summary.isEmpty || !events.isEmpty { try tellCount(events.count) }
        if !isQuiet, !summary.isEmpty {
            for line in try lines() { try tell(line) }
        }
        tellProblems()
        if summary.isEmpty, !summary.isInterrupted { throw CommandEnd(status: .failed) }
        if summary.isPartial { throw CommandEnd(status: .partial) }
    }

    private func tellCount(_ count: Int) throws {
        guard !isQuiet else { return }
        let zones = summary.cameras.flatMap(\.zones.values).flatMap(\.self)
        let text = EventCountText.text(count, of: zones)
        try StandardStream.output.write((count == 0 ? "" : "\n") + text + "\n")
    }

    /// Under a table, else on standard error, where it is in no program's way.
    private func tell(_ line: String) throws {
        if format == .table {
            try StandardStream.output.write(line + "\n")
        } else {
            StandardStream.error.say(line)
        }
    }

    // MARK: - Summary

    private func lines() throws -> [String] {
        var lines = [work]
        let coverage = CoverageText(zone: zone)
        let parts = try parts()
        lines += coverage.lines(parts)
        let unknown = summary.cameras.flatMap(\.asked).filter { $0.timeline != .utc }
        if let first = unknown.first {
            let name = URL(filePath: first.path).lastPathComponent
            let rest = unknown.count > 1 ? " and \(unknown.count - 1) more" : ""
            lines.append(
                "nothing tells when \(name)\(rest) was taken: times are those of the file. "
                    + "Give --start or --time-template to find it by date."
            )
        }
        return lines + summary.storage.compactMap(StorageText.line(of:))
    }

    /// "scanned 24 h of footage in 4 min 3 s (355 × real time); 3 files were known already".
    private var work: String {
        let known = summary.cameras.reduce(0) { $0 + $1.skipped.count }
        let files = known == 1 ? "1 file was known already" : "\(known) files were known already"
        guard effort.watched > .zero else {
            return "nothing was decoded: \(files). Use --again to watch it again"
        }
        let seconds = effort.elapsed / .seconds(1)
        let speed = seconds > 0 ? effort.watched.seconds / seconds : 0
        let work =
            "scanned \(effort.watched.shortText) of footage in "
            + "\(MediaDuration.seconds(seconds).shortText) (\(SpeedText.text(speed)) × real time)"
            + decoding
        return known == 0 ? work : "\(work); \(files)"
    }

    /// ", survey: 586 pictures decoded", or nothing where every frame was.
    private var decoding: String {
        let gears = summary.gears.map(\.rawValue)
        guard gears != [Gear.all.rawValue], !gears.isEmpty else { return "" }
        return ", \(gears.joined(separator: " and ")): \(summary.decodedCount) pictures decoded"
    }

    /// How closely the footage of each camera and timeline was watched.
    private func parts() throws -> [WatchedTime] {
        guard let index else { return [] }
        var parts: [WatchedTime] = []
        for camera in summary.cameras {
            for timeline in Set(camera.asked.map(\.timeline)) {
                let own = camera.asked.filter { $0.timeline == timeline }
                let spans = try own.flatMap { asked in
                    try index.coverage(
                        camera: camera.camera,
                        timeline: timeline,
                        overlapping: asked.range
                    )
                }
                parts.append(
                    WatchedTime(
                        camera: camera.camera,
                        timeline: timeline,
                        file: own.first?.path,
                        asked: own.map(\.range),
                        spans: spans,
                        zones: camera.zones[timeline] ?? []
                    )
                )
            }
        }
        return parts
    }

    // MARK: - Problems

    private func tellProblems() {
        for problem in summary.allProblems {
            switch problem.severity {
            case .missed: StandardStream.error.say("camindexd: \(problem)")
            case .note: if !isQuiet { StandardStream.error.say("note: \(problem)") }
            }
        }
        if summary.isInterrupted {
            StandardStream.error.say("stopped before the end; run the same command again to go on.")
        }
    }
}
