public import Foundation

extension UTCTime {
    /// Reads an RFC 3339 time such as "2026-01-01T08:02:03.5+08:00" to the microsecond.
    ///
    /// `T` and `Z` may be lower case, a space may stand for the `T`, and the fraction may have up
    /// to 9 digits, of which those beyond the sixth are dropped. Nil where the text has another
    /// form, lacks its offset, or names a date or time that does not exist.
    public init?(rfc3339 text: some StringProtocol) {
        guard let written = WrittenTime(text), written.precision == .second,
            let moment = written.moment
        else { return nil }
        self = moment
    }

    /// The moment in RFC 3339 as the clocks of `zone` show it: "2026-01-01T08:02:03.500+08:00".
    ///
    /// Rounded down to the millisecond, so that what is printed never lies after what happened.
    public func rfc3339(in zone: TimeZone) -> String {
        // The format has no seconds in the offset; zones had some before their clocks were unified.
        let minutes = zone.offset(at: self).microseconds / 60_000_000
        let civil = CivilTime(greenwich: microseconds + minutes * 60_000_000)
        let milliseconds = (civil.microsecond / 1_000).padded(to: 3)
        let sign = minutes < 0 ? "-" : "+"
        let hours = (minutes.magnitude / 60).padded(to: 2)
        let rest = (minutes.magnitude % 60).padded(to: 2)
        return "\(civil.dateText)T\(civil.clockText).\(milliseconds)\(sign)\(hours):\(rest)"
    }

    /// Date and time of day on the clocks of `zone`, rounded down: "2026-01-01 08:02:03".
    public func localText(in zone: TimeZone) -> String {
        let civil = CivilTime(self, in: zone)
        return "\(civil.dateText) \(civil.clockText)"
    }

    /// The date in `zone`: "2026-01-01".
    public func dateText(in zone: TimeZone) -> String {
        CivilTime(self, in: zone).dateText
    }

    /// The time of day on the clocks of `zone`, rounded down to the second: "08:02:03".
    public func clockText(in zone: TimeZone) -> String {
        CivilTime(self, in: zone).clockText
    }
}
