/// A moment on a media clock, in whole microseconds.
///
/// The clock is a stream's own (the first frame of a file is at zero) or a camera's timeline;
/// `MediaClock` says which moment of the world it stands for. Made from absolute timestamps, never
/// by adding up frame durations, so that rounding does not accumulate.
public struct MediaTime: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since the clock's origin; negative before it.
    public var microseconds: Int64

    /// Makes a moment from microseconds since the clock's origin.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Makes the moment nearest to `seconds` after the clock's origin.
    public init(seconds: Double) {
        self.microseconds = Int64((seconds * 1_000_000).rounded())
    }

    /// The clock's origin.
    public static let zero = MediaTime(microseconds: 0)

    /// Seconds since the clock's origin.
    public var seconds: Double { Double(microseconds) / 1_000_000 }

    /// Orders moments of one clock.
    public static func < (left: MediaTime, right: MediaTime) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment that lies `duration` after this one.
    public static func + (time: MediaTime, duration: MediaDuration) -> MediaTime {
        MediaTime(microseconds: time.microseconds + duration.microseconds)
    }

    /// The moment that lies `duration` before this one.
    public static func - (time: MediaTime, duration: MediaDuration) -> MediaTime {
        MediaTime(microseconds: time.microseconds - duration.microseconds)
    }

    /// The time that passed from `right` to `left`.
    public static func - (left: MediaTime, right: MediaTime) -> MediaDuration {
        MediaDuration(microseconds: left.microseconds - right.microseconds)
    }
}
