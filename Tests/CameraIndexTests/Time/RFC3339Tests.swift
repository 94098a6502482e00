import CameraIndex
import Foundation
import Testing

struct RFC3339Tests {
    private let shanghai = TimeZone(secondsFromGMT: 8 * 3600)
    private let morning = UTCTime(microseconds: 1_767_225_723_500_000)

    @Test func `a moment is printed with the offset of its zone`() throws {
        let shanghai = try #require(shanghai)
        #expect(morning.rfc3339(in: shanghai) == "2026-01-01T08:02:03.500+08:00")
        #expect(morning.rfc3339(in: .gmt) == "2026-01-01T00:02:03.500+00:00")
    }

    @Test func `an offset may lie behind Greenwich and have minutes`() throws {
        let stJohns = try TimeZone(named: "America/St_Johns")
        #expect(morning.rfc3339(in: stJohns) == "2025-12-31T20:32:03.500-03:30")
    }

    @Test func `what is printed never lies after the moment`() {
        let late = UTCTime(microseconds: 1_767_225_723_999_999)
        #expect(late.rfc3339(in: .gmt) == "2026-01-01T00:02:03.999+00:00")
        #expect(UTCTime(microseconds: -1).rfc3339(in: .gmt) == "1969-12-31T23:59:59.999+00:00")
    }

    @Test(arguments: [
        ("2026-01-01T08:02:03.500+08:00", 1_767_225_723_500_000),
        ("2026-01-01T00:02:03.500Z", 1_767_225_723_500_000),
        ("2026-01-01t00:02:03.5z", 1_767_225_723_500_000),
        ("2026-01-01 00:02:03.5Z", 1_767_225_723_500_000),
        ("2025-12-31T20:32:03.5-03:30", 1_767_225_723_500_000),
        ("2026-01-01T00:02:03Z", 1_767_225_723_000_000),
        ("2026-01-01T00:02:03.000001Z", 1_767_225_723_000_001),
        ("2026-01-01T00:02:03.123456789Z", 1_767_225_723_123_456),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000_000),
        ("2017-01-01T07:59:60.25+08:00", 1_483_228_800_250_000),
    ])
    func `a time is read to the microsecond`(text: String, microseconds: Int64) {
        #expect(UTCTime(rfc3339: text) == UTCTime(microseconds: microseconds))
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T08:00Z", "2026-01-01T08:00:00", "2026-01-01T08:00:00.Z",
        "2026-01-01T08:00:00.1234567890Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T08:60:00Z", "2026-01-01T08:00:61Z", "2026-01-01T08:00:60Z",
        "2026-01-01T08:00:00+24:00", "2026-01-01T08:00:00+0800", "2026-01-01T08:00:00Z ",
        "26-01-01T08:00:00Z", "２０２６-01-01T08:00:00Z",
    ])
    func `a text of another form is no time`(text: String) {
        #expect(UTCTime(rfc3339: text) == nil)
    }

    @Test func `printing and reading agree over four centuries`() throws {
        let shanghai = try #require(shanghai)
        for day in stride(from: Int64(-73_000), through: 73_000, by: 13) {
            let time = UTCTime(microseconds: day * 86_400_000_000 + 43_261_007_000)
            #expect(UTCTime(rfc3339: time.rfc3339(in: shanghai)) == time)
        }
    }

    @Test func `tables show local date and time of day`() throws {
        let shanghai = try #require(shanghai)
        #expect(morning.localText(in: shanghai) == "2026-01-01 08:02:03")
        #expect(morning.dateText(in: shanghai) == "2026-01-01")
        #expect(morning.clockText(in: shanghai) == "08:02:03")
    }
}
