import CameraIndex
import Foundation
import Testing

struct ProbeTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    @Test func `a file is told with all that scan would know`() throws {
        let run = try CommandRun("probe", clips.clip)
        #expect(run.status == 0)
        #expect(run.errors == "")
        for line in [
            "file       \(clips.clip)\n",
            "container  mov,mp4,m4a,3gp,3g2,mj2\n",
            "picture    320 × 180\n",
            "length     1 min (00:01:00.000), 5 frames a second\n",
            "keyframes  every 2 s, at the longest 2 s, ",
            "sound      none\n",
            "start      unknown: give scan --start or --time-template\n",
        ] {
            #expect(run.output.contains(line), "\(line)")
        }
        #expect(run.output.contains("codec      h264 ("))
        #expect(run.output.contains(", yuv420p, limited range\n"))
    }

    @Test func `the start is told as the name tells it`() throws {
        let file = try clips.add("gate-7_20260101080000.mp4", TestClips.painted.get())
        func start(_ template: String) throws -> Substring? {
            let run = try CommandRun(
                "probe",
                file,
                "--time-template",
                template,
                "--time-zone",
                "Asia/Shanghai"
            )
            return run.output.split(separator: "\n").first { $0.hasPrefix("start") }
        }
        #expect(
            try start("{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}")
                == "start      2026-01-01T08:00:00.000+08:00, read from the name, camera gate-7"
        )
        #expect(
            try start("{epoch}")
                == "start      unknown: the name of \(file) does not match the time template "
                + "\"{epoch}\""
        )
    }

    @Test func `a still is drawn with grid and zones`() throws {
        let still = clips.folder + "/still.jpg"
        let run = try CommandRun(
            "probe",
            clips.clip,
            "-o",
            still,
            "--at",
            "30s",
            "--zone",
            "0.1,0.5 0.9,0.5 0.9,0.9"
        )
        #expect(run.status == 0)
        #expect(
            run.output.hasSuffix(
                "\n\(still) shows 00:00:30.000, 320 × 180, with a grid and 1 zone\n"
            )
        )
        let bytes = try Data(contentsOf: URL(filePath: still))
        #expect(bytes.prefix(2) == Data([0xFF, 0xD8]))
    }

    @Test func `the configuration's zones are drawn`() throws {
        let yaml = "cameras: {a: {zones: {l: [[0,0],[1,0],[1,1]], r: [[0,0],[1,1],[0,1]]}}}"
        let file = try clips.add("c.yaml", yaml.utf8)
        let still = clips.folder + "/still.jpg"
        let run = try CommandRun(
            "probe",
            clips.clip,
            "-o",
            still,
            "--config",
            file,
            "--camera",
            "a"
        )
        #expect(run.output.hasSuffix(", with a grid and 2 zones\n"))
    }

    @Test func `a file that is no video is told`() throws {
        let file = try clips.add("text.mp4", "This is no video.\n".utf8)
        let run = try CommandRun("probe", file)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors
                == "camindexd: \(file) is not a video file, or is damaged from its beginning.\n"
        )
        let folder = try CommandRun("probe", clips.folder)
        #expect(folder.status == 1)
        #expect(folder.errors == "camindexd: \(clips.folder) is a folder, not a video file.\n")
    }

    @Test(arguments: [
        (
            ["--zone", "0,0 1,0 1,1"],
            "zones are drawn on a still; name its file with -o still.jpg."
        ),
        (
            ["-o", "still.png"],
            #"--output is "still.png"; stills are JPEG: end the name in .jpg."#
        ),
        (
            ["-o", "still.jpg", "--at", "90"],
            #"--at is "90", which has no unit; write "90s" for seconds or "90m" for minutes."#
        ),
        (
            ["-o", "still.jpg", "--zone", "0,0 1,0"],
            #"--zone "0,0 1,0": a zone needs at least 3 points and this one has 2."#
        ),
    ])
    func `a mistake is told and nothing is written`(options: [String], message: String) throws {
        let run = try CommandRun(arguments: ["probe", clips.clip] + options)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors == "camindexd: \(message)\n")
    }

    @Test func `a moment behind the end is told`() throws {
        let still = clips.folder + "/still.jpg"
        let run = try CommandRun("probe", clips.clip, "-o", still, "--at", "2m")
        #expect(run.status == 2)
        #expect(
            run.errors
                == "camindexd: \(clips.clip) ends before 00:02:00.000; write --at with an earlier "
                + "moment.\n"
        )
    }

    @Test func `a still that cannot be written is told`() throws {
        let run = try CommandRun("probe", clips.clip, "-o", "/nowhere/still.jpg")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("camindexd: cannot write /nowhere/still.jpg: "))
    }
}
