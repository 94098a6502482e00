import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct ScanFaultTests {
    private let clips: TestClips
    private var data: String { clips.folder + "/data" }

    init() throws {
        clips = try TestClips()
    }

    private func scan(_ arguments: String...) throws -> CommandRun {
        try CommandRun(arguments: ["scan", "--data", data, "--dwell", "10s"] + arguments)
    }

    // MARK: - Footage that is none

    @Test func `sound alone is no footage`() throws {
        // A tenth of a second of silence as WAV: header of 44 bytes, then samples.
        var bytes: [UInt8] = Array("RIFF".utf8) + Self.little(36 + 1_600) + Array("WAVEfmt ".utf8)
        bytes += Self.little(16) + [1, 0, 1, 0] + Self.little(8_000) + Self.little(16_000)
        bytes += [2, 0, 16, 0] + Array("data".utf8) + Self.little(1_600)
        let file = try clips.add("sound.wav", bytes + [UInt8](repeating: 0, count: 1_600))
        let run = try scan(file)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors
                == "camindexd: \(file) holds no video, only sound, a cover picture or data.\n"
        )
    }

    private static func little(_ value: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    @Test func `a codec that nobody knows is told by the letters of the container`() throws {
        let bytes = try TestClips.painted.get()
        let tag = try #require(bytes.firstRange(of: Data("avc1".utf8), in: 1_000..<bytes.count))
        let file = try clips.add("new.mp4", bytes.replacing(tag, with: Array("zzzz".utf8)))
        let run = try scan(file)
        #expect(run.status == 1)
        #expect(
            run.errors
                == "camindexd: \(file) is coded as \"zzzz\", which this FFmpeg cannot decode.\n"
        )
    }

    @Test func `where nothing can be watched no data folder is left behind`() throws {
        let text = try clips.add("text.mp4", "This is no video.\n".utf8)
        for arguments in [
            [text], ["/nowhere/clip.mp4"], ["--time-template", "{epoch}", clips.clip],
        ] {
            let run = try CommandRun(arguments: ["scan", "--data", data] + arguments)
            #expect(run.status != 0)
            #expect(!FileManager.default.fileExists(atPath: data))
        }
    }

    @Test func `in the formats for programs nothing is an empty list`() throws {
        let text = try clips.add("text.mp4", "This is no video.\n".utf8)
        let run = try scan("--format", "json", text)
        #expect(run.status == 1)
        #expect(run.output == "[]\n")
    }

    @Test func `a file whose name does not fit is left out, the others are watched`() throws {
        let good = try clips.add("gate-2_1767225600.mp4", TestClips.painted.get())
        let run = try scan("--time-template", "{camera}_{epoch}", clips.clip, good)
        #expect(run.status == 3)
        #expect(run.output.contains("\n1 event\n"))
        #expect(
            run.errors
                == "camindexd: the name of \(clips.clip) does not match the time template "
                + "\"{camera}_{epoch}\"\n"
        )
    }

    @Test func `a hole is told, and some of the footage was not watched`() throws {
        var bytes = try Self.transportStream.get()
        for index in bytes.count / 4..<bytes.count / 4 + 20_000 { bytes[index] = 0x55 }
        let file = try clips.add("hole.ts", bytes)
        let run = try scan(file)
        #expect(run.status == 3)
        #expect(run.errors.hasPrefix("camindexd: \(file) is damaged from 00:00:"))
        #expect(run.errors.hasSuffix(": nothing was seen there.\n"))
        #expect(run.output.contains(" (damaged)\n"))
        let again = try scan(file)
        #expect(again.status == 3)
        #expect(again.errors == run.errors)
    }

    // MARK: - Another user, another disk

    /// Runs the program as nobody; nil, loudly, where this user cannot do that.
    private func runAsNobody(_ arguments: [String]) throws -> CommandRun? {
        let path = "/usr/bin/setpriv"
        guard getuid() == 0, FileManager.default.isExecutableFile(atPath: path) else {
            print("NOT TESTED: only root with setpriv can run the program as nobody")
            return nil
        }
        return try CommandRun(
            arguments: arguments,
            through: [path, "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        )
    }

    private func allow(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func `a file that this user must not read is told`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try allow(0o777, data)
        let closed = try clips.add("closed.mp4", TestClips.painted.get())
        try allow(0o600, closed)
        guard let run = try runAsNobody(["scan", "--data", data, closed]) else { return }
        #expect(run.status == 1)
        #expect(
            run.errors
                == "camindexd: cannot read \(closed): permission denied. "
                + "Check its owner and mode.\n"
        )
        let both = try runAsNobody(["scan", "--data", data, "--camera", "c", clips.clip, closed])
        #expect(both?.status == 3)
        #expect(both?.errors == run.errors)
    }

    @Test func `a folder that this user must not look into is told`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try allow(0o777, data)
        let folder = clips.folder + "/closed"
        _ = try clips.add("closed/clip.mp4", TestClips.painted.get())
        try allow(0o700, folder)
        guard let run = try runAsNobody(["scan", "--data", data, folder]) else { return }
        #expect(run.status == 1)
        #expect(
            run.errors
                == "camindexd: cannot look into the folder \(folder): permission denied. "
                + "Check its owner and mode.\n"
        )
    }

    @Test func `a data folder that this user must not write is told`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try allow(0o755, data)
        guard let run = try runAsNobody(["scan", "--data", data, clips.clip]) else { return }
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors
                == "camindexd: cannot write in the data folder \(data): no permission. "
                + "Give this user the right to write there, or name another folder with --data.\n"
        )
    }

    @Test func `a full disk under the answer is told, and the index is kept`() throws {
        let run = try CommandRun(
            arguments: ["scan", "--data", data, "--dwell", "10s", clips.clip],
            outputPath: "/dev/full"
        )
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: cannot write the answer: "))
        #expect(run.errors.hasSuffix(" Give it a place that can be written and has room.\n"))
        #expect(try scan(clips.clip).output.contains("\nnothing was decoded: 1 file was known"))
    }

    // MARK: - Beside others

    @Test func `beside a writer of one camera others are scanned and all are queried`() throws {
        #expect(try scan("--camera", "gate-2", clips.clip).status == 0)
        let directory = try DataDirectory(creatingAt: data)
        let lease = try CameraLease(
            camera: "gate-2",
            in: directory,
            holder: .thisProcess("camindexd run")
        )
        defer { lease.release() }
        #expect(try scan("--camera", "gate-2", clips.clip).status == 1)
        #expect(try scan("--camera", "gate-3", clips.clip).status == 0)
        let query = try CommandRun("query", "--data", data)
        #expect(query.status == 0)
        #expect(query.output.contains("\n2 events\n"))
    }

    @Test func `a scan that is stopped says how to go on, and goes on`() throws {
        // Long enough to be still running when the signal comes.
        let minute = try Self.transportStream.get()
        let file = try clips.add("long.ts", (0..<30).flatMap { _ in minute })
        let index = data + "/state/long"
        let stopped = try CommandRun(
            arguments: ["scan", "--data", data, "--dwell", "10s", file, clips.clip]
                + ["--camera", "long", "--start", "2026-01-01"]
        ) { process in
            // The first minute is watched, the long one is being watched.
            while process.isRunning, !FileManager.default.fileExists(atPath: index) {
                sched_yield()
            }
            kill(process.processIdentifier, SIGINT)
        }
        #expect(stopped.status == 3)
        #expect(
            stopped.errors
                == "stopping; what was watched is kept. Once more to stop at once.\n"
                + "stopped before the end; run the same command again to go on.\n"
        )
        let arguments = ["--camera", "long", "--start", "2026-01-01", "--quiet"]
        let rest = try CommandRun(
            arguments: ["scan", "--data", data, "--dwell", "10s", file, clips.clip] + arguments
        )
        #expect(rest.status == 0)
        let cameras = try CommandRun("cameras", "--data", data)
        #expect(cameras.output.contains("long"))
    }

    /// A minute in which nothing happens, as a transport stream: such streams may be joined.
    private static let transportStream = Result {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-stream-\(UUID()).ts")
        let scene = BoxScene(size: PixelSize(width: 192, height: 108))
        var options = VideoWriter.Options(size: scene.size)
        options.frameRate = 5
        options.keyframeInterval = 10
        options.codecOptions = ["preset": "ultrafast", "crf": "18"]
        var writer = try VideoWriter(path: path.path(percentEncoded: false), options: options)
        for frame in 0..<300 {
            let time = MediaTime(microseconds: Int64(frame) * 200_000)
            try writer.append(scene.frame(at: time), at: time)
        }
        try writer.finish()
        let bytes = try Data(contentsOf: path)
        try FileManager.default.removeItem(at: path)
        return bytes
    }
}

extension Data {
    /// Where `part` begins within `range`, with its length.
    fileprivate func firstRange(of part: Data, in range: Swift.Range<Int>) -> Swift.Range<Int>? {
        self.range(of: part, in: range)
    }

    /// The same bytes with a part replaced.
    fileprivate func replacing(_ range: Swift.Range<Int>, with bytes: [UInt8]) -> Data {
        var copy = self
        copy.replaceSubrange(range, with: bytes)
        return copy
    }
}
