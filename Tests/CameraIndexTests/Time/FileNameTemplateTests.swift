import CameraIndex
import Foundation
import Testing

struct FileNameTemplateTests {
    private func match(
        _ template: String,
        _ path: String,
        zone: String = "+08:00"
    ) throws -> FileNameTemplate.Match? {
        try FileNameTemplate(template).match(path: path, in: TimeZone(named: zone))
    }

    @Test(arguments: [
        ("{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}", "/rec/gate-2_20260101080203.mp4", "gate-2"),
        ("{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}", "gate_2_20260101080203.mp4", "gate_2"),
        ("{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}.mp4", "gate-2_20260101080203.mp4", "gate-2"),
        ("{camera}_{yyyy}.{MM}.{dd}-{HH}.{mm}.{ss}", "a_2026.01.01-08.02.03", "a"),
        ("{camera}/{yyyy}-{MM}-{dd}/{HH}.{mm}.{ss}", "/x/东门/2026-01-01/08.02.03.mkv", "东门"),
        ("{camera}/{*}_{epoch}", "/x/gate-2/part_1767225723.ts", "gate-2"),
        ("ch{camera}{epoch}", "ch011767225723000.ts", "01"),
        ("{camera}-{epoch}", "a-1767225723000000.ts", "a"),
        ("{*}{camera}_{yy}{MM}{dd}_{HH}{mm}{ss}{*}", "a_260101_080203_main.ts", "a"),
    ])
    func `camera and start are found in the name`(template: String, path: String, camera: String)
        throws
    {
        let match = try #require(try match(template, path))
        #expect(match.camera == camera)
        #expect(match.start == UTCTime(microseconds: 1_767_225_723_000_000))
    }

    @Test func `milliseconds count and the camera may be missing`() throws {
        let match = try #require(
            try match("{yyyy}{MM}{dd}{HH}{mm}{ss}{SSS}", "20260101080203500.mp4")
        )
        #expect(match.camera == nil)
        #expect(match.start == UTCTime(microseconds: 1_767_225_723_500_000))
    }

    @Test func `the end of the time of day may be missing`() throws {
        let match = try #require(try match("{yyyy}{MM}{dd}_{HH}", "20260101_08.mp4"))
        #expect(match.start == UTCTime(microseconds: 1_767_225_600_000_000))
    }

    @Test(arguments: [
        "gate-2.mp4", "_20260101080203.mp4", "gate_2026010108020.mp4", "gate_2026010108020x.mp4",
        "gate_20260101080203_.mp4", "",
    ])
    func `a name of another form tells nothing`(path: String) throws {
        #expect(try match("{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}", path) == nil)
    }

    @Test func `a template with folders needs as many of them`() throws {
        #expect(try match("{camera}/{*}/{epoch}", "gate/1767225723.mp4") == nil)
    }

    @Test func `the operator is told which file does not match`() throws {
        let template = try FileNameTemplate("{camera}_{epoch}")
        #expect(
            template.mismatchMessage(path: "rec/a.mp4")
                == #"the name of rec/a.mp4 does not match the time template "{camera}_{epoch}""#
        )
    }

    @Test func `an impossible date is an error`() {
        let error = #expect(throws: TimeTextError.self) {
            try match("{camera}_{yyyy}{MM}{dd}{HH}", "gate_2026133108.mp4")
        }
        #expect(
            error?.description
                == #""gate_2026133108.mp4" is not on the calendar or the clock; "#
                + "correct the month, the day or the time of day."
        )
    }

    @Test func `a start that clocks were put forward over is an error`() {
        #expect(throws: TimeTextError.self) {
            try match("{yyyy}{MM}{dd}{HH}{mm}", "202603290230.mp4", zone: "Europe/Berlin")
        }
    }

    @Test(arguments: [
        ("{camera}", "lacks {yyyy}"),
        ("{camera}_{yyyy}{dd}", "lacks {MM}"),
        ("{yyyy}{MM}", "lacks {dd}"),
        ("{yyyy}{MM}{dd}{HH}{ss}", "lacks {mm}"),
        ("{yyyy}{MM}{dd}{mm}", "lacks {HH}"),
        ("{yyyy}{yy}{MM}{dd}", "has both {yyyy} and {yy}"),
        ("{epoch}{MM}", "has both {epoch} and {MM}"),
        ("{camera}{camera}{epoch}", "has {camera} twice"),
        ("{camera}_{year}", "has the unknown field {year}"),
        ("{camera}_{epoch", "has a { without its }"),
    ])
    func `an unusable template is refused`(text: String, problem: String) {
        let error = #expect(throws: TimeTextError.self) { try FileNameTemplate(text) }
        #expect(
            error?.message(at: "--time-template")
                == "--time-template is \"\(text)\", which \(problem); write a template such as "
                + "{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}, with {SSS}, {yy}, {epoch} and {*} where "
                + "the names have them."
        )
    }

    @Test func `a long name with many open fields is answered at once`() throws {
        let name = String(repeating: "a_", count: 120) + ".mp4"
        let template = "{*}_{*}_{*}_{*}_{*}_{*}_{camera}_{epoch}"
        #expect(try match(template, name) == nil)
    }
}
