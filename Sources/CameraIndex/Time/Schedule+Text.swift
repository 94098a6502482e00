extension Schedule.Day {
    /// Reads days such as "mon", "mon-fri", "sat", "holiday" or "daily", which is all of them.
    ///
    /// - Throws: `TimeTextError` with what to write instead.
    public static func days(text: String) throws(TimeTextError) -> Set<Self> {
        if text == "daily" { return Set(allCases) }
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        let days = words.compactMap { Self(rawValue: String($0)) }
        guard days.count == words.count, words.count <= 2 else { throw .days(text) }
        guard days.count == 2 else { return Set(days) }
        guard let first = week.firstIndex(of: days[0]), let last = week.firstIndex(of: days[1]),
            first != last
        else { throw .days(text) }
        // From Saturday to Monday a week begins anew.
        return Set((first...(first < last ? last : last + 7)).map { week[$0 % 7] })
    }
}

extension Schedule.Hours {
    /// Reads hours such as "07:00-19:00", or "22:00-06:00" over midnight, for some days.
    ///
    /// - Throws: `TimeTextError` with what to write instead.
    public init(text: String, on days: Set<Schedule.Day>) throws(TimeTextError) {
        var cursor = TextCursor(text)
        guard let from = Self.clock(&cursor), cursor.skip(anyOf: "-") != nil,
            let to = Self.clock(&cursor), cursor.isAtEnd
        else { throw .hours(text) }
        let day = MediaDuration(microseconds: CalendarDay.microseconds)
        guard from < day, to <= day else { throw .impossibleHours(text) }
        guard from != to else { throw .noHours(text) }
        self.init(days: days, from: from, to: to)
    }

    private static func clock(_ cursor: inout TextCursor) -> MediaDuration? {
        guard let hour = cursor.number(digits: 2), cursor.skip(anyOf: ":") != nil,
            let minute = cursor.number(digits: 2), minute <= 59
        else { return nil }
        return .minutes(Int64(60 * hour + minute))
    }
}

extension TimeTextError {
    /// The text does not have the form of a date.
    static func date(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(text, advice: #"write a date such as "2026-01-01""#)
    }

    /// The text does not name days.
    static func days(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            advice: "write days such as mon, mon-fri, sat, holiday or daily; the days are "
                + Schedule.Day.allCases.map(\.rawValue).joined(separator: ", ")
        )
    }

    /// The text does not have the form of hours.
    static func hours(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            advice: #"write hours such as "07:00-19:00", "22:00-06:00" or "00:00-24:00""#
        )
    }

    /// No clock shows a time of the hours.
    static func impossibleHours(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            problem: "is not on the clock",
            advice: "write times from 00:00 to 24:00"
        )
    }

    /// The hours end where they begin.
    static func noHours(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            problem: "ends when it begins",
            advice: #"write "00:00-24:00" for the whole day"#
        )
    }
}
