import CameraIndex
import Foundation
import Testing

/// What commands say of zones that could not be judged.
struct HiddenZoneTests {
    private let index: HiddenZoneIndex

    init() throws {
        index = try HiddenZoneIndex()
    }

    private func run(_ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: arguments + ["--data", index.folder, "--time-zone", "Asia/Shanghai"]
        )
    }

    /// Of the hour ten minutes are hidden: 20 % of them are seen, 100 % of the others.
    private let line =
        "gate-2: zone kerb could be judged in 86.6 % of what was watched; "
        + "not observable: 08:20:00–08:30:00\n"

    @Test func `a query tells what it could not see`() throws {
        let run = try run("query", "--camera", "gate-2")
        #expect(run.status == 0)
        #expect(
            run.output == "no events in what could be observed\n"
                + "gate-2: watched all 1 h, every stop of 20 s or more\n" + line
        )
    }

    @Test func `of a zone that was seen throughout nothing is told`() throws {
        let kerb = try run(
            "query",
            "--camera",
            "gate-2",
            "--from",
            "2026-01-01 08:30",
            "--to",
            "2026-01-01 09:00"
        )
        #expect(
            kerb.output == "no events\ngate-2: watched all 30 min, every stop of 20 s or more\n"
        )
        let road = try run("query", "--camera", "gate-2", "--zone", "road", "--count")
        #expect(road.output == "no events\ngate-2: watched all 1 h, every stop of 20 s or more\n")
    }

    @Test func `a program gets the share of each zone with the count`() throws {
        let run = try run("query", "--camera", "gate-2", "--count", "--format", "json")
        #expect(
            run.output == """
                {"events":0,"coverage":[{"camera":"gate-2",\
                "from":"2026-01-01T08:00:00.000+08:00","notWatched":[],\
                "to":"2026-01-01T09:00:00.000+08:00","watchedSeconds":3600,"zones":[\
                {"judgedShare":0.866,"notObservable":[\
                {"from":"2026-01-01T08:20:00.000+08:00","to":"2026-01-01T08:30:00.000+08:00"}],\
                "rule":"no-stopping","zone":"kerb"},\
                {"judgedShare":1,"notObservable":[],"rule":"no-stopping","zone":"road"}]}]}

                """
        )
        #expect(run.errors.hasSuffix(line))
    }

    @Test func `a rule that is tried is told of its own zones`() throws {
        let hidden = ["--camera", "gate-2", "--zone", "0,0 0.5,0 0.5,1 0,1", "--dwell"]
        let long = try CommandRun(
            arguments: ["rules", "try", "--data", index.folder, "--time-zone", "UTC"] + hidden
                + ["10m"]
        )
        #expect(long.status == 0)
        #expect(
            long.output == """
                0 would be raised, 0 would vanish, 0 stay
                gate-2: watched all 1 h, every stop of 20 s or more
                gate-2: zone zone could be judged in 86.6 % of what was watched; \
                not observable: 00:20:00–00:30:00

                """
        )
        let json = try CommandRun(
            arguments: ["rules", "try", "--data", index.folder, "--format", "json"] + hidden
                + ["11m"]
        )
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let answer = try #require(object as? [String: Any])
        let coverage = try #require(answer["coverage"] as? [[String: Any]])
        let zone = try #require((coverage.first?["zones"] as? [[String: Any]])?.first)
        #expect(zone["rule"] as? String == "dwell")
        #expect(zone["judgedShare"] as? Double == 0.866)
        // Ten minutes hide no stop of eleven.
        #expect((zone["notObservable"] as? [Any])?.isEmpty == true)
    }
}

/// A data folder with an hour of camera gate-2, in which something hid the left half of the picture
/// for ten minutes.
private final class HiddenZoneIndex {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-hidden-\(UUID())").path(percentEncoded: false)
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        let clock = MediaClock(source: .given, uncertainty: .zero)
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: clock)
        let start = SeededIndex.start
        let whole = MediaRange(start, start + .minutes(60))
        batch.footage = [Self.footage(whole, clock)]
        batch.coverage = [.watched(whole, longestGap: .seconds(1), floor: .seconds(20))]
        batch.observability = (0..<60).map { minute in
            let from = start + .minutes(Int64(minute))
            return ObservabilityGrid(
                range: MediaRange(from, from + .minutes(1)),
                cells: Self.cells(left: (20..<30).contains(minute) ? 51 : 255)
            )
        }
        batch.judgedZones = [
            try Self.zone("kerb", "0,0 0.5,0 0.5,1 0,1"),
            try Self.zone("road", "0.5,0 1,0 1,1 0.5,1"),
        ]
        try index.record(batch)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    private static func zone(_ name: String, _ corners: String) throws -> JudgedZone {
        JudgedZone(
            rule: "no-stopping",
            zone: name,
            outline: try Polygon(text: corners),
            limit: .minutes(4)
        )
    }

    private static func cells(left: UInt8) -> [UInt8] {
        (0..<ObservabilityGrid.columns * ObservabilityGrid.rows).map {
            $0 % ObservabilityGrid.columns < ObservabilityGrid.columns / 2 ? left : 255
        }
    }

    private static func footage(_ range: MediaRange, _ clock: MediaClock) -> Footage {
        Footage(
            id: FootageID(stored: "c2"),
            camera: "gate-2",
            path: "/rec/gate-2.mp4",
            sizeBytes: 1_000_000,
            timeline: .utc,
            range: range,
            clock: clock,
            format: Footage.Format(codec: "h264", frame: PixelSize(width: 1920, height: 1080)),
            offset: range.start,
            watchedUntil: range.end,
            isComplete: true,
            settings: "s1"
        )
    }
}
