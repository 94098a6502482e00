extension MediaDuration {
    /// Reads a duration such as "4m", "240s", "1h30m", "500ms" or "1.5h".
    ///
    /// Units are d, h, m, s and ms, from the longest to the shortest and each at most once; the
    /// last number may have a decimal fraction. A number without a unit is refused: seconds to one
    /// are minutes to another.
    /// - Throws: `TimeTextError` with what to write instead.
    public init(text: some StringProtocol) throws(TimeTextError) {
        var cursor = TextCursor(text)
        var total: Int64 = 0
        var shorter = Self.units[...]
        var isLast = false
        repeat {
            guard !isLast, let whole = cursor.digits() else { throw .duration(text) }
            var fraction: [Int] = []
            if cursor.skip(anyOf: ".") != nil {
                guard let digits = cursor.digits(), digits.count <= 6 else { throw .duration(text) }
                fraction = digits
                isLast = true
            }
            let name = cursor.letters()
            if name.isEmpty, cursor.isAtEnd, shorter.count == Self.units.count {
                throw .durationWithoutUnit(text)
            }
            guard let index = shorter.firstIndex(where: { $0.name == name }),
                let part = Self.microseconds(whole, fraction, of: shorter[index].microseconds)
            else { throw .duration(text) }
            shorter = shorter[(index + 1)...]
            let (sum, isTooLong) = total.addingReportingOverflow(part)
            guard !isTooLong else { throw .duration(text) }
            total = sum
        } while !cursor.isAtEnd
        self.init(microseconds: total)
    }

    /// The length in words, rounded down to its two largest units: "4 min", "23 h 12 min", "1.5 s".
    ///
    /// Rounded down so that a time that was not quite watched is never printed as watched.
    public var shortText: String {
        guard microseconds >= 0 else { return "-" + magnitude.shortText }
        if microseconds < 1_000_000 {
            return microseconds == 0 ? "0 s" : "\(microseconds / 1_000) ms"
        }
        let seconds = microseconds / 1_000_000
        if seconds < 60 {
            let tenths = microseconds / 100_000 % 10
            return tenths == 0 ? "\(seconds) s" : "\(seconds).\(tenths) s"
        }
        let (minutes, hours) = (seconds / 60, seconds / 3_600)
        // A day of footage is "24 h", as its owner calls it; days begin after two of them.
        if hours >= 48 { return Self.pair(hours / 24, "d", hours % 24, "h") }
        if hours > 0 { return Self.pair(hours, "h", minutes % 60, "min") }
        return Self.pair(minutes, "min", seconds % 60, "s")
    }

    /// The length as a stopwatch shows it, rounded down to the second: "0:20", "4:23", "1:03:20".
    public var stopwatchText: String {
        guard microseconds >= 0 else { return "-" + magnitude.stopwatchText }
        let seconds = microseconds / 1_000_000
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        let end = (seconds % 60).padded(to: 2)
        return hours > 0 ? "\(hours):\(minutes.padded(to: 2)):\(end)" : "\(minutes):\(end)"
    }

    /// The length as `init(text:)` reads it, exact: "4m", "1h30m", "500ms".
    public var optionText: String {
        guard microseconds > 0 else { return microseconds == 0 ? "0s" : "-" + magnitude.optionText }
        var rest = microseconds
        var text = ""
        for unit in Self.units.dropLast() {
            let count = rest / unit.microseconds
            rest %= unit.microseconds
            if count > 0 { text += "\(count)\(unit.name)" }
        }
        guard rest > 0 else { return text }
        let fraction = (rest % 1_000).padded(to: 3)
        return text + "\(rest / 1_000)" + (rest % 1_000 == 0 ? "" : ".\(fraction)") + "ms"
    }

    private static let units: [(name: String, microseconds: Int64)] = [
        ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
        ("ms", 1_000),
    ]

    /// The count that `whole` and `fraction` spell, in units; nil where 64 bits do not hold it.
    private static func microseconds(_ whole: [Int], _ fraction: [Int], of unit: Int64) -> Int64? {
        var count: Int64 = 0
        for digit in whole {
            let (tenfold, overflows) = count.multipliedReportingOverflow(by: 10)
            guard !overflows, tenfold <= Int64.max - 9 else { return nil }
            count = tenfold + Int64(digit)
        }
        let (product, overflows) = count.multipliedReportingOverflow(by: unit)
        guard !overflows else { return nil }
        var share: Int64 = 0
        var scale: Int64 = 1
        for digit in fraction {
            share = 10 * share + Int64(digit)
            scale *= 10
        }
        let (sum, sumOverflows) = product.addingReportingOverflow(share * unit / scale)
        return sumOverflows ? nil : sum
    }

    private static func pair(
        _ large: Int64,
        _ largeUnit: String,
        _ small: Int64,
        _ smallUnit: String
    ) -> String {
        small == 0 ? "\(large) \(largeUnit)" : "\(large) \(largeUnit) \(small) \(smallUnit)"
    }
}

extension MediaTime {
    /// The moment on its clock, rounded down to the millisecond: "00:02:03.500".
    public var text: String {
        let (milliseconds, _) = microseconds.dividedDown(by: 1_000)
        let size = milliseconds.magnitude
        let clock = [size / 3_600_000, size / 60_000 % 60, size / 1_000 % 60]
            .map { $0.padded(to: 2) }.joined(separator: ":")
        return (milliseconds < 0 ? "-" : "") + clock + "." + (size % 1_000).padded(to: 3)
    }
}
