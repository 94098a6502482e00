import Glibc

/// How long answers of one kind took: by the clock, and in processor time, which other programs on
/// the machine do not lengthen.
struct Timings {
    private let name: String
    private var durations: [Duration] = []
    private var processor: [Duration] = []
    /// Events in all answers.
    var found = 0

    /// Notes nothing yet.
    init(_ name: String) {
        self.name = name
    }

    /// Runs `body` and notes how long it took.
    mutating func time(_ body: () throws -> Void) rethrows {
        let (start, ticks) = (ContinuousClock.now, clock())
        try body()
        durations.append(ContinuousClock.now - start)
        // POSIX: a tick of `clock` is a microsecond.
        processor.append(.microseconds(clock() - ticks))
    }

    /// Takes over what another kind noted.
    mutating func absorb(_ other: Timings) {
        durations += other.durations
        processor += other.processor
        found += other.found
    }

    /// The line above the reports.
    static let heading = row(["question", "asked", "events each", "p50", "p99", "max", "p99 CPU"])

    /// Prints one line.
    func report() {
        let (sorted, cpu) = (durations.sorted(), processor.sorted())
        guard let longest = sorted.last else { return }
        print(
            Self.row([
                name, "\(sorted.count)", "\(found / sorted.count)",
                Self.text(sorted[sorted.count / 2]),
                Self.text(sorted[sorted.count * 99 / 100]), Self.text(longest),
                Self.text(cpu[cpu.count * 99 / 100]),
            ])
        )
    }

    /// A duration in milliseconds.
    static func text(_ duration: Duration) -> String {
        let hundredths = Int((duration / .milliseconds(1) * 100).rounded())
        let digits = hundredths % 100
        return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits) ms"
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [38, 7, 12, 10, 10, 10, 10]
        return zip(cells, widths).map { cell, width in
            let padding = String(repeating: " ", count: max(0, width - cell.count))
            return width == 38 ? cell + padding : padding + cell
        }.joined(separator: " ")
    }
}
