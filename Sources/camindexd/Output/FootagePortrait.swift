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
        table.append(["codec", codec])
        table.append(["picture", picture])
        table.append(["length", length])
        table.append(["size", size])
        table.append(["keyframes", keyframes])
        table.append(["sound", format.hasAudio ? "yes, not looked at" : "none"])
        table.append(["start", start])
        if let trouble = probe.trouble { table.append(["trouble", trouble.description]) }
        return table.textWithoutTitles
    }

    private var codec: String {
        let profile = format.profile.map { " (\($0))" } ?? ""
        let range = format.isFullRange ? "full range" : "limited range"
        let fields = format.isInterlaced ? ", interlaced" : ""
        return "\(format.codec)\(profile), \(format.pixelFormat), \(range)\(fields)"
    }

    private var picture: String {
        var text = Self.text(format.frame)
        if format.turn != .none {
            text +=
                ", shown turned by \(format.turn.rawValue)° as "
                + Self.text(format.turn.upright(format.frame))
        }
        if abs(format.pixelAspect - 1) > 0.001 {
            text +=
                ", each pixel \(Self.decimal(format.pixelAspect, places: 2)) times as wide as high"
        }
        return text
    }

    private var length: String {
        let length = format.duration.map { "\($0.shortText) (\((.zero + $0).text))" } ?? "not told"
        guard let rate = format.frameRate else { return length }
        return "\(length), \(Self.decimal(rate, places: 2)) frames a second"
    }

    private var size: String {
        let size = Self.decimal(Double(probe.sizeBytes) / 1_000_000, places: 1) + " MB"
        guard let rate = format.bitsPerSecond else { return size }
        return "\(size), \(Self.decimal(Double(rate) / 1_000_000, places: 2)) Mbit/s"
    }

    private var keyframes: String {
        let statistics = probe.keyframes
        guard statistics.packetCount > 0 else { return "nothing could be read" }
        if statistics.hasOneKeyframe { return "only one, at the beginning" }
        guard let median = statistics.medianDistance, let longest = statistics.longestDistance
        else {
            return "\(statistics.keyframeCount)"
        }
        var text = "every \(median.shortText), at the longest \(longest.shortText)"
        if let bytes = statistics.medianKeyframeBytes { text += ", \(bytes / 1_000) KB each" }
        return probe.isWhole || probe.trouble != nil ? text : text + " (in the first 5 min)"
    }

    private static func text(_ size: PixelSize) -> String {
        "\(size.width) × \(size.height)"
    }

    /// A number with at most `places` decimals, without zeros at its end.
    private static func decimal(_ number: Double, places: Int) -> String {
        var text = String(format: "%.\(places)f", number)
        while text.contains("."), text.last == "0" || text.last == "." {
            let isPoint = text.removeLast() == "."
            if isPoint { break }
        }
        return text
    }
}
