/// A date as a person or a program wrote it, perhaps with a time of day and an offset from UTC.
///
/// The common grammar of RFC 3339 and of local times: `2026-01-01`, then `T`, `t` or a space and
/// `08:00`, `08:00:30` or `08:00:30.5`, then `Z`, `z`, `+08:00` or nothing.
struct WrittenTime {
    /// How far the writing goes.
    enum Precision: Int, Comparable {
        case day, minute, second

        static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    /// What was written down to the second; nil where calendar or clock has no such thing.
    let civil: CivilTime?
    /// Whether the second was written as 60; `civil` then holds the second before it.
    let isLeapSecond: Bool
    /// How far the writing goes.
    let precision: Precision
    /// The offset from UTC; nil where none was written.
    let offset: MediaDuration?

    /// Reads all of `text`; nil where it does not have the form.
    init?(_ text: some StringProtocol) {
        var cursor = TextCursor(text)
        guard let year = cursor.number(digits: 4), cursor.skip(anyOf: "-") != nil,
            let month = cursor.number(digits: 2), cursor.skip(anyOf: "-") != nil,
            let day = cursor.number(digits: 2)
        else { return nil }
        var clock = TimeOfDay()
        if cursor.skip(anyOf: "Tt ") != nil {
            guard let written = TimeOfDay(&cursor) else { return nil }
            clock = written
            offset = Self.offset(&cursor)
        } else {
            offset = nil
        }
        guard cursor.isAtEnd else { return nil }
        precision = clock.precision
        isLeapSecond = clock.second == 60
        civil = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: clock.hour,
            minute: clock.minute,
            second: isLeapSecond ? 59 : clock.second,
            microsecond: clock.microsecond
        )
    }

    /// The moment that is meant; nil without an offset,
    /// or where calendar or clock has no such thing.
    ///
    /// A leap second counts as the second after it, as in Unix time; it can only end a day of UTC.
    var moment: UTCTime? {
        guard let civil, let offset else { return nil }
        let time = UTCTime(microseconds: civil.greenwich) - offset
        guard isLeapSecond else { return time }
        let next = time + MediaDuration(microseconds: 1_000_000)
        let wholeSeconds = next.microseconds.dividedDown(by: 1_000_000).quotient
        return wholeSeconds % 86_400 == 0 ? next : nil
    }

    private static func offset(_ cursor: inout TextCursor) -> MediaDuration? {
        if cursor.skip(anyOf: "Zz") != nil { return .zero }
        var ahead = cursor
        guard let sign = ahead.skip(anyOf: "+-"),
            let hours = ahead.number(digits: 2), hours <= 23, ahead.skip(anyOf: ":") != nil,
            let minutes = ahead.number(digits: 2), minutes <= 59
        else { return nil }
        cursor = ahead
        return .minutes(Int64(hours * 60 + minutes) * (sign == "-" ? -1 : 1))
    }
}

/// A time of day as it was written; whether a clock shows it is not checked.
struct TimeOfDay {
    /// Hour, two digits.
    var hour = 0
    /// Minute, two digits.
    var minute = 0
    /// Second, two digits.
    var second = 0
    /// Microsecond; further digits of the fraction are dropped.
    var microsecond = 0
    /// How far the writing goes.
    var precision = WrittenTime.Precision.day

    /// Midnight, not written.
    init() {}

    /// Reads `08:00`, `08:00:30` or `08:00:30.5`; nil where that does not follow.
    init?(_ cursor: inout TextCursor) {
        guard let hour = cursor.number(digits: 2), cursor.skip(anyOf: ":") != nil,
            let minute = cursor.number(digits: 2)
        else { return nil }
        self.hour = hour
        self.minute = minute
        precision = .minute
        guard cursor.skip(anyOf: ":") != nil else { return }
        guard let second = cursor.number(digits: 2) else { return nil }
        self.second = second
        precision = .second
        guard cursor.skip(anyOf: ".") != nil else { return }
        guard let digits = cursor.digits(), digits.count <= 9 else { return nil }
        let padded = digits.prefix(6) + repeatElement(0, count: max(0, 6 - digits.count))
        microsecond = padded.reduce(0) { 10 * $0 + $1 }
    }
}
