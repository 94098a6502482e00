import CameraIndex
import Foundation
import GRDB

/// A data folder of its own for one test; it is gone when the test ends.
final class IndexFolder: Sendable {
    let path: String
    let directory: DataDirectory

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/camindexd-\(UUID().uuidString)"
        directory = try DataDirectory(creatingAt: path)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("left behind: \(path)")
        }
    }

    func open(
        _ access: EventIndex.Access = .writing,
        options: EventIndex.Options = EventIndex.Options()
    ) throws(IndexError) -> EventIndex {
        try EventIndex.open(directory, access: access, options: options)
    }
}

extension IndexFolder {
    /// Copies index and states into another folder while somebody writes them: as after kill -9.
    func copy(to other: IndexFolder) throws {
        var patient = Configuration()
        patient.busyMode = .timeout(1_800)
        let index = try DatabaseQueue(path: directory.indexPath, configuration: patient)
        // Between two transactions, or the index would name a state that the next one removes.
        try index.inTransaction(.immediate) { _ in
            for file in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
                try copy(file, to: other)
            }
            let states = FileManager.default.enumerator(atPath: path + "/state")
            for case let file as String in states ?? .init() {
                try copy("state/" + file, to: other)
            }
            return .rollback
        }
    }

    /// Copies a file, or makes a folder; what is gone by then is named by nobody.
    private func copy(_ item: String, to other: IndexFolder) throws {
        let (source, target) = (URL(filePath: path + "/" + item), other.path + "/" + item)
        do {
            let isFolder = try source.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
            guard isFolder != true else {
                return try FileManager.default.createDirectory(
                    atPath: target,
                    withIntermediateDirectories: true
                )
            }
            try Data(contentsOf: source).write(to: URL(filePath: target))
        } catch {
            guard !FileManager.default.fileExists(atPath: source.path) else { throw error }
        }
    }
}

/// A moment so many seconds after 2026-01-01T00:00:00Z.
func utc(_ seconds: Double) -> UTCTime {
    UTCTime(microseconds: 1_767_225_600_000_000 + Int64(seconds * 1_000_000))
}

/// The same moment on a camera's UTC axis.
func moment(_ seconds: Double) -> MediaTime {
    MediaTime(microseconds: utc(seconds).microseconds)
}

/// A stretch of a camera's UTC axis.
func stretch(_ start: Double, _ end: Double) -> MediaRange {
    MediaRange(moment(start), moment(end))
}

extension MediaClock {
    static let given = MediaClock(source: .given, uncertainty: .seconds(1))
}

extension Box {
    static let car = Box(x: 100, y: 200, width: 80, height: 40)
}

extension EventIndex {
    /// Has somebody say something of an event.
    func setReview(_ decision: Event.Review, of id: EventID) throws(IndexError) {
        try review([id], ReviewEntry(at: utc(0), by: "Li", decision: decision))
    }
}

extension Stop {
    /// A stop in plain daylight: seen to come, seen to leave.
    static func sample(
        from start: Double,
        to end: Double,
        box: Box = .car,
        ending: Ending? = .left
    ) -> Stop {
        Stop(
            id: StopID(since: moment(start), box: box),
            since: moment(start),
            sinceUncertainty: .seconds(0.04),
            lastSeen: moment(end),
            ending: ending,
            endUncertainty: .seconds(0.08),
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 1920, height: 1080),
            turn: .half,
            seenRatio: 0.75,
            hiddenRatio: 0.25,
            gaps: [stretch(start + 1, start + 2), stretch(start + 3, start + 4)],
            hidden: [stretch(start + 5, start + 6)]
        )
    }
}

extension Event {
    /// An event that a dwell rule of 240 s makes of a stop.
    static func sample(
        _ stop: Stop,
        camera: String = "gate-2",
        rule: String = "no-stopping",
        zone: String = "north-lane",
        clock: MediaClock = .given,
        timeline: Timeline = .utc
    ) -> Event {
        Event(
            id: EventID(
                camera: camera,
                rule: rule,
                zone: zone,
                stop: stop.id,
                timeline: timeline
            ),
            camera: camera,
            rule: rule,
            kind: .dwell,
            zone: zone,
            state: stop.ending == nil ? .open : .ended,
            stop: stop.id,
            since: stop.since,
            raisedAt: stop.since + .seconds(240),
            endedAt: stop.ending == nil ? nil : stop.lastSeen,
            dwell: stop.dwell,
            limit: .seconds(240),
            arrivalSeen: stop.arrivalSeen,
            box: stop.box,
            frame: stop.frame,
            uncertainty: .seconds(0.12),
            onTheEdge: false,
            clock: clock
        )
    }

    /// An event of that length, of a stop of its own.
    static func sample(from start: Double, to end: Double, camera: String = "gate-2") -> Event {
        .sample(.sample(from: start, to: end), camera: camera)
    }
}

extension FactBatch {
    /// A batch on a camera's UTC axis.
    static func of(_ camera: String = "gate-2", events: [Event] = []) -> FactBatch {
        var batch = FactBatch(camera: camera, timeline: .utc, clock: .given)
        batch.events = events
        return batch
    }

    /// A batch on the axis of one file whose clock is unknown.
    static func unknown(_ footage: FootageID, camera: String = "gate-2") -> FactBatch {
        FactBatch(camera: camera, timeline: .footage(footage), clock: .unknown)
    }
}

extension Footage {
    /// An hour of 1080p that was watched to its end.
    static func sample(
        _ id: String = "f1",
        camera: String = "gate-2",
        from start: Double = 0,
        to end: Double = 3600,
        timeline: Timeline = .utc
    ) -> Footage {
        Footage(
            id: FootageID(stored: id),
            camera: camera,
            path: "/footage/\(id).mp4",
            sizeBytes: 1_000_000,
            timeline: timeline,
            range: timeline == .utc
                ? stretch(start, end) : MediaRange(.zero, MediaTime(seconds: end - start)),
            clock: timeline == .utc ? .given : .unknown,
            format: Footage.Format(
                codec: "h264",
                frame: PixelSize(width: 1920, height: 1080),
                turn: .clockwise,
                frameRate: 25
            ),
            offset: timeline == .utc ? moment(start) : .zero,
            watchedUntil: timeline == .utc ? moment(end) : MediaTime(seconds: end - start),
            isComplete: true,
            settings: "settings-1",
            tail: Footage.Tail(at: MediaTime(seconds: 3598), sha256: "aa55")
        )
    }
}

extension Still {
    static func sample(_ moment: Moment, at time: MediaTime) -> Still {
        Still(
            moment: moment,
            at: time,
            path: "stills/\(moment.rawValue).jpg",
            sha256: "0\(moment.rawValue)",
            framePath: "stills/\(moment.rawValue)-frame.jpg",
            frameSHA256: "1\(moment.rawValue)"
        )
    }
}
