import CameraIndex
import Foundation
import Testing

struct EvaluateTests {
    private let clips: TestClips

    init() throws {
        clips = try TestClips()
    }

    /// Writes the truth of the clip: something stands from 25 s to 45 s.
    private func truth(
        _ name: String = "clip.json",
        dwell: Double = 10,
        since: Double = 25,
        clip: String = "clip.mp4"
    ) throws -> String {
        let text = """
            {"clip": "\(clip)", "dwell_s": \(dwell), "duration_s": 60, "kind": "boxes",
             "stops": [{"t_start": \(since), "t_end": 45, "box": [90, 60, 60, 36]}]}
            """
        return try clips.add(name, text.utf8)
    }

    @Test func `what is found is told by clip and in all`() throws {
        let run = try CommandRun("evaluate", try truth())
        #expect(run.status == 0)
        #expect(run.errors == "")
        let lines = run.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("CLIP  LENGTH  STOPS  EXPECTED  FOUND  MISSED") == true)
        #expect(lines.dropFirst().first?.hasPrefix("clip   1 min      1         1") == true)
        #expect(
            run.output.contains(
                "found 1 of 1 expected (recall 100.0 %, precision 100.0 %), 0 false "
                    + "(0.00 a camera-day)"
            )
        )
        #expect(!run.output.contains("DWELL"))
    }

    @Test func `every stop is listed where that is asked for`() throws {
        let run = try CommandRun("evaluate", "--stops", try truth())
        #expect(run.output.contains("JUDGED"))
        #expect(run.output.contains("  found  "))
    }

    @Test func `a limit of the command line goes before that of the truth`() throws {
        let run = try CommandRun("evaluate", "--dwell", "25s", try truth())
        #expect(run.status == 0)
        #expect(run.output.contains("left in time: 1, raised all the same: 0"))
    }

    @Test func `a bar that is not reached ends with 1 and is told`() throws {
        let run = try CommandRun(
            "evaluate",
            "--min-recall",
            "1",
            "--dwell",
            "10s",
            try truth(since: 5)
        )
        #expect(run.status == 0)
        let missed = try CommandRun(
            "evaluate",
            "--min-recall",
            "0.9",
            "--dwell",
            "22s",
            try truth(since: 5)
        )
        #expect(missed.status == 1)
        #expect(missed.errors == "camindexd: recall is 0.0 %, below 90.0 %\n")
        #expect(missed.output.contains("MISSED"))
    }

    @Test func `a picture is made of what is missed and what is false`() throws {
        let pictures = clips.folder + "/mistakes"
        let file = try clips.add(
            "clip.json",
            """
            {"clip": "clip.mp4", "dwell_s": 10, "duration_s": 60, "stops": [
             {"t_start": 20, "t_end": 50, "box": [5, 5, 30, 20], "what": "van"}]}
            """.utf8
        )
        let run = try CommandRun("evaluate", "--pictures", pictures, file)
        #expect(run.status == 0)
        #expect(run.errors == "2 pictures of what was missed or false in \(pictures)\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: pictures).sorted()
        #expect(names == ["clip-false-00025s.jpg", "clip-missed-00020s.jpg"])
        let bytes = try Data(contentsOf: URL(filePath: pictures + "/" + names[0]))
        #expect(Array(bytes.prefix(3)) == [0xff, 0xd8, 0xff])
    }

    @Test func `programs get one object`() throws {
        let run = try CommandRun("evaluate", "--format", "json", try truth())
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let answer = try #require(object as? [String: Any])
        let all = try #require(answer["all"] as? [String: Any])
        #expect(all["found"] as? Int == 1)
        #expect(all["recall"] as? Double == 1)
        #expect(all["falseEventsPerCameraDay"] as? Double == 0)
        let clips = try #require(answer["clips"] as? [[String: Any]])
        let stops = try #require(clips[0]["stops"] as? [[String: Any]])
        #expect(stops[0]["verdict"] as? String == "found")
        #expect(abs(stops[0]["sinceErrorSeconds"] as? Double ?? 9) < 0.5)
        #expect(answer["belowBars"] as? [String] == [])
    }

    @Test func `the index is kept where that is asked for`() throws {
        let data = clips.folder + "/kept"
        #expect(try CommandRun("evaluate", "--keep", data, try truth()).status == 0)
        let query = try CommandRun("query", "--data", data, "--camera", "clip", "--format", "jsonl")
        #expect(query.output.split(separator: "\n").count == 1)
    }

    @Test func `a clip that is not there is told, and the others are evaluated`() throws {
        let run = try CommandRun("evaluate", try truth(), try truth("b.json", clip: "gone.mp4"))
        #expect(run.status == 3)
        #expect(
            run.errors == "camindexd: cannot find \(clips.folder)/gone.mp4: there is no such file "
                + "or folder. Check the path.\n"
        )
        #expect(run.output.contains("found 1 of 2 expected"))
    }

    @Test func `what is no truth file is told before anything is watched`() throws {
        let file = try clips.add("clip.json", "{}".utf8)
        let run = try CommandRun("evaluate", file)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(
            run.errors == "camindexd: \(file) is no truth file: it has no \"clip\" at its top. "
                + "Its form is told in design/evaluation.md.\n"
        )
    }

    @Test(arguments: [
        (["--min-recall", "98"], "--min-recall is 98.0; write a share from 0 to 1, such as 0.98."),
        (["--max-false-per-day", "-1"], "--max-false-per-day is -1.0; write 0 or more."),
        (["--jobs", "0"], "--jobs is 0; write 1 or more."),
    ])
    func `a bar that nothing can reach is a mistake`(arguments: [String], message: String) throws {
        let run = try CommandRun(arguments: ["evaluate", try truth()] + arguments)
        #expect(run.status == 2)
        #expect(run.errors == "camindexd: \(message)\n")
    }
}
