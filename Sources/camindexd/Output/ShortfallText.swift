import CameraIndex
import Foundation

/// Says where footage was not watched closely enough for a rule, and which scan would tell more.
struct ShortfallText {
    private let scan: String
    private let zone: TimeZone
    /// The most files that are named one by one.
    private let fileLimit = 8

    /// Makes sentences about `scan`, the beginning of a command, and times on the clocks of `zone`.
    init(scan: String, zone: TimeZone) {
        self.scan = scan
        self.zone = zone
    }

    /// "not watched closely enough from … to …", and what to do.
    func lines(of shortfall: WatchShortfall) -> [String] {
        let moments = MomentText(timeline: shortfall.timeline, zone: zone)
        let range = shortfall.range
        let line =
            "not watched closely enough from \(moments.full(range.start)) to "
            + "\(moments.full(range.end)): the rules ask for stops of "
            + "\(shortfall.need.shortText), and shorter ones than \(shortfall.floor.shortText) "
            + "were missed"
        if let command = command(for: shortfall) { return [line + ". This would tell:", command] }
        guard shortfall.canBeWatchedCloser else {
            return [
                line + "; its pictures are up to \(shortfall.longestGap.shortText) apart, and no "
                    + "scan can tell more"
            ]
        }
        return [line + "; its files are not known any more"]
    }

    /// The stretch for a program.
    func object(of shortfall: WatchShortfall) -> ShortfallObject {
        let moments = MomentText(timeline: shortfall.timeline, zone: zone)
        return ShortfallObject(
            from: moments.machine(shortfall.range.start),
            to: moments.machine(shortfall.range.end),
            neededSeconds: shortfall.need.seconds,
            floorSeconds: shortfall.floor.seconds,
            scan: command(for: shortfall)
        )
    }

    private func command(for shortfall: WatchShortfall) -> String? {
        guard shortfall.canBeWatchedCloser, !shortfall.files.isEmpty else { return nil }
        var paths = shortfall.files
        if paths.count > fileLimit {
            // What is known well enough is passed over: the folders do as well.
            paths = Set(paths.map { URL(filePath: $0).deletingLastPathComponent().path }).sorted()
        }
        return ([scan] + paths.map { Self.quoted($0) }).joined(separator: " ")
    }

    /// A word as a shell reads it back.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || "0123456789-_./:+=@%,".unicodeScalars.contains(scalar)
        }
        guard !plain || word.isEmpty else { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

/// A stretch that was not watched closely enough, as a JSON object.
struct ShortfallObject: Encodable {
    /// Its begin.
    let from: String
    /// Its end.
    let to: String
    /// The shortest stop that must not be missed.
    let neededSeconds: Double
    /// The shortest stop that was not missed.
    let floorSeconds: Double
    /// The scan that would tell more, or nil where none can.
    let scan: String?
}
