import CameraIndex
import Foundation
import Testing
import camindexd

@Suite(.timeLimit(.minutes(10)))
struct StatusTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    @Test func `without a daemon there is nothing to tell`() throws {
        let data = clips.folder + "/data"
        let run = try CommandRun("status", "--data", data)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors == """
                camindexd: no camindexd run holds \(data); start it with camindexd run --config \
                FILE, or name the right folder with --config or --data.

                """
        )
    }

    @Test func `what a daemon that was killed left is not believed`() throws {
        let directory = try DataDirectory(creatingAt: clips.folder + "/data")
        _ = try EventIndex.open(directory, access: .writing)
        try DaemonFile(listen: .usual, process: 1).write(into: directory.path)
        let run = try CommandRun("status", "--data", directory.path)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: no camindexd run holds \(directory.path);"))
    }

    @Test func `a daemon tells how its cameras are`() throws {
        let run = try WatchedRun(of: clips, listen: "127.0.0.1:0") { config in
            try [
                CommandRun("status", "--config", config),
                CommandRun("status", "--config", config, "--format", "json"),
            ]
        }
        let table = try #require(run.asked.first)
        #expect(table.status == 0)
        #expect(table.errors == "")
        #expect(table.output.hasPrefix("1 camera: 1 "))
        #expect(table.output.contains("\nclip    "))
        let answer = try #require(run.asked.last)
        let status = try DaemonStatus(json: answer.output.utf8)
        #expect(status.watch.phase == .running)
        #expect(status.watch.cameras.map(\.id) == ["clip"])
        #expect(status.watch.cameras[0].picture == .init(codec: "h264", width: 320, height: 180))
        #expect(status.watch.cameras[0].source == clips.clip)
        #expect(status.process.id != ProcessInfo.processInfo.processIdentifier)
        #expect(run.end.status == 0)
        #expect(DaemonFile.read(from: clips.folder + "/data") == nil)
    }

    @Test func `a daemon that answers no questions is told`() throws {
        let run = try WatchedRun(of: clips, listen: "off") { config in
            try [CommandRun("status", "--config", config)]
        }
        let answer = try #require(run.asked.first)
        #expect(answer.status == 1)
        #expect(answer.errors.contains("data is run by camindexd run (process "))
        #expect(answer.errors.contains("which answers no questions: http.listen of its"))
        #expect(!run.log.contains("answering on"))
    }

    @Test func `a place where somebody listens ends a run before it begins`() throws {
        let run = try WatchedRun(of: clips, listen: "127.0.0.1:0") { _ in
            let file = try #require(DaemonFile.read(from: clips.folder + "/data"))
            let text = """
                http: {listen: '\(file.listen)'}
                cameras: {other: {source: "\(clips.clip)"}}

                """
            let config = try clips.add("second.yaml", Array(text.utf8))
            return try [
                CommandRun("run", "--config", config, "--data", clips.folder + "/second")
            ]
        }
        let second = try #require(run.asked.first)
        #expect(second.status == 1)
        #expect(second.errors.hasPrefix("camindexd: cannot listen on 127.0.0.1:"))
        #expect(second.errors.contains("another program does. Write another port as http.listen"))
        #expect(!second.errors.contains("watching"))
    }

    @Test func `an address that others reach is warned of`() throws {
        let run = try WatchedRun(of: clips, listen: "0.0.0.0:0") { config in
            try [CommandRun("status", "--config", config)]
        }
        #expect(run.log.contains(" warning other machines reach 0.0.0.0:"))
        #expect(run.asked.first?.errors == "")
        #expect(run.asked.first?.status == 0)
    }
}

/// A run of the clip as a camera, which is asked something once its camera is connected.
private struct WatchedRun {
    let log: String
    let end: CommandRun
    private(set) var asked: [CommandRun] = []

    init(
        of clips: TestClips,
        listen: String,
        _ ask: (_ config: String) throws -> [CommandRun]
    ) throws {
        let data = clips.folder + "/data"
        let text = """
            data: \(data)
            http: {listen: '\(listen)'}
            cameras: {clip: {source: "\(clips.clip)"}}

            """
        let config = try clips.add("c.yaml", Array(text.utf8))
        var asked: [CommandRun] = []
        (end, log) = try LoggedRun.run(["--config", config], in: clips) { run in
            try run.wait(for: "connected")
            asked = try ask(config)
        }
        self.asked = asked
    }
}
