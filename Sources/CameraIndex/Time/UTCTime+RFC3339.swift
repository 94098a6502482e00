public import Foundation

extension UTCTime {
    /// The moment as RFC 3339 text with milliseconds and the offset of `zone` at that moment.
    ///
    /// Such as `2026-01-01T08:02:03.500+08:00`; UTC is written `+00:00`. Digits below the
    /// millisecond are cut off, so that the text never lies after the moment.
    public func rfc3339(in zone: TimeZone) -> String {
        let date = Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
        // RFC 3339 has no seconds in its offset; old local mean times do.
        let offsetMinutes = Int64(zone.secondsFromGMT(for: date)).flooredQuotient(by: 60)
        let milliseconds = microseconds.flooredQuotient(by: 1000) + offsetMinutes * 60_000
        let days = milliseconds.flooredQuotient(by: 86_400_000)
        let ofDay = milliseconds - days * 86_400_000
        let (year, month, day) = Self.civilDate(ofDay: days)
        let sign = offsetMinutes < 0 ? "-" : "+"
        let offset = abs(offsetMinutes)
        return Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2)
            + "T" + Self.digits(ofDay / 3_600_000, 2) + ":" + Self.digits(ofDay / 60_000 % 60, 2)
            + ":" + Self.digits(ofDay / 1000 % 60, 2) + "." + Self.digits(ofDay % 1000, 3)
            + sign + Self.digits(offset / 60, 2) + ":" + Self.digits(offset % 60, 2)
    }

    /// Reads RFC 3339 text, such as `2026-01-01T08:02:03.5+08:00` or `2026-01-01T00:02:03Z`.
    ///
    /// Nil where the text is something else or names a moment that no calendar has.
    public init?(rfc3339 text: String) {
        let pattern =
            /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))/
        guard let match = text.wholeMatch(of: pattern)?.output,
            let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3),
            let hour = Int64(match.4), let minute = Int64(match.5), let second = Int64(match.6),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.day(ofYear: year, month: month, day: day)
        guard Self.civilDate(ofDay: days) == (year, month, day) else { return nil }
        var offsetMinutes: Int64 = 0
        if let sign = match.9 {
            guard let hours = match.10.flatMap({ Int64($0) }),
                let minutes = match.11.flatMap({ Int64($0) }), hours < 24, minutes < 60
            else { return nil }
            offsetMinutes = (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
        }
        let fraction = (match.7 ?? "").prefix(6)
        let padded = fraction + String(repeating: "0", count: 6 - fraction.count)
        let seconds = days * 86_400 + (hour * 60 + minute - offsetMinutes) * 60 + second
        self.init(microseconds: seconds * 1_000_000 + (Int64(padded) ?? 0))
    }

    /// Year, month and day of a day counted from 1970-01-01.
    ///
    /// Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    private static func civilDate(ofDay days: Int64) -> (Int64, Int64, Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day of a date, counted from 1970-01-01; the same source, `days_from_civil`.
    private static func day(ofYear year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return era * 146_097 + ofEra - 719_468
    }

    private static func digits(_ value: Int64, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}
