/// A moment of the world: whole microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct UTCTime: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since the Unix epoch.
    public var microseconds: Int64

    /// Makes a moment from microseconds since the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders moments.
    public static func < (left: UTCTime, right: UTCTime) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment that lies `duration` after this one.
    public static func + (time: UTCTime, duration: MediaDuration) -> UTCTime {
        UTCTime(microseconds: time.microseconds + duration.microseconds)
    }

    /// The moment that lies `duration` before this one.
    public static func - (time: UTCTime, duration: MediaDuration) -> UTCTime {
        UTCTime(microseconds: time.microseconds - duration.microseconds)
    }

    /// The time that passed from `right` to `left`.
    public static func - (left: UTCTime, right: UTCTime) -> MediaDuration {
        MediaDuration(microseconds: left.microseconds - right.microseconds)
    }
}
