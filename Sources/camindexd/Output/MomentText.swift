package import CameraIndex
package import Foundation

/// Prints moments of a timeline: as local time where the clock is known, else as media time.
package struct MomentText: Sendable {
    private let zone: TimeZone
    private let isKnown: Bool

    /// Prints moments of a timeline with this clock.
    package init(clock: MediaClock, zone: TimeZone) {
        self.zone = zone
        isKnown = clock.isKnown
    }

    /// Prints moments of this timeline.
    package init(timeline: Timeline, zone: TimeZone) {
        self.zone = zone
        isKnown = timeline == .utc
    }

    /// Date and time of day, "2026-01-01 08:02:03", or media time, "00:02:03.500".
    package func full(_ time: MediaTime) -> String {
        isKnown ? utc(time).localText(in: zone) : time.text
    }

    /// The same to the millisecond, "2026-01-01 08:02:03.500".
    package func exact(_ time: MediaTime) -> String {
        guard isKnown else { return time.text }
        let microseconds = ((time.microseconds % 1_000_000) + 1_000_000) % 1_000_000
        return full(time) + "." + String(1_000 + microseconds / 1_000).dropFirst()
    }

    /// The time of day alone where `time` lies on the day of `other`, "08:06:27".
    package func brief(_ time: MediaTime, besides other: MediaTime) -> String {
        guard isKnown, utc(time).dateText(in: zone) == utc(other).dateText(in: zone) else {
            return full(time)
        }
        return utc(time).clockText(in: zone)
    }

    /// From when to when, "08:12:00–08:59:58"; with dates where `asked` is longer than a day.
    ///
    /// The end is rounded up as the start is rounded down, so that no stretch is told shorter than
    /// it is.
    package func stretch(_ range: MediaRange, of asked: MediaRange) -> String {
        guard isKnown else { return "\(range.start.text)–\(range.end.text)" }
        let last = MediaTime(microseconds: max(asked.start, asked.end).microseconds - 1)
        let isOneDay = utc(asked.start).dateText(in: zone) == utc(last).dateText(in: zone)
        let end = MediaTime(microseconds: range.end.microseconds + 999_999)
        guard isOneDay else { return full(range.start) + "–" + brief(end, besides: range.start) }
        return utc(range.start).clockText(in: zone) + "–" + utc(end).clockText(in: zone)
    }

    /// RFC 3339 with the zone's offset, or media time.
    package func machine(_ time: MediaTime) -> String {
        isKnown ? utc(time).rfc3339(in: zone) : time.text
    }

    private func utc(_ time: MediaTime) -> UTCTime {
        UTCTime(microseconds: time.microseconds)
    }
}
