import CameraIndex
import Foundation

/// What the pictures of a file or a stream are, in words.
struct FormatText {
    private let format: FootageFormat

    /// Describes a format.
    init(_ format: FootageFormat) {
        self.format = format
    }

    /// Codec, pixel format and range.
    var codec: String {
        let profile = format.profile.map { " (\($0))" } ?? ""
        let range = format.isFullRange ? "full range" : "limited range"
        let fields = format.isInterlaced ? ", interlaced" : ""
        return "\(format.codec)\(profile), \(format.pixelFormat), \(range)\(fields)"
    }

    /// Size, turn and shape of the pixels.
    var picture: String {
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

    /// How far keyframes lie apart and how large they are, or nil with fewer than two.
    static func keyframes(_ statistics: KeyframeStatistics) -> String? {
        guard let median = statistics.medianDistance, let longest = statistics.longestDistance
        else { return nil }
        let size = statistics.medianKeyframeBytes.map { ", \($0 / 1_000) KB each" } ?? ""
        return "every \(median.shortText), at the longest \(longest.shortText)\(size)"
    }

    private static func text(_ size: PixelSize) -> String {
        "\(size.width) × \(size.height)"
    }

    /// A number with at most `places` decimals, without zeros at its end.
    static func decimal(_ number: Double, places: Int) -> String {
        var text = String(format: "%.\(places)f", number)
        while text.contains("."), text.last == "0" || text.last == "." {
            let isPoint = text.removeLast() == "."
            if isPoint { break }
        }
        return text
    }
}
