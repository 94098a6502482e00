public import Foundation

extension TimeZone {
    /// The time zone of a name such as "Asia/Shanghai", "UTC" or "+08:00".
    ///
    /// Abbreviations are refused: "CST" is the time of Shanghai to one and of Chicago to another.
    /// - Throws: `TimeTextError` with what to write instead.
    public init(named name: String) throws(TimeTextError) {
        if let zone = Self.fixed(name) {
            self = zone
            return
        }
        guard Self.abbreviationDictionary[name] == nil else { throw .ambiguousZone(name) }
        // Foundation also takes "GMT+8" and the like; an offset has one form here.
        guard !name.hasPrefix("GMT"), !name.hasPrefix("UTC"), let zone = TimeZone(identifier: name)
        else { throw .zone(name) }
        self = zone
    }

    private static func fixed(_ name: String) -> TimeZone? {
        if name == "UTC" || name == "GMT" || name == "Z" { return TimeZone(secondsFromGMT: 0) }
        var cursor = TextCursor(name)
        guard let sign = cursor.skip(anyOf: "+-"), let hours = cursor.number(digits: 2),
            cursor.skip(anyOf: ":") != nil, let minutes = cursor.number(digits: 2),
            cursor.isAtEnd, minutes <= 59, hours * 60 + minutes <= 18 * 60
        else { return nil }
        return TimeZone(secondsFromGMT: (hours * 60 + minutes) * (sign == "-" ? -60 : 60))
    }
}
