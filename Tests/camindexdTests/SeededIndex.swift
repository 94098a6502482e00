import CameraIndex
import Foundation

/// A data folder with two hours of camera gate-2, two events in them, and a file of unknown time.
final class SeededIndex {
    let folder: String

    /// 2026-01-01 08:00 in Shanghai.
    static let start = MediaTime(microseconds: 1_767_225_600_000_000)

    /// Makes the folder; it is removed with the last reference.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-index-\(UUID())").path(percentEncoded: false)
        let directory = try DataDirectory(creatingAt: folder)
        let index = try EventIndex.open(directory, access: .writing)
        try index.record(Self.gate())
        try index.setStills(Self.stills, evidence: .whole, of: EventID(stored: "00000000000000a1"))
        try index.record(Self.yard())
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    private static func gate() -> FactBatch {
        let clock = MediaClock(source: .name, uncertainty: .seconds(1))
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: clock)
        let whole = MediaRange(start, start + .minutes(120))
        batch.footage = [
            footage(camera: "gate-2", path: "/rec/gate-2.mp4", timeline: .utc, whole, clock)
        ]
        let hole = MediaRange(start + .minutes(12), start + .seconds(1_199.5))
        batch.coverage = [
            .watched(MediaRange(start, hole.start), longestGap: .seconds(1), floor: .seconds(20)),
            .damaged(hole),
            .watched(MediaRange(hole.end, whole.end), longestGap: .seconds(1), floor: .seconds(20)),
        ]
        batch.events = [
            event("a1", stop: "b1", at: start + .seconds(123.5), dwell: .seconds(263.5), clock),
            event(
                "a2",
                stop: "b2",
                at: start + .minutes(110),
                dwell: .minutes(10),
                isOpen: true,
                clock
            ),
        ]
        return batch
    }

    private static func yard() -> FactBatch {
        let timeline = Timeline.footage(FootageID(stored: "c1"))
        var batch = FactBatch(camera: "yard", timeline: timeline, clock: .unknown)
        let whole = MediaRange(.zero, .zero + .minutes(10))
        batch.footage = [
            footage(camera: "yard", path: "/rec/yard.avi", timeline: timeline, whole, .unknown)
        ]
        batch.coverage = [.watched(whole, longestGap: .seconds(1), floor: .seconds(20))]
        var event = event(
            "a3",
            stop: "b3",
            at: .zero,
            dwell: .seconds(300),
            MediaClock.unknown
        )
        event.camera = "yard"
        event.arrivalSeen = false
        batch.events = [event]
        return batch
    }

    private static func footage(
        camera: String,
        path: String,
        timeline: Timeline,
        _ range: MediaRange,
        _ clock: MediaClock
    ) -> Footage {
        Footage(
            id: FootageID(stored: camera == "yard" ? "c1" : "c2"),
            camera: camera,
            path: path,
            sizeBytes: 1_000_000,
            timeline: timeline,
            range: range,
            clock: clock,
            format: Footage.Format(codec: "h264", frame: PixelSize(width: 1920, height: 1080)),
            offset: range.start,
            watchedUntil: range.end,
            isComplete: true,
            settings: "s1"
        )
    }

    private static func event(
        _ id: String,
        stop: String,
        at since: MediaTime,
        dwell: MediaDuration,
        isOpen: Bool = false,
        _ clock: MediaClock
    ) -> Event {
        Event(
            id: EventID(stored: "00000000000000\(id)"),
            camera: "gate-2",
            rule: "no-stopping",
            kind: .dwell,
            zone: "north-lane",
            state: isOpen ? .open : .ended,
            stop: StopID(stored: "00000000000000\(stop)"),
            since: since,
            raisedAt: since + .minutes(4),
            endedAt: isOpen ? nil : since + dwell,
            dwell: dwell,
            limit: .minutes(4),
            arrivalSeen: true,
            box: Box(x: 100, y: 200, width: 300, height: 150),
            frame: PixelSize(width: 1920, height: 1080),
            uncertainty: .seconds(0.04),
            onTheEdge: false,
            clock: clock
        )
    }

    private static var stills: [Still] {
        Still.Moment.allCases.enumerated().map { index, moment in
            Still(
                moment: moment,
                at: start + .seconds(123.5) + .minutes(2) * Double(index),
                path: "stills/gate-2/\(moment.rawValue).jpg",
                sha256: "5a\(index)",
                framePath: "stills/gate-2/\(moment.rawValue)-frame.jpg",
                frameSHA256: "5b\(index)"
            )
        }
    }
}
