import Foundation

/// What this process has used and holds, as the kernel tells it.
struct ProcessFigures {
    /// Seconds of all its threads.
    var processor: Double
    /// Resident memory.
    var residentMegabytes: Double
    var threads: Int
    /// Seconds of a steady clock.
    var wall: Double

    /// What is so now; zeros where the kernel does not tell it.
    static var now: ProcessFigures {
        let stat = text("/proc/self/stat")
        // The name, in parentheses, may hold spaces.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = fields.count > 13 ? (Double(fields[12]) ?? 0) + (Double(fields[13]) ?? 0) : 0
        let status = text("/proc/self/status").split(separator: "\n")
        func number(_ key: String) -> Double {
            let line = status.first { $0.hasPrefix(key + ":") } ?? ""
            return line.split(whereSeparator: \.isWhitespace).dropFirst().first
                .flatMap { Double($0) } ?? 0
        }
        return ProcessFigures(
            // A hundred a second, on every Linux that there is.
            processor: ticks / 100,
            residentMegabytes: number("VmRSS") / 1_024,
            threads: Int(number("Threads")),
            wall: ProcessInfo.processInfo.systemUptime
        )
    }

    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
