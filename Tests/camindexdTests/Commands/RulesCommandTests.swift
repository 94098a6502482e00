import CameraIndex
import Foundation
import Testing

struct RulesCommandTests {
    private let index: RuledIndex

    init() throws {
        index = try RuledIndex()
    }

    private func run(_ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: ["rules"] + arguments.prefix(1)
                + ["--data", index.folder, "--time-zone", "Asia/Shanghai", "--camera", "gate-2"]
                + arguments.dropFirst()
        )
    }

    @Test func `a shorter limit is tried`() throws {
        let run = try run("try", "--dwell", "3m", "--from", "2026-01-01", "--to", "2026-01-02")
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(
            run.output == """
                   CAMERA  SINCE                UNTIL     STOOD  RULE   ZONE   STATE  \
                EVENT             STILL
                =  gate-2  2026-01-01 08:10:00  08:15:00   5:00  dwell  frame  ended  \
                \(index.tried(0))  \(index.folder)/stills/limit.jpg
                +  gate-2  2026-01-01 08:30:00  08:33:20   3:20  dwell  frame  ended  \
                \(index.tried(1))

                1 would be raised, 0 would vanish, 1 stays
                gate-2: watched 2 h of 24 h (8.3 %), every stop of 20 s or more; not watched: \
                00:00:00–08:00:00, 10:00:00–00:00:00

                """
        )
    }

    @Test func `below the floor the scan is named that would tell`() throws {
        let run = try run(
            "try",
            "--dwell",
            "10s",
            "--from",
            "2026-01-01 08:00",
            "--to",
            "2026-01-01 09:00"
        )
        #expect(run.status == 3)
        #expect(
            run.output.hasSuffix(
                """
                not watched closely enough from 2026-01-01 08:00:00 to 2026-01-01 09:00:00: the \
                rules ask for stops of 10 s, and shorter ones than 20 s were missed. \
                This would tell:
                camindexd scan --camera gate-2 --data \(index.folder) --dwell 10s '/rec/gate 2.mp4'

                """
            )
        )
    }

    @Test func `a program gets counts, events and shortfalls`() throws {
        let run = try run("try", "--dwell", "10s", "--format", "json")
        #expect(run.status == 3)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let answer = try #require(object as? [String: Any])
        #expect(answer["raised"] as? Int == 1)
        #expect(answer["vanished"] as? Int == 0)
        #expect(answer["kept"] as? Int == 1)
        let events = try #require(answer["events"] as? [[String: Any]])
        #expect(events.compactMap { $0["change"] as? String } == ["kept", "raised"])
        let short = try #require(answer["notWatchedCloselyEnough"] as? [[String: Any]])
        #expect(short.first?["from"] as? String == "2026-01-01T08:00:00.000+08:00")
        #expect(short.first?["floorSeconds"] as? Double == 20)
        #expect((short.first?["scan"] as? String)?.hasPrefix("camindexd scan ") == true)
    }

    @Test func `lines and CSV carry the change`() throws {
        let lines = try run("try", "--dwell", "6m", "--format", "jsonl").output
        #expect(lines.hasPrefix("{\"change\":\"vanished\",\"event\":{\"id\":"))
        let csv = try run("try", "--dwell", "6m", "--format", "csv").output
        #expect(csv.hasPrefix("change,id,camera,"))
        #expect(csv.contains("\r\nvanished,"))
    }

    @Test func `a configuration is tried and applied`() throws {
        let config = index.folder + "/new.yaml"
        try """
        defaults:
          rules:
            - {name: no-stopping, kind: dwell, dwell: 3m, severity: high, violation_code: 1039}
        """.write(toFile: config, atomically: true, encoding: .utf8)
        let tried = try run("try", "--config", config)
        #expect(tried.status == 0)
        #expect(tried.output.contains("\n1 would be raised, 0 would vanish, 1 stays\n"))
        let applied = try run("apply", "--config", config)
        #expect(applied.status == 0)
        #expect(applied.output == "gate-2: 1 raised, 0 vanished, 1 stays\n")
        let query = try CommandRun("query", "--data", index.folder, "--format", "jsonl")
        let lines = query.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.allSatisfy { $0.contains("\"severity\":\"high\",\"violationCode\":\"1039\"") }
        )
    }

    @Test func `what is to be tried or applied must be said`() throws {
        let nothing = try run("try")
        #expect(nothing.status == 2)
        #expect(
            nothing.errors
                == "camindexd: say what is to be tried: --config FILE, or --dwell or --zone.\n"
        )
        let blind = try run("apply")
        #expect(blind.status == 2)
        #expect(
            blind.errors
                == "camindexd: rules apply needs --config FILE: its rules become the only ones of "
                + "the camera.\n"
        )
        let short = try run("try", "--dwell", "500ms")
        #expect(short.status == 2)
        #expect(short.errors == "camindexd: --dwell is \"500ms\"; write at least \"1s\".\n")
        let backwards = try run(
            "try",
            "--dwell",
            "3m",
            "--from",
            "2026-02-01",
            "--to",
            "2026-01-01"
        )
        #expect(backwards.status == 2)
        #expect(
            backwards.errors.hasPrefix("camindexd: --from (2026-02-01 00:00:00) is not before ")
        )
    }

    @Test func `an unknown camera is told`() throws {
        let run = try CommandRun(
            "rules",
            "try",
            "--data",
            index.folder,
            "--camera",
            "nobody",
            "--dwell",
            "3m"
        )
        #expect(run.status == 1)
        #expect(
            run.errors
                == "camindexd: the index has no camera \"nobody\"; `camindexd cameras` lists those "
                + "it has.\n"
        )
    }
}

