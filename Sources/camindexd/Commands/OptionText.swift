import CameraIndex
import Foundation

/// Reads the texts of options and names the option in every error.
enum OptionText {
    /// What `read` makes of `text`.
    ///
    /// - Throws: `UsageError` that names the option.
    static func read<Value>(
        _ text: String,
        of option: String,
        by read: (String) throws(TimeTextError) -> Value
    ) throws(UsageError) -> Value {
        do {
            return try read(text)
        } catch {
            throw UsageError(error.message(at: option))
        }
    }

    /// The moment that `text` means.
    ///
    /// - Throws: `UsageError` that names the option.
    static func moment(
        _ text: String,
        of option: String,
        now: UTCTime,
        in zone: TimeZone
    ) throws(UsageError) -> UTCTime {
        try read(text, of: option) { text throws(TimeTextError) in
            try TimeExpression(text).moment(now: now, in: zone)
        }
    }

    /// The outline that `text` draws.
    ///
    /// - Throws: `UsageError` that names the option.
    static func polygon(_ text: String, of option: String) throws(UsageError) -> Polygon {
        do {
            return try Polygon(text: text)
        } catch {
            throw UsageError("\(option) \"\(text)\": \(error)")
        }
    }

    /// The present, which no code below the command line asks for.
    static var now: UTCTime {
        UTCTime(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }
}
