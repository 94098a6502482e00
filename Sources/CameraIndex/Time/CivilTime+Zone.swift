internal import Foundation

extension CivilTime {
    /// What the clocks of `zone` show at `time`.
    init(_ time: UTCTime, in zone: TimeZone) {
        self.init(greenwich: time.microseconds + zone.offset(at: time).microseconds)
    }

    /// The moments at which the clocks of `zone` show this, in order.
    ///
    /// Usually one; two where the clocks were put back over it; none where they were put forward.
    func moments(in zone: TimeZone) -> [UTCTime] {
        // No clock is a day off Greenwich, so the offsets in force around the moment are among
        // those a day before and a day after; none of the changes known lie closer together.
        let day = MediaDuration(microseconds: 86_400_000_000)
        let unshifted = UTCTime(microseconds: greenwich)
        let offsets = Set([
            zone.offset(at: unshifted - day), zone.offset(at: unshifted + day),
        ])
        return offsets.map { unshifted - $0 }
            .filter { CivilTime($0, in: zone) == self }
            .sorted()
    }

    /// The first moment of this day in `zone`, also where its midnight was skipped.
    func startOfDay(in zone: TimeZone) -> UTCTime {
        let midnight = midnight(daysLater: 0)
        if let first = midnight.moments(in: zone).first { return first }
        // Read with the offset from before the change, a skipped midnight is the change itself.
        let unshifted = UTCTime(microseconds: midnight.greenwich)
        return unshifted - zone.offset(at: unshifted - MediaDuration(microseconds: 86_400_000_000))
    }
}

extension TimeZone {
    /// How far the clocks of the zone are ahead of Greenwich at `time`, in whole seconds.
    func offset(at time: UTCTime) -> MediaDuration {
        let seconds = time.microseconds.dividedDown(by: 1_000_000).quotient
        let date = Date(timeIntervalSince1970: Double(seconds))
        return MediaDuration(microseconds: Int64(secondsFromGMT(for: date)) * 1_000_000)
    }
}
