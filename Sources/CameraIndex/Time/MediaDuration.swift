/// A length of media time, in whole microseconds.
///
/// Swift's `Duration` counts attoseconds in 128 bits; detection and index need 64-bit microseconds
/// that are stored, compared and serialised as they are.
public struct MediaDuration: Hashable, Comparable, Sendable, Codable {
    /// Length in microseconds; negative when it points backwards.
    public var microseconds: Int64

    /// Makes a length from microseconds.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// No time at all.
    public static let zero = MediaDuration(microseconds: 0)

    /// The length nearest to `seconds`.
    public static func seconds(_ seconds: Double) -> MediaDuration {
        MediaDuration(microseconds: Int64((seconds * 1_000_000).rounded()))
    }

    /// The length of `minutes` whole minutes.
    public static func minutes(_ minutes: Int64) -> MediaDuration {
        MediaDuration(microseconds: minutes * 60_000_000)
    }

    /// Length in seconds.
    public var seconds: Double { Double(microseconds) / 1_000_000 }

    /// The same length without its direction.
    public var magnitude: MediaDuration { MediaDuration(microseconds: abs(microseconds)) }

    /// Orders lengths.
    public static func < (left: MediaDuration, right: MediaDuration) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The sum of two lengths.
    public static func + (left: MediaDuration, right: MediaDuration) -> MediaDuration {
        MediaDuration(microseconds: left.microseconds + right.microseconds)
    }

    /// The difference of two lengths.
    public static func - (left: MediaDuration, right: MediaDuration) -> MediaDuration {
        MediaDuration(microseconds: left.microseconds - right.microseconds)
    }

    /// The length times a factor, rounded to the microsecond.
    public static func * (length: MediaDuration, factor: Double) -> MediaDuration {
        MediaDuration(microseconds: Int64((Double(length.microseconds) * factor).rounded()))
    }

    /// The length in `count` equal parts, rounded down.
    public static func / (length: MediaDuration, count: Int64) -> MediaDuration {
        MediaDuration(microseconds: length.microseconds / count)
    }
}
