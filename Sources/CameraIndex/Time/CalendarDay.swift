/// A date of the calendar, without a time of day or a zone.
public struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    let number: Int

    /// Makes the date so many days after 1970-01-01.
    init(number: Int) {
        self.number = number
    }

    /// Reads a date such as "2026-01-01".
    ///
    /// - Throws: `TimeTextError` with what to write instead.
    public init(text: some StringProtocol) throws(TimeTextError) {
        guard let written = WrittenTime(text), written.precision == .day else { throw .date(text) }
        guard let civil = written.civil else { throw .impossibleTime(text) }
        number = Int(civil.greenwich.dividedDown(by: Self.microseconds).quotient)
    }

    /// The date, such as "2026-01-01".
    public var text: String {
        CivilTime(greenwich: Int64(number) * Self.microseconds).dateText
    }

    /// Orders dates.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        left.number < right.number
    }

    /// The day of the week.
    var weekday: Schedule.Day {
        // 1970-01-01 was a Thursday.
        let place = (number + 3).dividedDown(by: 7).remainder
        return Schedule.Day.week[place]
    }

    /// How long a day is on a clock that is not changed.
    static let microseconds: Int64 = 86_400_000_000
}
