public import Foundation

/// The hours in which a rule holds: on which days, from when to when, on the clocks of which zone.
///
/// A moment lies within the hours when the clocks on the wall show so, as a sign in the street is
/// read: where clocks are put back over the hours, both passes count.
public struct Schedule: Hashable, Sendable {
    /// What a date is to a schedule.
    public enum Day: String, CaseIterable, Hashable, Sendable {
        /// Monday.
        case monday = "mon"
        /// Tuesday.
        case tuesday = "tue"
        /// Wednesday.
        case wednesday = "wed"
        /// Thursday.
        case thursday = "thu"
        /// Friday.
        case friday = "fri"
        /// Saturday.
        case saturday = "sat"
        /// Sunday.
        case sunday = "sun"
        /// A date among the holidays, whatever day of the week it is.
        case holiday

        /// The days of a week, from Monday on.
        public static let week: [Day] = [
            .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
        ]
    }

    /// From when to when, on some days.
    public struct Hours: Hashable, Sendable {
        /// The days on which they begin.
        public var days: Set<Day>
        /// From when on, by the clock, since midnight.
        public var from: MediaDuration
        /// Until when, by the clock; on the next day where that is not later than `from`.
        public var to: MediaDuration

        /// Makes hours.
        public init(days: Set<Day>, from: MediaDuration, to: MediaDuration) {
            self.days = days
            self.from = from
            self.to = to
        }
    }

    /// The hours; where some overlap, they are as one.
    public var hours: [Hours]
    /// The dates that are holidays, and no weekdays.
    public var holidays: Set<CalendarDay>
    /// On whose clocks the hours are told.
    public var timeZone: TimeZone

    /// Makes a schedule.
    public init(hours: [Hours], holidays: Set<CalendarDay> = [], timeZone: TimeZone) {
        self.hours = hours
        self.holidays = holidays
        self.timeZone = timeZone
    }

    /// The parts of a stretch of a UTC axis that lie within the hours, in order, none touching.
    public func ranges(within stretch: MediaRange) -> [MediaRange] {
        var ranges: [MediaRange] = []
        for piece in evenPieces(of: stretch) {
            ranges += self.ranges(within: piece.range, ahead: piece.offset)
        }
        return Self.joined(ranges)
    }

    /// How many days by the calendar lie between two moments of a UTC axis.
    public func days(from start: MediaTime, to end: MediaTime) -> Int {
        day(of: end).number - day(of: start).number
    }

    private func day(of time: MediaTime) -> CalendarDay {
        let shown = time.microseconds + offset(at: time).microseconds
        return CalendarDay(number: Int(shown.dividedDown(by: CalendarDay.microseconds).quotient))
    }

    // MARK: - Where clocks go evenly

    private func offset(at time: MediaTime) -> MediaDuration {
        timeZone.offset(at: UTCTime(microseconds: time.microseconds))
    }

    /// A stretch cut where the clocks are changed, with how far they are ahead of Greenwich.
    private func evenPieces(
        of stretch: MediaRange
    ) -> [(range: MediaRange, offset: MediaDuration)] {
        var pieces: [(range: MediaRange, offset: MediaDuration)] = []
        var start = stretch.start
        // None of the changes known lie less than a day apart.
        let step = MediaDuration(microseconds: CalendarDay.microseconds)
        var offset = offset(at: start)
        while start < stretch.end {
            var end = min(start + step, stretch.end)
            let next = self.offset(at: end)
            if next != offset { end = change(from: offset, between: start, and: end) }
            pieces.append((MediaRange(start, end), offset))
            (start, offset) = (end, next)
        }
        return pieces
    }

    /// The first moment at which the clocks are not ahead by `offset` any more.
    private func change(
        from offset: MediaDuration,
        between start: MediaTime,
        and end: MediaTime
    ) -> MediaTime {
        // Clocks are changed at whole seconds.
        let second: Int64 = 1_000_000
        var before = start.microseconds.dividedDown(by: second).quotient
        var after = end.microseconds.dividedDown(by: second).quotient
        while after - before > 1 {
            let middle = (before + after) / 2
            let isBefore = self.offset(at: MediaTime(microseconds: middle * second)) == offset
            if isBefore { before = middle } else { after = middle }
        }
        return MediaTime(microseconds: after * second)
    }

    // MARK: - On even clocks

    /// The hours within a stretch in which the clocks are `offset` ahead of Greenwich.
    private func ranges(within stretch: MediaRange, ahead offset: MediaDuration) -> [MediaRange] {
        let shown = MediaRange(stretch.start + offset, stretch.end + offset)
        let length = CalendarDay.microseconds
        let first = Int(shown.start.microseconds.dividedDown(by: length).quotient)
        let last = Int(shown.end.microseconds.dividedDown(by: length).quotient)
        var ranges: [MediaRange] = []
        // Hours that began on the day before may go on past midnight.
        for number in first - 1...last {
            let day = CalendarDay(number: number)
            let kind = holidays.contains(day) ? Day.holiday : day.weekday
            let midnight = MediaTime(microseconds: Int64(number) * length)
            for hours in hours where hours.days.contains(kind) {
                let isOvernight = hours.to <= hours.from
                let end = hours.to + MediaDuration(microseconds: isOvernight ? length : 0)
                let range = MediaRange(midnight + hours.from, midnight + end)
                guard let shared = range.intersection(with: shown) else { continue }
                ranges.append(MediaRange(shared.start - offset, shared.end - offset))
            }
        }
        return ranges
    }

    private static func joined(_ ranges: [MediaRange]) -> [MediaRange] {
        var joined: [MediaRange] = []
        for range in ranges.sorted(by: { $0.start < $1.start }) {
            if let last = joined.last, range.start <= last.end {
                joined[joined.count - 1].end = max(last.end, range.end)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}
