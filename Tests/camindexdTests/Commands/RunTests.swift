import CameraIndex
import Foundation
import Testing

struct RunTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    @Test func `a run needs a configuration`() throws {
        let run = try CommandRun("run", "--data", (clips.folder + "/data"))
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("camindexd: run needs a configuration; name its file with"))
    }

    @Test func `a configuration that has no camera to watch is wrong for a run`() throws {
        let file = try clips.add("c.yaml", Array("cameras: {gate-2: {name: East}}\n".utf8))
        let run = try CommandRun("run", "--config", file, "--data", (clips.folder + "/data"))
        #expect(run.status == 78)
        #expect(run.errors.contains("no camera has a source; write where its live pictures come"))
        let check = try CommandRun("check-config", file)
        #expect(check.output == "\(file) is right: 1 camera, 0 watched live.\n")
    }

    @Test func `every mistake is told with its place`() throws {
        let text = """
            cameras:
              a: {source: "rtsp://u:${NO_SUCH_NAME}@10.0.0.7/"}
              b: {source: "rtsp://u:${NO_SUCH_NAME}@10.0.0.8/"}

            """
        let file = try clips.add("c.yaml", Array(text.utf8))
        let check = try CommandRun("check-config", file)
        #expect(check.status == 78)
        #expect(check.errors.contains("\(file):2:15: cameras.a.source: "))
        #expect(check.errors.contains("\(file):3:15: cameras.b.source: "))
        let set = try CommandRun("check-config", file, environment: ["NO_SUCH_NAME": "x"])
        #expect(set.status == 0)
        #expect(set.output == "\(file) is right: 2 cameras, 2 watched live.\n")
    }

    @Test func `an open password is refused and not repeated`() throws {
        let text = "cameras: {a: {source: \"rtsp://u:geheim@10.0.0.7/\"}}\n"
        let file = try clips.add("c.yaml", Array(text.utf8))
        let check = try CommandRun("check-config", file)
        #expect(check.status == 78)
        #expect(check.errors.contains("holds a password"))
        #expect(!check.errors.contains("geheim"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends a run cleanly and soon`(signal: Int32) throws {
        let run = try EndedRun(of: clips, by: signal)
        #expect(run.status == 0)
        // Two, where the machine has nothing else to do.
        #expect(run.farewell < .seconds(10))
        #expect(run.log.contains(" info clip: connected: h264 320x180\n"))
        #expect(run.log.hasSuffix(" info stopped; what was learned is kept\n"))
    }

    @Test func `systemd is told when the cameras are watched, and when that ends`() throws {
        let systemd = try ToldSystemd(at: clips.folder + "/notify")
        _ = try EndedRun(of: clips, by: SIGTERM, environment: ["NOTIFY_SOCKET": systemd.path])
        #expect(systemd.messages() == ["READY=1", "STOPPING=1"])
    }

    @Test func `events are told as they come`() throws {
        let directory = try DataDirectory(creatingAt: clips.folder + "/data")
        let index = try EventIndex.open(directory, access: .writing)
        let pipe = clips.folder + "/events"
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        var lines: [String] = []
        _ = try CommandRun(
            arguments: ["query", "--follow", "--data", directory.path, "--format", "csv"],
            through: ["/bin/sh", "-c", "exec \"$0\" \"$@\" >'\(pipe)'"]
        ) { process in
            let reader = try FileHandle(forReadingFrom: URL(filePath: pipe))
            lines.append(try Self.line(from: reader))
            // Something has stood here since long ago.
            let now = Int64(Date().timeIntervalSince1970) * 1_000_000
            for state in [Event.State.open, .ended] {
                try index.record(.oneEvent(state, around: MediaTime(microseconds: now)))
                lines.append(try Self.line(from: reader))
            }
            process.terminate()
        }
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("id,"))
        #expect(lines[1].contains(",open,"))
        #expect(lines[2].contains(",ended,"))
        #expect(lines[1].prefix(16) == lines[2].prefix(16))
    }

    private static func line(from reader: FileHandle) throws -> String {
        var line = Data()
        while let byte = try reader.read(upToCount: 1), byte != Data("\n".utf8), !byte.isEmpty {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    @Test func `a log of JSON is one object a line`() throws {
        let run = try EndedRun(of: clips, by: SIGTERM, "--log-format", "json")
        let lines = run.log.split(separator: "\n")
        #expect(lines.count >= 3)
        for line in lines {
            let entry = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
            #expect(entry["time"] != nil)
            #expect(entry["level"] == "info")
        }
    }
}

/// A run of the clip as a camera that is ended by a signal once it is connected.
private struct EndedRun {
    let log: String
    let status: Int32
    /// How long it took to end.
    let farewell: Duration

    init(
        of clips: TestClips,
        by signal: Int32,
        _ options: String...,
        environment: [String: String] = [:]
    ) throws {
        let text = """
            http: {listen: '127.0.0.1:0'}
            cameras: {clip: {source: "\(clips.clip)"}}

            """
        let file = try clips.add("c.yaml", Array(text.utf8))
        var begin = ContinuousClock.now
        let run = try LoggedRun.run(
            ["--config", file, "--data", (clips.folder + "/data")] + options,
            in: clips,
            environment: environment,
            ending: signal
        ) { run in
            try run.wait(for: "connected")
            begin = .now
        }
        farewell = ContinuousClock.now - begin
        status = run.end.status
        log = run.log
    }
}

extension FactBatch {
    /// An event that began ten minutes before a moment, and ends at it or stands on.
    fileprivate static func oneEvent(_ state: Event.State, around moment: MediaTime) -> FactBatch {
        let clock = MediaClock(source: .arrival, uncertainty: .seconds(1))
        var batch = FactBatch(camera: "gate-2", timeline: .utc, clock: clock)
        let since = moment - .minutes(10)
        let box = Box(x: 10, y: 10, width: 20, height: 10)
        let stop = StopID(since: since, box: box)
        batch.events = [
            Event(
                id: EventID(stored: "0123456789abcdef"),
                camera: "gate-2",
                rule: "dwell",
                kind: .dwell,
                zone: "frame",
                state: state,
                stop: stop,
                since: since,
                raisedAt: since + .minutes(4),
                endedAt: state == .open ? nil : moment + .minutes(1),
                dwell: .minutes(11),
                limit: .minutes(4),
                arrivalSeen: true,
                box: box,
                frame: PixelSize(width: 320, height: 180),
                uncertainty: .seconds(1),
                onTheEdge: false,
                clock: clock
            )
        ]
        return batch
    }
}
