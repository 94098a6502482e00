package import CameraIndex
package import Foundation

/// Events as CSV: the facts of the JSON form, one event a line.
package struct EventCSV: Sendable {
    private let zone: TimeZone

    /// Makes a writer of times on the clocks of `zone`.
    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// The line of titles.
    package var header: String {
        CSVLine.text([
            "id", "camera", "rule", "kind", "zone", "state", "since", "raisedAt", "endedAt",
            "dwellSeconds", "arrivalSeen", "boxX", "boxY", "boxWidth", "boxHeight", "frameWidth",
            "frameHeight", "timeUncertaintySeconds", "onTheEdge", "review", "evidenceState",
            "clock",
            "sinceFile", "sinceFileSeconds", "endedFile", "endedFileSeconds",
            "severity", "violationCode", "sizeClass", "cutByHours", "detail",
            "cameraClockOffsetSeconds", "cameraClockUncertaintySeconds",
        ])
    }

    /// The line of an event.
    package func line(_ indexed: IndexedEvent) -> String {
        let event = indexed.event
        let moments = MomentText(clock: event.clock, zone: zone)
        let names = [
            event.id.description, event.camera, event.rule, event.kind.rawValue, event.zone,
            event.state.rawValue,
        ]
        let times = [
            moments.machine(event.since), moments.machine(event.raisedAt),
            event.endedAt.map { moments.machine($0) } ?? "",
            event.kind.isHealth ? "" : Self.seconds(event.dwell),
            String(event.arrivalSeen),
        ]
        let sides = event.box.map {
            [$0.x, $0.y, $0.width, $0.height, event.frame.width, event.frame.height]
        }
        let place = sides.map { $0.map { String($0) } } ?? Array(repeating: "", count: 6)
        let judgement = [
            Self.seconds(event.uncertainty), String(event.onTheEdge), event.review.rawValue,
            indexed.evidence.name, event.clock.source.rawValue,
        ]
        return CSVLine.text(
            names + times + place + judgement
                + Self.source(indexed.since) + Self.source(indexed.ended) + terms(event)
                + Self.clock(indexed.cameraClock)
        )
    }

    private func terms(_ event: Event) -> [String] {
        [
            event.severity.rawValue, event.violationCode ?? "", event.sizeClass?.rawValue ?? "",
            event.cutByHours.rawValue, event.detail ?? "",
        ]
    }

    private static func clock(_ clock: CameraClock?) -> [String] {
        guard let clock else { return ["", ""] }
        return [seconds(clock.offset), seconds(clock.uncertainty)]
    }

    private static func source(_ place: IndexedEvent.Place?) -> [String] {
        guard let place else { return ["", ""] }
        return [place.file, seconds(place.at - .zero)]
    }

    private static func seconds(_ duration: MediaDuration) -> String {
        String(duration.seconds)
    }
}
