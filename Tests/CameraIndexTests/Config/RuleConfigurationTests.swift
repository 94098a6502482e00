import CameraIndex
import Foundation
import Testing

struct RuleConfigurationTests {
    private let zones = "a: {outline: [[0,0], [1,0], [1,1]], size_reference: "
    private let marks = "[{at: [0.5,0.4], height: 0.05}, {at: [0.5,0.9], height: 0.2}]"

    private func rule(_ text: String, top: String = "time_zone: UTC") throws -> DwellRule {
        let yaml = """
            {\(top), cameras: {c: {zones: {\(zones)\(marks)}},
              rules: [{name: n, kind: dwell, dwell: 4m, zones: a, \(text)}]}}}
            """
        let configuration = try SiteConfiguration(yaml: yaml, file: "c.yaml")
        return try #require(configuration.rules(for: "c").first)
    }

    private func problem(_ text: String, top: String = "time_zone: UTC") -> String {
        do {
            _ = try rule(text, top: top)
            return ""
        } catch let error as ConfigurationError {
            return error.problems.map(\.message).joined(separator: "\n")
        } catch {
            return "\(error)"
        }
    }

    @Test func `a rule that says no more has the usual terms`() throws {
        let rule = try rule("")
        #expect(rule.longestUnseen == .seconds(60))
        #expect(rule.rearm == .seconds(5))
        #expect(rule.schedule == nil)
        #expect(rule.classes == nil)
        #expect(rule.severity == .medium)
        #expect(rule.violationCode == nil)
        #expect(rule.zone.sizeReference?.second.height == 0.2)
    }

    @Test func `a rule carries its terms`() throws {
        let rule = try rule(
            "grace: 10s, rearm: 0s, severity: low, violation_code: '10391', classes: person, "
                + "sizes: {person: {height: [0.5, 2]}}"
        )
        #expect(rule.longestUnseen == .seconds(10))
        #expect(rule.rearm == .zero)
        #expect(rule.severity == .low)
        #expect(rule.violationCode == "10391")
        #expect(rule.classes == [.person])
        #expect(rule.sizes == [.person: SizeBounds(width: 0.15...0.8, height: 0.5...2)])
    }

    @Test func `hours take zone and holidays of the file where they have none of their own`() throws
    {
        let top = "time_zone: Asia/Shanghai, holidays: [2026-01-01, 2026-01-02]"
        let shared = try rule("schedule: {hours: {daily: 07:00-19:00}}", top: top)
        #expect(shared.schedule?.timeZone.identifier == "Asia/Shanghai")
        #expect(shared.schedule?.holidays.count == 2)
        let own = try rule(
            "schedule: {hours: {daily: 07:00-19:00}, time_zone: UTC, holidays: 2026-05-01}",
            top: top
        )
        #expect(own.schedule?.timeZone.secondsFromGMT() == 0)
        #expect(own.schedule?.holidays == [try CalendarDay(text: "2026-05-01")])
    }

    @Test(arguments: [
        (
            "schedule: {hours: {mon-fri: 07:00-19:00}}",
            "cameras.c.rules[0].schedule has no time zone; write time_zone under it, or for all of "
                + "the file at its top."
        ),
        (
            "schedule: daily",
            #"cameras.c.rules[0].schedule is "daily"; write hours under it, such as "hours: "#
                + #"{mon-fri: 07:00-19:00}"."#
        ),
        (
            "schedule: {time_zone: UTC}",
            "cameras.c.rules[0].schedule has no hours; write them by day, such as "
                + #""hours: {mon-fri: 07:00-19:00}"."#
        ),
        (
            "schedule: {time_zone: UTC, hours: {weekdays: 07:00-19:00}}",
            #"a key of cameras.c.rules[0].schedule.hours is "weekdays"; write "#
                + "days such as mon, mon-fri, sat, holiday or daily; the days are mon, tue, wed, "
                + "thu, fri, sat, sun, holiday."
        ),
        (
            "schedule: {time_zone: UTC, hours: {sat: 7-19}}",
            #"cameras.c.rules[0].schedule.hours.sat is "7-19"; write hours such as "07:00-19:00", "#
                + #""22:00-06:00" or "00:00-24:00"."#
        ),
        (
            "schedule: {time_zone: UTC, hours: {sat: [07:00-07:00]}}",
            #"cameras.c.rules[0].schedule.hours.sat[0] is "07:00-07:00", which ends when it "#
                + #"begins; write "00:00-24:00" for the whole day."#
        ),
        (
            "schedule: {time_zone: UTC, hours: {sat: 07:00-25:00}}",
            #"cameras.c.rules[0].schedule.hours.sat is "07:00-25:00", which is not on the clock; "#
                + "write times from 00:00 to 24:00."
        ),
        (
            "schedule: {time_zone: UTC, holidays: [1 May], hours: {sat: 07:00-19:00}}",
            #"cameras.c.rules[0].schedule.holidays[0] is "1 May"; write a date such as "#
                + #""2026-01-01"."#
        ),
        (
            "severity: urgent",
            #"cameras.c.rules[0].severity is "urgent"; write low, medium or high."#
        ),
        (
            "classes: [car]",
            #"cameras.c.rules[0].classes[0] is "car"; write vehicle, person or object, or a list "#
                + "of them."
        ),
        (
            "sizes: {person: {height: [2, 1]}}",
            "cameras.c.rules[0].sizes.person.height is no range; write the least and the most, "
                + "such as [0.5, 4]."
        ),
        (
            "grace: 30",
            #"cameras.c.rules[0].grace is "30", which has no unit; write "30s" for seconds or "#
                + #""30m" for minutes."#
        ),
        (
            "rearm: ~",
            #"cameras.c.rules[0].rearm is empty; write a duration such as "5s"."#
        ),
    ])
    func `a mistake is told with what to write`(text: String, message: String) {
        let top = text.contains("mon-fri: 07:00-19:00}}") ? "data: d" : "time_zone: UTC"
        #expect(problem(text, top: top) == message)
    }

    @Test func `classes need something to measure by`() {
        let yaml = """
            defaults: {rules: [{name: n, kind: dwell, dwell: 4m, classes: vehicle}]}
            cameras:
              c:
                zones: {a: [[0,0], [1,0], [1,1]]}
                rules: [{name: n, kind: dwell, dwell: 4m, zones: a, classes: vehicle}]
            """
        let error = #expect(throws: ConfigurationError.self) {
            try SiteConfiguration(yaml: yaml, file: "c.yaml")
        }
        #expect(
            error?.problems.map(\.message) == [
                "defaults.rules[0] is about sizes, but the whole picture has nothing to measure "
                    + "them by; give it a zone with a size_reference.",
                "cameras.c.rules[0] is about sizes, but the zone \"a\" has nothing to measure them "
                    + "by; give it a zone with a size_reference.",
            ]
        )
    }

    @Test(arguments: [
        ("{outline: [[0,0], [1,0], [1,1]], size_reference: []}", "needs two marks"),
        ("{outline: [[0,0], [1,0], [1,1]], size_reference: [{at: [0,0]}]}", "lacks at or height"),
        ("{size_reference: [{at: [0,0], height: 0.1}, {at: [0,1], height: 2}]}", "from 0.001 to 1"),
        ("{size_reference: ~}", "cameras.c.zones.z has no outline; write points such as outline:"),
    ])
    func `a size reference is checked`(zone: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try SiteConfiguration(yaml: "cameras: {c: {zones: {z: \(zone)}}}", file: "c.yaml")
        }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
