import CameraIndex
import Foundation
import Testing

struct UTCTimeRFC3339Tests {
    @Test(arguments: [
        (0, "GMT", "1970-01-01T00:00:00.000+00:00"),
        (1_767_225_723_500_999, "Asia/Shanghai", "2026-01-01T08:02:03.500+08:00"),
        (1_767_225_723_500_000, "Asia/Kolkata", "2026-01-01T05:32:03.500+05:30"),
        (1_767_225_723_500_000, "America/New_York", "2025-12-31T19:02:03.500-05:00"),
        (951_782_400_000_000, "GMT", "2000-02-29T00:00:00.000+00:00"),
        (-1, "GMT", "1969-12-31T23:59:59.999+00:00"),
    ])
    func `a moment is written with the offset of its zone`(
        microseconds: Int64,
        zone: String,
        text: String
    ) throws {
        let zone = try #require(TimeZone(identifier: zone))
        #expect(UTCTime(microseconds: microseconds).rfc3339(in: zone) == text)
    }

    @Test(arguments: [
        ("2026-01-01T08:02:03.5+08:00", 1_767_225_723_500_000),
        ("2026-01-01t00:02:03.500000z", 1_767_225_723_500_000),
        ("2025-12-31T19:02:03-05:00", 1_767_225_723_000_000),
        ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ("1969-12-31T23:59:59.999999Z", -1),
    ])
    func `a moment is read`(text: String, microseconds: Int64) {
        #expect(UTCTime(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T08:02:03", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:00+24:00",
        " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00.Z",
    ])
    func `other text is no moment`(text: String) {
        #expect(UTCTime(rfc3339: text) == nil)
    }
}
