import CameraIndex
import Foundation
import Testing

struct ScheduleTests {
    private func schedule(
        _ hours: [(days: String, text: String)],
        holidays: [String] = [],
        zone: String = "Asia/Shanghai"
    ) throws -> Schedule {
        Schedule(
            hours: try hours.map { try .init(text: $0.text, on: Schedule.Day.days(text: $0.days)) },
            holidays: Set(try holidays.map { try CalendarDay(text: $0) }),
            timeZone: try TimeZone(named: zone)
        )
    }

    private func time(_ text: String, zone: String = "Asia/Shanghai") throws -> MediaTime {
        let moment = try TimeExpression(text)
            .moment(now: UTCTime(microseconds: 0), in: TimeZone(named: zone))
        return MediaTime(microseconds: moment.microseconds)
    }

    /// The hours between two local times, as local texts.
    private func ranges(
        _ schedule: Schedule,
        _ start: String,
        _ end: String
    ) throws -> [String] {
        let zone = schedule.timeZone
        let range = MediaRange(
            try time(start, zone: zone.identifier),
            try time(end, zone: zone.identifier)
        )
        return schedule.ranges(within: range).map { range in
            [range.start, range.end]
                .map { UTCTime(microseconds: $0.microseconds).localText(in: zone) }
                .joined(separator: " to ")
        }
    }

    @Test func `hours are cut to the stretch that is asked for`() throws {
        let schedule = try schedule([("daily", "07:00-19:00")])
        #expect(
            try ranges(schedule, "2026-01-05 18:30", "2026-01-06 07:10") == [
                "2026-01-05 18:30:00 to 2026-01-05 19:00:00",
                "2026-01-06 07:00:00 to 2026-01-06 07:10:00",
            ]
        )
        #expect(try ranges(schedule, "2026-01-05 19:00", "2026-01-06 07:00") == [])
    }

    @Test func `hours over midnight belong to the day on which they begin`() throws {
        // 2026-01-09 is a Friday.
        let schedule = try schedule([("fri", "22:00-06:00")])
        #expect(
            try ranges(schedule, "2026-01-09 00:00", "2026-01-12 00:00") == [
                "2026-01-09 22:00:00 to 2026-01-10 06:00:00"
            ]
        )
    }

    @Test func `whole days that follow each other are one stretch`() throws {
        let schedule = try schedule([("sat", "00:00-24:00"), ("sun", "00:00-24:00")])
        #expect(
            try ranges(schedule, "2026-01-05 00:00", "2026-01-13 00:00") == [
                "2026-01-10 00:00:00 to 2026-01-12 00:00:00"
            ]
        )
    }

    @Test func `a holiday is no day of the week`() throws {
        // 2026-01-01 is a Thursday.
        let plain = try schedule([("mon-fri", "07:00-19:00")], holidays: ["2026-01-01"])
        #expect(try ranges(plain, "2026-01-01 00:00", "2026-01-02 00:00") == [])
        let festive = try schedule(
            [("mon-fri", "07:00-19:00"), ("holiday", "10:00-12:00")],
            holidays: ["2026-01-01"]
        )
        #expect(
            try ranges(festive, "2026-01-01 00:00", "2026-01-02 08:00") == [
                "2026-01-01 10:00:00 to 2026-01-01 12:00:00",
                "2026-01-02 07:00:00 to 2026-01-02 08:00:00",
            ]
        )
    }

    @Test func `hours that overlap are as one`() throws {
        let schedule = try schedule([("mon-fri", "07:00-12:00"), ("mon", "11:00-13:00")])
        #expect(
            try ranges(schedule, "2026-01-05 00:00", "2026-01-06 00:00") == [
                "2026-01-05 07:00:00 to 2026-01-05 13:00:00"
            ]
        )
    }

    @Test func `a night is an hour shorter where clocks are put forward`() throws {
        let schedule = try schedule([("daily", "22:00-06:00")], zone: "Europe/Berlin")
        let range = MediaRange(
            try time("2026-03-28 12:00", zone: "Europe/Berlin"),
            try time("2026-03-29 12:00", zone: "Europe/Berlin")
        )
        #expect(schedule.ranges(within: range).map(\.duration) == [.minutes(7 * 60)])
    }

    @Test func `hours that are skipped are not there`() throws {
        let schedule = try schedule([("daily", "02:00-03:00")], zone: "Europe/Berlin")
        #expect(try ranges(schedule, "2026-03-29 00:00", "2026-03-29 12:00") == [])
        let longer = try self.schedule([("daily", "02:30-03:30")], zone: "Europe/Berlin")
        #expect(
            try ranges(longer, "2026-03-29 00:00", "2026-03-29 12:00") == [
                "2026-03-29 03:00:00 to 2026-03-29 03:30:00"
            ]
        )
    }

    @Test func `where clocks are put back over the hours both passes count`() throws {
        let schedule = try schedule([("daily", "02:15-02:45")], zone: "Europe/Berlin")
        let range = MediaRange(
            try time("2026-10-25 00:00", zone: "Europe/Berlin"),
            try time("2026-10-25 12:00", zone: "Europe/Berlin")
        )
        let found = schedule.ranges(within: range)
        #expect(found.map(\.duration) == [.minutes(30), .minutes(30)])
        #expect(found.last.map { $0.start - found[0].start } == .minutes(60))
    }

    @Test func `the first and last microsecond are told apart`() throws {
        let schedule = try schedule([("daily", "07:00-19:00")])
        let seven = try time("2026-01-05 07:00")
        let tick = MediaDuration(microseconds: 1)
        #expect(schedule.ranges(within: MediaRange(seven - tick, seven)) == [])
        let first = MediaRange(seven, seven + tick)
        #expect(schedule.ranges(within: first) == [first])
        #expect(schedule.ranges(within: MediaRange(seven, seven)) == [])
    }

    @Test func `days are counted by the calendar`() throws {
        let schedule = try schedule([("daily", "07:00-19:00")])
        let evening = try time("2026-01-05 23:59")
        #expect(schedule.days(from: evening, to: evening + .minutes(1)) == 1)
        #expect(schedule.days(from: evening, to: evening + .seconds(59)) == 0)
    }

    @Test(arguments: [
        ("mon", "mon"), ("mon-fri", "fri,mon,thu,tue,wed"), ("sat-mon", "mon,sat,sun"),
        ("holiday", "holiday"), ("daily", "fri,holiday,mon,sat,sun,thu,tue,wed"),
    ])
    func `days are written alone or as a span`(text: String, days: String) throws {
        let read = try Schedule.Day.days(text: text)
        #expect(read.map(\.rawValue).sorted().joined(separator: ",") == days)
    }

    @Test(arguments: ["", "-", "mon-", "mon-mon", "mon-wed-fri", "monday", "mon-holiday", "Mon"])
    func `other days are refused`(text: String) {
        #expect(throws: TimeTextError.self) { try Schedule.Day.days(text: text) }
    }

    @Test(arguments: ["", "07:00", "7:00-19:00", "07:00-19:60", "07:00-24:01", "24:00-24:00", "a"])
    func `other hours are refused`(text: String) {
        #expect(throws: TimeTextError.self) { try Schedule.Hours(text: text, on: [.monday]) }
    }
}
