import CameraIndex
import Foundation
import Testing

struct TimeExpressionTests {
    /// 2026-01-01 08:02:03.5 in Shanghai.
    private let now = UTCTime(microseconds: 1_767_225_723_500_000)

    private func read(_ text: String, in zone: String = "Asia/Shanghai") throws -> String {
        let zone = try TimeZone(named: zone)
        return try TimeExpression(text).moment(now: now, in: zone).rfc3339(in: zone)
    }

    @Test(arguments: [
        ("2026-01-01T00:00:00Z", "2026-01-01T08:00:00.000+08:00"),
        ("2026-01-01T08:00+08:00", "2026-01-01T08:00:00.000+08:00"),
        ("2026-01-01 08:00", "2026-01-01T08:00:00.000+08:00"),
        ("2026-01-01T08:00", "2026-01-01T08:00:00.000+08:00"),
        ("2026-01-01 08:00:30", "2026-01-01T08:00:30.000+08:00"),
        ("2026-01-01 08:00:30.5", "2026-01-01T08:00:30.500+08:00"),
        ("2026-01-01", "2026-01-01T00:00:00.000+08:00"),
        ("today", "2026-01-01T00:00:00.000+08:00"),
        ("yesterday", "2025-12-31T00:00:00.000+08:00"),
        ("tomorrow", "2026-01-02T00:00:00.000+08:00"),
        ("yesterday 17:30", "2025-12-31T17:30:00.000+08:00"),
        ("today 08:00:30.5", "2026-01-01T08:00:30.500+08:00"),
        ("now", "2026-01-01T08:02:03.500+08:00"),
        ("-2h", "2026-01-01T06:02:03.500+08:00"),
        ("-30m", "2026-01-01T07:32:03.500+08:00"),
        ("-1h30m", "2026-01-01T06:32:03.500+08:00"),
        ("-7d", "2025-12-25T08:02:03.500+08:00"),
    ])
    func `a time is meant on the clocks of the zone`(text: String, expected: String) throws {
        #expect(try read(text) == expected)
    }

    @Test(arguments: [
        "", "noon", "2026", "2026-01", "01/02/2026", "2026-1-1", "2026-01-01 8:00", "-2", "-",
        "2h", "2026-01-01 08", "yesterday 9", "todays", "2026-01-01 08:00 +08:00",
    ])
    func `a text of another form is no time`(text: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeExpression(text) }
        #expect(
            error?.message(at: "--from")
                == #"--from is "\#(text)"; write a time such as "2026-01-01 08:00", "#
                + #""2026-01-01T08:00:00+08:00", "today", "yesterday 17:30" or "-2h"."#
        )
    }

    @Test(arguments: ["2026-02-29", "2026-01-01 24:00", "2026-01-01 23:59:60", "today 25:00"])
    func `a time that no calendar or clock shows is refused`(text: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeExpression(text) }
        #expect(
            error?.message(at: "--to")
                == #"--to is "\#(text)", which is not on the calendar or the clock; "#
                + "correct the month, the day or the time of day."
        )
    }

    @Test func `a time that clocks were put forward over is an error`() throws {
        let error = #expect(throws: TimeTextError.self) {
            try read("2026-03-29 02:30", in: "Europe/Berlin")
        }
        #expect(
            error?.message(at: "--from")
                == #"--from is "2026-03-29 02:30", which did not exist in Europe/Berlin, where "#
                + "the clocks were put forward over it; write a time before or after the change."
        )
        #expect(try read("2026-03-29 03:00", in: "Europe/Berlin").hasSuffix("+02:00"))
        #expect(try read("2026-03-29 01:59", in: "Europe/Berlin").hasSuffix("+01:00"))
    }

    @Test func `of a time that clocks showed twice the first is meant`() throws {
        #expect(
            try read("2026-10-25 02:30", in: "Europe/Berlin") == "2026-10-25T02:30:00.000+02:00"
        )
        #expect(
            try read("2026-10-25 03:00", in: "Europe/Berlin") == "2026-10-25T03:00:00.000+01:00"
        )
    }

    @Test func `a day whose midnight was skipped starts at its first moment`() throws {
        #expect(
            try read("2018-11-04", in: "America/Sao_Paulo") == "2018-11-04T01:00:00.000-02:00"
        )
    }

    @Test func `today is the day of the zone`() throws {
        #expect(try read("today", in: "America/New_York") == "2025-12-31T00:00:00.000-05:00")
    }

    @Test(arguments: [
        ("UTC", 0), ("+08:00", 28_800), ("-03:30", -12_600), ("Asia/Shanghai", 28_800),
    ])
    func `a time zone has a name or an offset`(name: String, offsetSeconds: Int) throws {
        let date = Date(timeIntervalSince1970: 1_767_225_723)
        #expect(try TimeZone(named: name).secondsFromGMT(for: date) == offsetSeconds)
    }

    @Test(arguments: ["Asia/Shangai", "", "Mars", "+8", "+0800", "+25:00", "GMT+8", "UTC+8"])
    func `an unknown time zone is refused`(name: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeZone(named: name) }
        #expect(
            error?.message(at: "--time-zone")
                == #"--time-zone is "\#(name)"; write a time zone such as "Asia/Shanghai", "UTC" "#
                + #"or "+08:00"."#
        )
    }

    @Test func `an abbreviation that means several zones is refused`() {
        let error = #expect(throws: TimeTextError.self) { try TimeZone(named: "CST") }
        #expect(
            error?.message(at: "--time-zone")
                == #"--time-zone is "CST", which may mean several time zones; write a name such "#
                + #"as "Asia/Shanghai", or an offset such as "+08:00"."#
        )
    }
}
