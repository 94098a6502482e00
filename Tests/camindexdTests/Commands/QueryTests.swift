import Foundation
import Testing

struct QueryTests {
    private let index: SeededIndex

    init() throws {
        index = try SeededIndex()
    }

    private func query(_ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: ["query", "--data", index.folder, "--time-zone", "Asia/Shanghai"] + arguments
        )
    }

    @Test func `a table ends with how much was watched`() throws {
        let run = try query("--from", "2026-01-01 08:00", "--to", "2026-01-01 09:00")
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(
            run.output == """
                CAMERA  SINCE                UNTIL     STOOD  RULE         ZONE        STATE  EVENT
                gate-2  2026-01-01 08:02:03  08:06:27   4:23  no-stopping  north-lane  ended  \
                00000000000000a1

                1 event
                gate-2: watched 52 min of 1 h (86.6 %), every stop of 20 s or more; not watched: \
                08:12:00–08:20:00 (damaged)

                """
        )
    }

    @Test func `without a time footage of unknown time is told with its file`() throws {
        let run = try query()
        #expect(run.status == 0)
        #expect(
            run.output == """
                CAMERA  SINCE                UNTIL         STOOD  RULE         ZONE        STATE  \
                EVENT             NOTE                  FILE
                gate-2  2026-01-01 08:02:03  08:06:27       4:23  no-stopping  north-lane  ended  \
                00000000000000a1
                gate-2  2026-01-01 09:50:00  still there   10:00  no-stopping  north-lane  open   \
                00000000000000a2
                yard    00:00:00.000         00:05:00.000   5:00  no-stopping  north-lane  ended  \
                00000000000000a3  there from the start  yard.avi

                3 events
                gate-2: watched 1 h 52 min of 2 h (93.3 %), every stop of 20 s or more; not \
                watched: 08:12:00–08:20:00 (damaged)
                yard, yard.avi (time unknown): watched all 10 min, every stop of 20 s or more

                """
        )
    }

    @Test func `no events is an answer`() throws {
        let run = try query("--from", "2026-01-01 08:40", "--to", "2026-01-01 08:50")
        #expect(run.status == 0)
        #expect(
            run.output
                == "no events\ngate-2: watched all 10 min, every stop of 20 s or more\n"
        )
    }

    @Test func `a time without footage was not watched`() throws {
        let run = try query("--from", "2025-01-01", "--to", "2025-01-02")
        #expect(run.status == 0)
        #expect(run.output == "no events\ngate-2: watched nothing of 24 h\n")
    }

    @Test func `JSON Lines are one event a line, and coverage is on standard error`() throws {
        let run = try query("--from", "2026-01-01", "--format", "jsonl")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first?.hasPrefix(
                #"{"id":"00000000000000a1","camera":"gate-2","rule":"no-stopping","kind":"dwell","#
                    + #""zone":"north-lane","state":"ended","#
                    + #""since":"2026-01-01T08:02:03.500+08:00","#
            ) == true
        )
        #expect(run.output.contains("\"path\":\"\(index.folder)/stills/gate-2/rest.jpg\""))
        #expect(run.errors.hasPrefix("gate-2: watched "))
    }

    @Test func `JSON is one array, also without events`() throws {
        let run = try query("--from", "2026-01-01", "--format", "json")
        let events = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((events as? [[String: Any]])?.count == 2)
        let none = try query("--to", "2025-01-01", "--format", "json")
        #expect(none.output == "[]\n")
    }

    @Test func `CSV has titles and one event a line`() throws {
        let run = try query("--from", "2026-01-01", "--state", "ended", "--format", "csv")
        #expect(
            run.output == """
                id,camera,rule,kind,zone,state,since,raisedAt,endedAt,dwellSeconds,arrivalSeen,\
                boxX,boxY,boxWidth,boxHeight,frameWidth,frameHeight,timeUncertaintySeconds,\
                onTheEdge,review,evidenceState,clock,sinceFile,sinceFileSeconds,endedFile,\
                endedFileSeconds,severity,violationCode,sizeClass,cutByHours,detail,\
                cameraClockOffsetSeconds,cameraClockUncertaintySeconds\r
                00000000000000a1,gate-2,no-stopping,dwell,north-lane,ended,\
                2026-01-01T08:02:03.500+08:00,2026-01-01T08:06:03.500+08:00,\
                2026-01-01T08:06:27.000+08:00,263.5,true,100,200,300,150,1920,1080,0.04,false,\
                pending,whole,name,/rec/gate-2.mp4,123.5,/rec/gate-2.mp4,387.0,\
                medium,,,none,,,\r

                """
        )
    }

    @Test func `events are listed by what was said of them`() throws {
        _ = try CommandRun("review", "--data", index.folder, "00000000000000a1", "--dismiss")
        let pending = try query("--review", "pending", "--format", "csv", "--count")
        #expect(pending.output == "events\r\n2\r\n")
        let dismissed = try query("--review", "dismissed", "--format", "jsonl")
        #expect(dismissed.output.contains("\"id\":\"00000000000000a1\""))
        #expect(dismissed.output.contains("\"review\":\"dismissed\""))
    }

    @Test func `a count is told in each format`() throws {
        let coverage =
            "gate-2: watched 1 h 52 min of 2 h (93.3 %), every stop of 20 s or more; "
            + "not watched: 08:12:00–08:20:00 (damaged)\n"
        let object = """
            [{"camera":"gate-2","from":"2026-01-01T08:00:00.000+08:00",\
            "notWatched":[{"from":"2026-01-01T08:12:00.000+08:00","reasons":["damaged"],\
            "to":"2026-01-01T08:19:59.500+08:00"}],"to":"2026-01-01T10:00:00.000+08:00",\
            "watchedSeconds":6720.5,"zones":[]}]
            """
        let range = [
            "--from", "2026-01-01 08:00", "--to", "2026-01-01 10:00", "--count", "--format",
        ]
        for (format, output, errors) in [
            ("table", "2 events\n" + coverage, ""),
            ("jsonl", "{\"events\":2,\"coverage\":" + object + "}\n", coverage),
            ("csv", "events\r\n2\r\n", coverage),
        ] {
            let run = try CommandRun(
                arguments: ["query", "--data", index.folder, "--time-zone", "+08:00"] + range + [
                    format
                ]
            )
            #expect(run.output == output)
            #expect(run.errors == errors)
        }
    }

    @Test func `a limited answer says how to go on`() throws {
        let first = try query("--limit", "1", "--format", "jsonl")
        #expect(first.output.contains("00000000000000a1"))
        let note = try #require(first.errors.split(separator: "\n").first)
        #expect(note.hasPrefix("there are more: repeat the command with --cursor "))
        let cursor = try #require(note.split(separator: " ").last)
        let second = try query("--limit", "1", "--cursor", String(cursor), "--format", "jsonl")
        #expect(second.output.contains("00000000000000a2"))
        #expect(!second.output.contains("00000000000000a1"))
    }

    @Test(arguments: [
        (["--min-dwell", "9m"], ["a2"]), (["--state", "open"], ["a2"]),
        (["--rule", "other"], []), (["--zone", "north-lane"], ["a1", "a2", "a3"]),
        (["--camera", "ga*"], ["a1", "a2"]), (["--kind", "dwell", "--camera", "yard"], ["a3"]),
        (["--from", "2026-01-01 09:00", "--unknown-clock"], ["a2", "a3"]),
    ])
    func `options narrow the answer`(options: [String], events: [String]) throws {
        let run = try CommandRun(
            arguments: [
                "query", "--data", index.folder, "--time-zone", "+08:00", "--format", "csv",
            ]
                + options
        )
        #expect(run.status == 0)
        let names = run.output.split(separator: "\r\n").dropFirst().map { $0.prefix(16).suffix(2) }
        #expect(names.map { String($0) } == events)
    }

    @Test func `a camera that is not there is told`() throws {
        let alone = try query("--camera", "gate-9")
        #expect(alone.status == 1)
        #expect(
            alone.errors == """
                camindexd: the index has no camera "gate-9"; `camindexd cameras` lists those it has.

                """
        )
        let beside = try query("--camera", "gate-9", "--camera", "gate-2")
        #expect(beside.status == 3)
        #expect(beside.output.contains("00000000000000a1"))
    }

    @Test(arguments: [
        (
            ["--from", "noon"],
            #"--from is "noon"; write a time such as "2026-01-01 08:00", "#
                + #""2026-01-01T08:00:00+08:00", "today", "yesterday 17:30" or "-2h"."#
        ),
        (
            ["--from", "2026-01-02", "--to", "2026-01-01"],
            "--from (2026-01-02 00:00:00) is not before --to (2026-01-01 00:00:00); the end itself "
                + "is not asked for: write --to with the day or the time after it."
        ),
        (
            ["--min-dwell", "240"],
            #"--min-dwell is "240", which has no unit; write "240s" for seconds or "240m" for "#
                + #"minutes."#
        ),
        (["--limit", "0"], "--limit is 0; write 1 or more."),
        (
            ["--cursor", "x"],
            #""x" is not a cursor of an answer; copy it from the answer before, or leave --cursor "#
                + "away to begin at the start."
        ),
    ])
    func `a mistake is told and nothing is asked`(options: [String], message: String) throws {
        let run = try CommandRun(
            arguments: ["query", "--data", index.folder, "--time-zone", "+08:00"] + options
        )
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors == "camindexd: \(message)\n")
    }

    @Test func `an unknown zone, format or state is a mistake of usage`() throws {
        let zone = try CommandRun("query", "--time-zone", "Mars")
        #expect(zone.status == 2)
        #expect(
            zone.errors
                == "camindexd: --time-zone is \"Mars\"; write a time zone such as "
                + "\"Asia/Shanghai\", \"UTC\" or \"+08:00\".\n"
        )
        let format = try query("--format", "xml")
        #expect(format.status == 2)
        #expect(
            format.errors.hasPrefix(
                "camindexd: The value 'xml' is invalid for '--format <format>'. Please provide one "
                    + "of 'table', 'json', 'jsonl' or 'csv'.\n"
            )
        )
        #expect(try query("--state", "gone").status == 2)
    }

    @Test func `a folder without an index is told`() throws {
        let run = try CommandRun("query", "--data", "/nowhere")
        #expect(run.status == 1)
        #expect(
            run.errors == """
                camindexd: there is no index in /nowhere: scan footage first (`camindexd scan \
                PATH`), or name the right folder with --data.

                """
        )
    }
}
