import CameraIndex
import Foundation
import Testing

struct ScanTests {
    private let clips: TestClips
    private var data: String { clips.folder + "/data" }

    init() throws {
        clips = try TestClips()
    }

    private func scan(_ arguments: String...) throws -> CommandRun {
        try CommandRun(arguments: ["scan", "--data", data, "--dwell", "10s"] + arguments)
    }

    /// The words of the first event's line in a table.
    private func words(_ run: CommandRun) throws -> [Substring] {
        try #require(run.output.split(separator: "\n").dropFirst().first).split(separator: " ")
    }

    @Test func `footage of unknown time gives events in media time`() throws {
        let run = try scan(clips.clip)
        #expect(run.status == 0)
        #expect(run.errors == "")
        let words = try words(run)
        #expect(words.first == "clip")
        #expect(words[1].hasPrefix("00:00:2"))
        #expect(words.last == "clip.mp4")
        let lines = run.output.split(separator: "\n").map { String($0) }
        #expect(lines.contains("1 event"))
        #expect(
            lines.contains(
                "clip, clip.mp4 (time unknown): watched all 1 min, every stop of 10 s or more"
            )
        )
        #expect(
            lines.last
                == "nothing tells when clip.mp4 was taken: times are those of the file. "
                + "Give --start or --time-template to find it by date."
        )
    }

    @Test func `footage of known time is found again by date`() throws {
        let scan = try scan(
            "--start",
            "2026-01-01 08:00",
            "--camera",
            "gate-2",
            "--time-zone",
            "Asia/Shanghai",
            clips.clip
        )
        #expect(scan.status == 0)
        #expect(try words(scan)[1] == "2026-01-01")
        let found = try CommandRun(
            "query",
            "--data",
            data,
            "--time-zone",
            "Asia/Shanghai",
            "--from",
            "2026-01-01 08:00:30",
            "--to",
            "2026-01-01 08:01"
        )
        #expect(found.output.contains("\n1 event\n"))
        #expect(found.output.contains("gate-2: watched all 30 s, every stop of 10 s or more\n"))
    }

    @Test func `the name tells camera and time`() throws {
        let file = try clips.add("gate-7_20260101080000.mp4", TestClips.painted.get())
        let run = try scan(
            "--time-template",
            "{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}",
            "--time-zone",
            "+08:00",
            file
        )
        #expect(run.status == 0)
        #expect(try words(run).prefix(2) == ["gate-7", "2026-01-01"])
    }

    @Test func `a second scan decodes nothing and says so`() throws {
        _ = try scan(clips.clip)
        let second = try scan(clips.clip)
        #expect(second.status == 0)
        #expect(second.output.contains("\n1 event\n"))
        #expect(
            second.output.contains(
                "\nnothing was decoded: 1 file was known already. Use --again to watch it again\n"
            )
        )
    }

    @Test func `a new zone judges what is stored`() throws {
        _ = try scan(clips.clip)
        let elsewhere = try scan("--zone", "0.7,0.7 1,0.7 1,1", clips.clip)
        #expect(elsewhere.status == 0)
        #expect(elsewhere.output.hasPrefix("no events\nnothing was decoded: "))
        let there = try scan("--zone", "0,0.3 0.6,0.3 0.6,0.7 0,0.7", clips.clip)
        #expect(there.output.contains("\n1 event\nnothing was decoded: "))
    }

    @Test func `the configuration's zones and rules hold`() throws {
        let yaml = """
            cameras:
              gate-2:
                zones: {kerb: [[0,0.3], [0.6,0.3], [0.6,0.7], [0,0.7]]}
                rules: [{name: no-halt, kind: dwell, dwell: 10s, zones: kerb}]
            """
        let file = try clips.add("c.yaml", yaml.utf8)
        let run = try CommandRun(
            "scan",
            "--data",
            data,
            "--config",
            file,
            "--camera",
            "gate-2",
            "--format",
            "csv",
            clips.clip
        )
        #expect(run.status == 0)
        #expect(run.output.contains(",gate-2,no-halt,dwell,kerb,ended,"))
        #expect(run.errors.contains("gate-2, clip.mp4 (time unknown): watched all 1 min"))
    }

    @Test func `quiet leaves only the events`() throws {
        let run = try scan("--quiet", "--format", "jsonl", clips.clip)
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.hasPrefix("{\"id\":"))
    }

    // MARK: - Footage that cannot be watched

    @Test func `a path that leads nowhere is told`() throws {
        let run = try scan("/nowhere/clip.mp4")
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors
                == "camindexd: cannot find /nowhere/clip.mp4: there is no such file or folder. "
                + "Check the path.\n"
        )
    }

    @Test func `a folder without video and a pattern without match are told`() throws {
        _ = try clips.add("empty/readme.txt", "x".utf8)
        let folder = try scan(clips.folder + "/empty")
        #expect(folder.status == 1)
        #expect(
            folder.errors
                == "camindexd: there is no video file in \(clips.folder)/empty or the folders "
                + "below it.\n"
        )
        let pattern = try scan(clips.folder + "/*.mkv")
        #expect(pattern.status == 1)
        #expect(
            pattern.errors
                == "camindexd: no file matches \(clips.folder)/*.mkv. Check the pattern, and quote "
                + "it where the shell expands it.\n"
        )
    }

    @Test func `a text renamed to mp4 is no video`() throws {
        let file = try clips.add("text.mp4", "This is no video.\n".utf8)
        let run = try scan(file)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors
                == "camindexd: \(file) is not a video file, or is damaged from its beginning.\n"
        )
    }

    @Test func `an empty file is told`() throws {
        let file = try clips.add("empty.mp4", [])
        let run = try scan(file)
        #expect(run.status == 1)
        #expect(run.errors == "camindexd: \(file) is empty: 0 bytes.\n")
    }

    @Test func `an MP4 that was cut off is told`() throws {
        let bytes = try TestClips.painted.get()
        let file = try clips.add("cut.mp4", bytes.prefix(bytes.count / 2))
        let run = try scan(file)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                camindexd: \(file) was cut off: its index (moov) is missing, so its pictures \
                cannot be found. Copy it again from the recorder, or repair it with a tool such as \
                untrunc.

                """
        )
    }

    @Test func `a bad file among good ones leaves the rest to be watched`() throws {
        let file = try clips.add("zzz.mp4", [])
        let run = try scan("--camera", "gate-2", "--start", "2026-01-01", clips.clip, file)
        #expect(run.status == 3)
        #expect(run.output.contains("\n1 event\n"))
        #expect(run.errors == "camindexd: \(file) is empty: 0 bytes.\n")
    }

    @Test func `a camera that another process writes is refused`() throws {
        let directory = try DataDirectory(creatingAt: data)
        let holder = LeaseHolder.thisProcess("camindexd run")
        let lease = try CameraLease(camera: "gate-2", in: directory, holder: holder)
        let run = try scan("--camera", "gate-2", clips.clip)
        #expect(run.status == 1)
        // The holder is told with its moment on this machine's clocks,
        // which the test does not know.
        #expect(run.errors.hasPrefix("camindexd: camera \"gate-2\" is being written by "))
        #expect(run.errors.contains("camindexd run"))
        #expect(run.errors.contains("\(holder.process)"))
        #expect(run.errors.hasSuffix("; wait for it or stop it.\n"))
        lease.release()
        #expect(try scan("--camera", "gate-2", clips.clip).status == 0)
    }

    @Test func `a data folder that cannot be made is told`() throws {
        let run = try CommandRun("scan", "--data", "/proc/camindexd", clips.clip)
        #expect(run.status == 1)
        #expect(
            run.errors.hasPrefix("camindexd: cannot write in the data folder /proc/camindexd: ")
        )
    }

    // MARK: - Mistakes on the command line

    @Test func `files of nobody knows which camera are a mistake of usage`() throws {
        let file = try clips.add("other.mp4", TestClips.painted.get())
        let run = try scan(clips.clip, file)
        #expect(run.status == 2)
        #expect(
            run.errors == """
                camindexd: cannot tell which camera these files come from: clip.mp4, other.mp4.
                  Give --camera ID if all are one camera's, or --time-template \
                '{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}' if their names tell.

                """
        )
    }

    @Test(arguments: [
        (
            ["--start", "8 o'clock"],
            #"--start is "8 o'clock"; write a time such as "2026-01-01 08:00", "#
                + #""2026-01-01T08:00:00+08:00", "today", "yesterday 17:30" or "-2h"."#
        ),
        (
            ["--start", "today", "--time-template", "{epoch}"],
            "--start and --time-template both say when footage starts; leave one of them out."
        ),
        (
            ["--time-template", "{camera}"],
            #"--time-template is "{camera}", which lacks {yyyy}; write a template such as "#
                + "{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}, with {SSS}, {yy}, {epoch} and {*} where "
                + "the names have them."
        ),
        (
            ["--dwell", "4 min"],
            #"--dwell is "4 min"; write a duration such as "4m", "240s" or "1h30m"."#
        ),
        (["--dwell", "10ms"], #"--dwell is "10ms"; write at least "1s"."#),
        (
            ["--zone", "0,0 1,1"],
            #"--zone "0,0 1,1": a zone needs at least 3 points and this one has 2."#
        ),
        (
            ["--zone", "0,0 1,0 1,2"],
            #"--zone "0,0 1,0 1,2": point 3 (1.0,2.0) lies outside the picture; x and y are "#
                + "shares of its width and height, from 0 to 1."
        ),
        (
            ["--zone", "0,0 1,1 1,0 0,1"],
            #"--zone "0,0 1,1 1,0 0,1": the edge from point 1 to 2 meets the edge from point 3 to "#
                + "4; list the points in order around the zone."
        ),
        (["--jobs", "0"], "--jobs is 0; write 1 or more."),
        (["--camera", ""], "--camera \"\" is empty."),
    ])
    func `a mistake is told before anything is opened`(options: [String], message: String) throws {
        let run = try CommandRun(arguments: ["scan", "--data", data, clips.clip] + options)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors == "camindexd: \(message)\n")
        #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test func `a name that does not match the template is told`() throws {
        let run = try scan("--time-template", "{camera}_{epoch}", clips.clip)
        #expect(run.status == 2)
        #expect(
            run.errors
                == "camindexd: the name of \(clips.clip) does not match the time template "
                + "\"{camera}_{epoch}\"\n"
        )
    }

    @Test func `without a path there is nothing to scan`() throws {
        let run = try CommandRun("scan")
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("camindexd: Missing expected argument '<path> ...'\n"))
    }

    @Test func `a default rule's zone that the camera lacks is told before decoding`() throws {
        let yaml = "defaults: {rules: [{name: n, kind: dwell, dwell: 4m, zones: lane}]}"
        let file = try clips.add("c.yaml", yaml.utf8)
        let run = try CommandRun("scan", "--data", data, "--config", file, clips.clip)
        #expect(run.status == 78)
        #expect(
            run.errors == """
                \(file): the default rule n watches the zone "lane", which camera clip does not \
                have; draw it under cameras.clip.zones, or give the camera rules of its own.

                """
        )
    }
}
