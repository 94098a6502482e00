import CameraIndex
import Foundation
import Testing

struct ExplainTests {
    private let clips: TestClips
    private var data: String { clips.folder + "/data" }

    init() throws {
        clips = try TestClips()
    }

    private func explain(_ arguments: String...) throws -> CommandRun {
        try CommandRun(arguments: ["explain", "--data", data] + arguments)
    }

    private func scanned() throws -> String {
        let scan = try CommandRun(
            "scan",
            "--data",
            data,
            "--dwell",
            "10s",
            "--format",
            "jsonl",
            "--start",
            "2026-01-01 08:00",
            "--camera",
            "gate",
            clips.clip
        )
        let object = try JSONSerialization.jsonObject(with: Data(scan.output.utf8))
        return try #require((object as? [String: Any])?["id"] as? String)
    }

    @Test func `a moment of a file is explained without an index`() throws {
        let run = try explain(clips.clip, "--at", "40", "--dwell", "10s")
        #expect(run.status == 0)
        #expect(run.errors == "")
        let lines = run.output.split(separator: "\n")
        #expect(lines[0] == "clip at 00:00:40.000; watched again from 00:00:00.000")
        #expect(lines[1].hasPrefix("1. a stop at "))
        #expect(lines[1].contains("left at 00:00:4"))
        #expect(lines[2].hasPrefix("   rule dwell, zone frame, limit 10.0 s: raised at 00:00:3"))
    }

    @Test func `why something is no event is told in words`() throws {
        let short = try explain(clips.clip, "--at", "40s", "--dwell", "30s")
        #expect(short.output.contains("limit 30.0 s: not raised: it stood "))
        let outside = try explain(
            clips.clip,
            "--at",
            "40s",
            "--dwell",
            "10s",
            "--zone",
            "0,0 0.1,0 0.1,0.1"
        )
        #expect(
            outside.output.contains(
                "not raised: 0 % of its ground contact lies in the zone, 50 % must"
            )
        )
    }

    @Test func `where nothing keeps still that is said`() throws {
        let run = try explain(clips.clip, "--at", "20", "--dwell", "10s")
        #expect(run.output.hasSuffix("nothing keeps still then.\n"))
        let early = try explain(clips.clip, "--at", "3", "--dwell", "10s")
        #expect(
            early.output.contains(
                "the scene is still being learned: what stands now becomes a part of it"
            )
        )
    }

    @Test func `an event is explained with a picture`() throws {
        let event = try scanned()
        let picture = clips.folder + "/why.jpg"
        let run = try explain(event, "-o", picture, "--time-zone", "UTC")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("gate at 2026-01-01T08:00:3"))
        #expect(lines[1] == "the scan watched it: every stop of 10 s or more")
        #expect(lines[3].contains("limit 10.0 s: raised at 2026-01-01T08:00:3"))
        let bytes = try Data(contentsOf: URL(filePath: picture))
        #expect(Array(bytes.prefix(3)) == [0xff, 0xd8, 0xff])
    }

    @Test func `a moment of a camera is explained`() throws {
        _ = try scanned()
        let run = try explain(
            "--camera",
            "gate",
            "--at",
            "2026-01-01 08:00:40",
            "--dwell",
            "10s",
            "--time-zone",
            "UTC"
        )
        #expect(run.status == 0)
        #expect(run.output.contains("1. a stop at "))
    }

    @Test func `a moment that no footage covers is told`() throws {
        _ = try scanned()
        let run = try explain(
            "--camera",
            "gate",
            "--at",
            "2026-01-02 08:00",
            "--time-zone",
            "UTC"
        )
        #expect(run.status == 1)
        #expect(
            run.errors == "camindexd: no footage of camera gate covers "
                + "2026-01-02T08:00:00.000+00:00. Ask `camindexd query --camera gate` for what was "
                + "watched, or scan the footage first.\n"
        )
    }

    @Test func `footage that is gone is told with its place`() throws {
        let event = try scanned()
        try FileManager.default.removeItem(atPath: clips.clip)
        let run = try explain(event)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: cannot look at 2026-01-01T08:00:3"))
        #expect(
            run.errors.hasSuffix(
                " again: \(clips.clip) is not there any more. Bring it back to that place, or name "
                    + "it where it is now: camindexd explain FILE --at SECONDS.\n"
            )
        )
    }

    @Test func `a moment behind the end of a file is told`() throws {
        let run = try explain(clips.clip, "--at", "90s")
        #expect(run.status == 1)
        #expect(
            run.errors == "camindexd: \(clips.clip) has no picture at 00:01:30.000 or after it; "
                + "name an earlier moment.\n"
        )
    }

    @Test func `what is missing on the command line is told`() throws {
        let clip = clips.clip
        #expect(
            try explain(clip).errors
                == "camindexd: how far into \(clip)? Write --at, such as --at 2m3.5s.\n"
        )
        let png = try explain(clip, "--at", "1s", "-o", "why.png")
        #expect(png.status == 2)
        #expect(
            png.errors == "camindexd: --output is \"why.png\"; the picture is JPEG: end the name "
                + "in .jpg.\n"
        )
        _ = try scanned()
        let nothing = try explain("--camera", "gate")
        #expect(nothing.status == 2)
        #expect(
            nothing.errors
                == "camindexd: name an event, a file with --at, or --camera with --at.\n"
        )
    }
}
