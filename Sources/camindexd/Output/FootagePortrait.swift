import CameraIndex
import Foundation

/// What a file holds, as a page of text.
struct FootagePortrait {
    private let path: String
    private let probe: FootageProbe
    private let start: String

    private var format: FootageFormat { probe.format }

    /// Describes the file at `path`, whose start is understood as `start` says.
    init(path: String, probe: FootageProbe, start: String) {
        self.path = path
        self.probe = probe
        self.start = start
    }

    /// The page.
    var text: String {
        var table = TextTable(columns: [.words(""), .words("")])
        table.append(["file", path])
        table.append(["container", format.container])
        table.append(["codec", FormatText(format).codec])
        table.append(["picture", FormatText(format).picture])
        table.append(["length", length])
        table.append(["size", size])
        table.append(["keyframes", keyframes])
        table.append(["sound", format.hasAudio ? "yes, not looked at" : "none"])
        table.append(["start", start])
        if let trouble = probe.trouble { table.append(["trouble", trouble.description]) }
        return table.textWithoutTitles
    }

    private var length: String {
        let length = format.duration.map { "\($0.shortText) (\((.zero + $0).text))" } ?? "not told"
        guard let rate = format.frameRate else { return length }
        return "\(length), \(FormatText.decimal(rate, places: 2)) frames a second"
    }

    private var size: String {
        let size = FormatText.decimal(Double(probe.sizeBytes) / 1_000_000, places: 1) + " MB"
        guard let rate = format.bitsPerSecond else { return size }
        return "\(size), \(FormatText.decimal(Double(rate) / 1_000_000, places: 2)) Mbit/s"
    }

    private var keyframes: String {
        let statistics = probe.keyframes
        guard statistics.packetCount > 0 else { return "nothing could be read" }
        if statistics.hasOneKeyframe { return "only one, at the beginning" }
        guard let text = FormatText.keyframes(statistics) else {
            return "\(statistics.keyframeCount)"
        }
        return probe.isWhole || probe.trouble != nil ? text : text + " (in the first 5 min)"
    }
}