/// A data folder with two stops of camera gate-2, one of five minutes and one of 200 s, and the
/// event that a rule of four minutes makes of them.
private final class RuledIndex {
    let folder: String
    private let stops: [Stop]

    private static let clock = MediaClock(source: .given, uncertainty: .zero)

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-rules-\(UUID())").path(percentEncoded: false)
        let index = try EventIndex.open(DataDirectory(creatingAt: folder), access: .writing)
        let start = SeededIndex.start
        stops = [
            Self.stop(start + .minutes(10), .minutes(5), x: 100),
            Self.stop(start + .minutes(30), .seconds(200), x: 900),
        ]
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: Self.clock)
        let whole = MediaRange(start, start + .minutes(120))
        batch.footage = [Self.footage(whole)]
        batch.coverage = [.watched(whole, longestGap: .seconds(1), floor: .seconds(20))]
        batch.stops = stops
        batch.events = events(of: DwellRule(name: "no-stopping", limit: .minutes(4)))
        try index.record(batch)
        let still = Still(
            moment: .limit,
            at: start + .minutes(14),
            path: "stills/limit.jpg",
            sha256: "5a",
            framePath: "stills/limit-frame.jpg",
            frameSHA256: "5b"
        )
        try index.setStills([still], evidence: .whole, of: batch.events[0].id)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    /// Name of the event that a rule of the command line makes of a stop.
    func tried(_ number: Int) -> EventID {
        events(of: DwellRule(limit: .minutes(3)))[number].id
    }

    private func events(of rule: DwellRule) -> [Event] {
        stops.flatMap { rule.events(of: $0, camera: "gate-2", clock: Self.clock) }
    }

    private static func stop(_ since: MediaTime, _ dwell: MediaDuration, x: Int) -> Stop {
        let box = Box(x: x, y: 200, width: 300, height: 150)
        return Stop(
            id: StopID(since: since, box: box),
            since: since,
            sinceUncertainty: .seconds(0.1),
            lastSeen: since + dwell,
            ending: .left,
            endUncertainty: .seconds(0.1),
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 1920, height: 1080),
            seenRatio: 1,
            hiddenRatio: 0
        )
    }

    private static func footage(_ range: MediaRange) -> Footage {
        Footage(
            id: FootageID(stored: "c2"),
            camera: "gate-2",
            path: "/rec/gate 2.mp4",
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
