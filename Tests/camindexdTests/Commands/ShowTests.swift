import Foundation
import Testing

struct ShowTests {
    private let index: SeededIndex

    init() throws {
        index = try SeededIndex()
    }

    private func show(_ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: ["show", "--data", index.folder, "--time-zone", "Asia/Shanghai"] + arguments
        )
    }

    @Test func `an event is shown with everything about it`() throws {
        let run = try show("00000000000000a1")
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(
            run.output == """
                Event 00000000000000a1: rule no-stopping, zone north-lane, camera gate-2

                state            ended: it was seen to leave
                stood            4 min 23 s (limit 4 min, times within 40 ms)
                place            300 × 150 pixels at 100,200 of the 1920 × 1080 frame
                clock            read from the file's name, within 1 s
                severity         medium
                review           pending
                came to rest in  /rec/gate-2.mp4 at 00:02:03.500
                ended in         /rec/gate-2.mp4 at 00:06:27.000

                2026-01-01 08:02:03.500  +0:00  came to rest
                2026-01-01 08:02:03.500  +0:00  still rest
                2026-01-01 08:04:03.500  +2:00  still midway
                2026-01-01 08:06:03.500  +4:00  has stood for the limit of 4 min
                2026-01-01 08:06:03.500  +4:00  still limit
                2026-01-01 08:06:27.000  +4:23  left

                evidence: whole
                  rest  \(index.folder)/stills/gate-2/rest.jpg
                    SHA-256 5a0
                    frame alone \(index.folder)/stills/gate-2/rest-frame.jpg
                    SHA-256 5b0
                  midway  \(index.folder)/stills/gate-2/midway.jpg
                    SHA-256 5a1
                    frame alone \(index.folder)/stills/gate-2/midway-frame.jpg
                    SHA-256 5b1
                  limit  \(index.folder)/stills/gate-2/limit.jpg
                    SHA-256 5a2
                    frame alone \(index.folder)/stills/gate-2/limit-frame.jpg
                    SHA-256 5b2
                  not signed: the next scan of the camera or export of the event signs it

                """
        )
    }

    @Test func `an event of unknown time is shown in media time`() throws {
        let run = try show("00000000000000a3")
        #expect(
            run.output.contains("clock            unknown: times count from the file's beginning\n")
        )
        #expect(run.output.contains("; there from the first frame, so it may be longer\n"))
        #expect(run.output.contains("00:00:00.000  +0:00  stands there in the first frame\n"))
        #expect(run.output.hasSuffix("evidence: pending\n"))
    }

    @Test func `an open event is shown up to the last time seen`() throws {
        let run = try show("00000000000000a2")
        #expect(
            run.output.contains(
                "2026-01-01 10:00:00.000  +10:00  still there, the last time seen\n"
            )
        )
    }

    @Test func `a program gets the same as from a query`() throws {
        let shown = try show("00000000000000a1", "--format", "jsonl")
        let queried = try CommandRun(
            "query",
            "--data",
            index.folder,
            "--time-zone",
            "Asia/Shanghai",
            "--format",
            "jsonl",
            "--limit",
            "1"
        )
        #expect(shown.output == queried.output)
    }

    @Test func `an unknown or shared name is told`() throws {
        let unknown = try show("ff")
        #expect(unknown.status == 1)
        #expect(
            unknown.errors
                == "camindexd: no event is named \"ff\"; `camindexd query` lists the events and "
                + "their names.\n"
        )
        let shared = try show("00")
        #expect(shared.status == 1)
        #expect(
            shared.errors == """
                camindexd: "00" begins the names of several events (00000000000000a1, \
                00000000000000a2, 00000000000000a3); write more of it.

                """
        )
    }
}
