/// A date and time of day as a calendar and a clock on the wall show them, without a zone.
///
/// The calendar is the Gregorian one, also before it was introduced. The arithmetic between dates
/// and day numbers is Howard Hinnant's ("chrono-compatible low-level date algorithms").
struct CivilTime: Hashable, Sendable {
    /// Year; 1 BC is 0.
    let year: Int
    /// Month, 1...12.
    let month: Int
    /// Day of the month, 1...31.
    let day: Int
    /// Hour, 0...23.
    let hour: Int
    /// Minute, 0...59.
    let minute: Int
    /// Second, 0...59.
    let second: Int
    /// Microsecond, 0...999,999.
    let microsecond: Int

    /// Makes a date and time of day; nil where the calendar or the clock has no such thing.
    init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        microsecond: Int = 0
    ) {
        guard 1...12 ~= month, 1...Self.days(inMonth: month, of: year) ~= day,
            0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999 ~= microsecond
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
    }

    /// What a clock in Greenwich shows `microseconds` after the Unix epoch.
    init(greenwich microseconds: Int64) {
        let (dayNumber, inDay) = microseconds.dividedDown(by: Self.microsecondsPerDay)
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = Int(dayNumber) + 719_468
        let (era, dayOfEra) = shifted.dividedDown(by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let inDaySeconds = Int(inDay / 1_000_000)
        hour = inDaySeconds / 3_600
        minute = inDaySeconds / 60 % 60
        second = inDaySeconds % 60
        microsecond = Int(inDay % 1_000_000)
    }

    /// Microseconds from the Unix epoch to the moment at which a clock in Greenwich shows this.
    var greenwich: Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = yearFromMarch.dividedDown(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let dayNumber = era * 146_097 + dayOfEra - 719_468
        let inDaySeconds = (hour * 60 + minute) * 60 + second
        return Int64(dayNumber) * Self.microsecondsPerDay
            + Int64(inDaySeconds) * 1_000_000 + Int64(microsecond)
    }

    /// Midnight of the day that lies `days` after this one.
    func midnight(daysLater days: Int) -> CivilTime {
        let today = greenwich.dividedDown(by: Self.microsecondsPerDay).quotient
        return CivilTime(greenwich: (today + Int64(days)) * Self.microsecondsPerDay)
    }

    /// The date, "2026-01-01".
    var dateText: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }

    /// The time of day without fraction, "08:02:03".
    var clockText: String {
        "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
    }

    private static let microsecondsPerDay: Int64 = 86_400_000_000

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
