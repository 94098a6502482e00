import Foundation
import Testing

struct CamerasTests {
    private let index: SeededIndex

    init() throws {
        index = try SeededIndex()
    }

    private func cameras(_ arguments: String...) throws -> CommandRun {
        try CommandRun(
            arguments: ["cameras", "--data", index.folder, "--time-zone", "Asia/Shanghai"]
                + arguments
        )
    }

    @Test func `each camera is listed with footage and events`() throws {
        let run = try cameras()
        #expect(run.status == 0)
        #expect(
            run.output == """
                CAMERA  FROM                 TO                   RECORDED     WATCHED  FILES  \
                TIME UNKNOWN    EVENTS
                gate-2  2026-01-01 08:00:00  2026-01-01 10:00:00       2 h  1 h 52 min      1  \
                                     2
                yard                                                                        1  \
                1 file, 10 min       1

                """
        )
    }

    @Test func `the configuration's names stand beside the ids`() throws {
        let file = index.folder + "/c.yaml"
        try "cameras: {gate-2: {name: 东门}}\n".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try cameras("--config", file)
        #expect(run.output.contains("gate-2  东门  2026-01-01 08:00:00"))
    }

    @Test func `programs get one object a camera`() throws {
        let run = try cameras("--format", "jsonl")
        #expect(
            run.output == """
                {"camera":"gate-2","events":2,"files":1,"gaps":[],"recordedSeconds":7200,\
                "sizeBytes":1000000,"span":{"from":"2026-01-01T08:00:00.000+08:00",\
                "to":"2026-01-01T10:00:00.000+08:00"},"unknownClockFiles":0,\
                "unknownClockSeconds":0,"watchedSeconds":6720.5}
                {"camera":"yard","events":1,"files":1,"gaps":[],"recordedSeconds":0,\
                "sizeBytes":1000000,"span":null,"unknownClockFiles":1,"unknownClockSeconds":600,\
                "watchedSeconds":0}

                """
        )
    }

    @Test func `CSV has titles and one camera a line`() throws {
        let run = try cameras("--format", "csv")
        #expect(
            run.output == """
                camera,from,to,recordedSeconds,watchedSeconds,gaps,gapSeconds,files,\
                unknownClockFiles,unknownClockSeconds,sizeBytes,events\r
                gate-2,2026-01-01T08:00:00.000+08:00,2026-01-01T10:00:00.000+08:00,7200.0,6720.5,0,\
                0.0,1,0,0.0,1000000,2\r
                yard,,,0.0,0.0,0,0.0,1,1,600.0,1000000,1\r

                """
        )
    }
}
