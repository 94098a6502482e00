public import Foundation

/// A time as a person asks for it: written out, or told from the present.
///
/// Reading it and resolving it are apart, so that a mistake is told before anything is opened, and
/// so that no code but the caller's reads a clock.
public struct TimeExpression: Hashable, Sendable {
    private enum Meaning: Hashable, Sendable {
        case moment(UTCTime)
        case local(CivilTime)
        case day(CivilTime)
        case relativeDay(Int, clock: MediaDuration?)
        case ago(MediaDuration)
    }

    private let text: String
    private let meaning: Meaning

    /// Reads a time.
    ///
    /// - RFC 3339: `2026-01-01T08:00:00+08:00`;
    /// - without offset, on the clocks of the zone given later: `2026-01-01 08:00`,
    ///   `…:30`, `…:30.5`;
    /// - a day, which means its first moment: `2026-01-01`, `today`, `yesterday`, `tomorrow`, these
    ///   three also with a time of day: `yesterday 17:30`;
    /// - `now`, and as long ago as a duration says: `-2h`, `-30m`, `-7d` (a day has 24 hours).
    /// - Throws: `TimeTextError` with what to write instead.
    public init(_ text: String) throws(TimeTextError) {
        self.text = text
        if text == "now" {
            meaning = .ago(.zero)
        } else if text.hasPrefix("-") {
            do {
                meaning = .ago(try MediaDuration(text: text.dropFirst()))
            } catch {
                throw .time(text)
            }
        } else if let day = try Self.relativeDay(text) {
            meaning = day
        } else {
            meaning = try Self.written(text)
        }
    }

    /// The moment that is meant where the time is `now` and the clocks are those of `zone`.
    ///
    /// Of a time that the clocks showed twice, the first; of a day, its first moment,
    /// also where its midnight was skipped.
    /// - Throws: `TimeTextError` where the clocks were put forward over the time.
    public func moment(now: UTCTime, in zone: TimeZone) throws(TimeTextError) -> UTCTime {
        switch meaning {
        case .moment(let time): return time
        case .ago(let duration): return now - duration
        case .day(let day): return day.startOfDay(in: zone)
        case .local(let civil): return try moment(civil, in: zone)
        case .relativeDay(let days, let clock):
            let midnight = CivilTime(now, in: zone).midnight(daysLater: days)
            guard let clock else { return midnight.startOfDay(in: zone) }
            let civil = CivilTime(greenwich: midnight.greenwich + clock.microseconds)
            return try moment(civil, in: zone)
        }
    }

    private func moment(_ civil: CivilTime, in zone: TimeZone) throws(TimeTextError) -> UTCTime {
        guard let first = civil.moments(in: zone).first else {
            throw .skippedTime(text, zone: zone.identifier)
        }
        return first
    }

    private static let dayNames = ["yesterday": -1, "today": 0, "tomorrow": 1]

    private static func relativeDay(_ text: String) throws(TimeTextError) -> Meaning? {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = words.first, let days = dayNames[String(name)] else { return nil }
        guard words.count == 2 else { return .relativeDay(days, clock: nil) }
        var cursor = TextCursor(words[1])
        guard let clock = TimeOfDay(&cursor), cursor.isAtEnd else { throw .time(text) }
        // Any day does to check the clock.
        guard
            let civil = CivilTime(
                year: 1970,
                month: 1,
                day: 1,
                hour: clock.hour,
                minute: clock.minute,
                second: clock.second,
                microsecond: clock.microsecond
            )
        else { throw .impossibleTime(text) }
        return .relativeDay(days, clock: MediaDuration(microseconds: civil.greenwich))
    }

    private static func written(_ text: String) throws(TimeTextError) -> Meaning {
        guard let written = WrittenTime(text) else { throw .time(text) }
        guard let civil = written.civil else { throw .impossibleTime(text) }
        if written.offset != nil {
            guard let moment = written.moment else { throw .impossibleTime(text) }
            return .moment(moment)
        }
        guard !written.isLeapSecond else { throw .impossibleTime(text) }
        return written.precision == .day ? .day(civil) : .local(civil)
    }
}
