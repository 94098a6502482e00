internal import Foundation

/// Reads the header `Retry-After` of HTTP (RFC 9110, 10.2.3).
enum RetryAfter {
    /// How long to wait: seconds, or until a date; nil where it is neither, zero where it is past.
    static func pause(_ text: String, now: UTCTime) -> MediaDuration? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return Int64(text).flatMap { $0 < 1_000_000_000 ? .seconds(Double($0)) : nil }
        }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = format.date(from: text) else { return nil }
        let moment = UTCTime(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
        return max(.zero, moment - now)
    }
}
