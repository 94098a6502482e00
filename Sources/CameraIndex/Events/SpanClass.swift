/// How long an event or a stop is, to the next power of two:
/// what makes "who stood here then?" quick.
///
/// Two range conditions (began before, lasted until after) cannot both narrow one B-tree. Within a
/// class the length is bounded, so that "lasted until after" becomes a second bound on when it
/// began.
struct SpanClass: Hashable, Sendable {
    /// 0 for spans of up to 64 s, and one more for each doubling.
    let number: Int

    /// The longest span of class 0.
    ///
    /// Shorter ones are not worth a class of their own.
    static let shortestMicroseconds: Int64 = 64_000_000

    /// Every class there is; the last holds 68 years.
    static let all = (0...25).map { SpanClass(number: $0) }

    /// The longest span of the class, in microseconds.
    var longestMicroseconds: Int64 { Self.shortestMicroseconds << Int64(number) }

    /// The class of a span from `start` to `end`.
    static func of(from start: MediaTime, to end: MediaTime) -> SpanClass {
        let length = end.microseconds - start.microseconds
        return all.first { length <= $0.longestMicroseconds } ?? SpanClass(number: all.count - 1)
    }

    private init(number: Int) {
        self.number = number
    }

    /// A table of all classes for SQL, as `span(class, length_us)`.
    static let commonTable: String = {
        let rows = all.map { "(\($0.number), \($0.longestMicroseconds))" }
        return "WITH span(class, length_us) AS (VALUES \(rows.joined(separator: ", ")))"
    }()
}
