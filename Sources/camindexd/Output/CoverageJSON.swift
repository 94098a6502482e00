import CameraIndex
import Foundation

/// Says for a program how much of an asked time was watched, and how far zones could be judged.
struct CoverageJSON {
    private let zone: TimeZone

    /// Writes times on the clocks of `zone`.
    init(zone: TimeZone) {
        self.zone = zone
    }

    /// An array with an object for each camera and file.
    func text(_ parts: [CoverageAnswer.Part]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(parts.map(object)), as: UTF8.self)
    }

    private func object(_ part: CoverageAnswer.Part) -> PartObject {
        let moments = MomentText(timeline: part.timeline, zone: zone)
        func stretches(_ ranges: [MediaRange]) -> [StretchObject] {
            ranges.map {
                StretchObject(from: moments.machine($0.start), to: moments.machine($0.end))
            }
        }
        return PartObject(
            camera: part.camera,
            file: part.file,
            from: moments.machine(part.asked.start),
            to: moments.machine(part.asked.end),
            watchedSeconds: part.watched.seconds,
            notWatched: part.gaps.map { gap in
                GapObject(
                    from: moments.machine(gap.start),
                    to: moments.machine(gap.end),
                    reasons: part.reasons(of: gap)
                )
            },
            zones: part.zones.map { zone in
                ZoneObject(
                    rule: zone.rule,
                    zone: zone.zone,
                    judgedShare: (zone.judgedShare * 1_000).rounded(.down) / 1_000,
                    notObservable: stretches(zone.notObservable)
                )
            }
        )
    }
}

/// How much was watched of one camera, or of a file of unknown time.
private struct PartObject: Encodable {
    let camera: String
    let file: String?
    let from: String
    let to: String
    let watchedSeconds: Double
    let notWatched: [GapObject]
    let zones: [ZoneObject]
}

/// How far a zone could be judged in what was watched.
private struct ZoneObject: Encodable {
    let rule: String
    let zone: String
    let judgedShare: Double
    let notObservable: [StretchObject]
}

/// A stretch that was not watched, with what is known to be the matter in it.
private struct GapObject: Encodable {
    let from: String
    let to: String
    let reasons: [String]
}

/// A stretch of time.
private struct StretchObject: Encodable {
    let from: String
    let to: String
}
