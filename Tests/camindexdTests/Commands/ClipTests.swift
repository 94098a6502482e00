import CameraIndex
import Foundation
import Synchronization
import Testing

struct ClipTests {
    private let clips: TestClips
    private var data: String { clips.folder + "/data" }
    private var output: String { clips.folder + "/out.mp4" }

    init() throws {
        clips = try TestClips()
    }

    @Test func `a stretch of a recording is written, and told`() throws {
        try record()
        let run = try clip("10", "20")
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(
            run.output == "\(output): 10 s from 2026-01-01 00:00:10.000 to "
                + "2026-01-01 00:00:20.000, h264 320 × 180\n"
        )
        let probe = try CommandRun("probe", output)
        #expect(probe.status == 0)
        #expect(probe.output.contains("length     10 s"))
    }

    @Test func `what was not recorded ends it with 3`() throws {
        try record()
        let run = try clip("50", "59:10")
        #expect(run.status == 3)
        #expect(run.output.contains("not recorded: 00:01:00–00:59:10\n"))
        #expect(FileManager.default.fileExists(atPath: output))
    }

    @Test func `where nothing was recorded nothing is written`() throws {
        try record()
        let run = try clip("20:00", "30:00")
        #expect(run.status == 1)
        #expect(
            run.errors == "camindexd: nothing of camera gate-2 was recorded in that time.\n"
        )
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func `a camera that nobody knows is told from one that was not recorded`() throws {
        try record()
        let run = try clip("10", "20", of: "gate-3")
        #expect(run.status == 1)
        #expect(run.errors.contains("the index has no camera \"gate-3\""))
    }

    @Test func `a file that is there stays as it is`() throws {
        try record()
        _ = try clips.add("out.mp4", Array("mine".utf8))
        let run = try clip("10", "20")
        #expect(run.status == 1)
        #expect(run.errors.contains("out.mp4 is there already; nothing was written."))
        #expect(try Data(contentsOf: URL(filePath: output)) == Data("mine".utf8))
    }

    @Test func `both ends are asked for`() throws {
        try record()
        let run = try CommandRun(
            "clip",
            "--data",
            data,
            "--camera",
            "gate-2",
            "--from",
            "2026-01-01",
            "-o",
            output
        )
        #expect(run.status == 2)
        #expect(run.errors.contains("write --from and --to."))
    }

    @Test func `without an index it says so`() throws {
        let run = try clip("10", "20")
        #expect(run.status == 1)
        #expect(run.errors.contains("there is no index in \(data)"))
    }

    @Test func `when looks into what was recorded and never scanned`() throws {
        try record()
        let run = try CommandRun(
            "when",
            "--data",
            data,
            "--time-zone",
            "UTC",
            "--camera",
            "gate-2",
            "--at",
            "2026-01-01 00:00:35",
            "--box",
            "90,60,60,36"
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("came  2026-01-01 00:00:2"))
        #expect(run.output.contains("went  2026-01-01 00:00:4"))
    }

    /// Asks for a stretch of the first hour of 2026, by minutes and seconds.
    private func clip(
        _ from: String,
        _ to: String,
        of camera: String = "gate-2"
    ) throws -> CommandRun {
        func time(_ text: String) -> String {
            "2026-01-01 00:" + (text.contains(":") ? text : "00:" + text)
        }
        return try CommandRun(
            "clip",
            "--data",
            data,
            "--time-zone",
            "UTC",
            "--camera",
            camera,
            "--from",
            time(from),
            "--to",
            time(to),
            "-o",
            output
        )
    }

    /// Records the minute of footage as a camera that began with 2026.
    private func record() throws {
        let rules = [DwellRule(limit: .minutes(4))]
        var request = WatchRequest(
            cameras: [.init(id: "gate-2", source: .file(path: clips.clip), rules: rules)]
        )
        request.recording = RecordingRequest(
            to: RecordingPlace(folder: data + "/recordings", reserve: 0),
            cameras: ["gate-2": RecordingTerms(mode: .continuous)]
        )
        request.clock = HurriedClock()
        request.isOnce = true
        let index = try EventIndex.open(DataDirectory(creatingAt: data), access: .writing)
        try WatchJob(request, on: index) { _, _ in }.run()
    }
}

/// A clock on which what is waited for has come at once; it begins with 2026.
private final class HurriedClock: HostClock {
    private let now = Mutex(MediaTime.zero)

    var steady: MediaTime { now.withLock { $0 } }

    var utc: UTCTime {
        UTCTime(microseconds: 1_767_225_600_000_000 + steady.microseconds)
    }

    func wait(until moment: MediaTime, unless isOver: () -> Bool) {
        now.withLock { $0 = max($0, moment) }
    }
}
