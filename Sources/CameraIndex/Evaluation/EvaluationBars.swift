/// What an evaluation must reach.
public struct EvaluationBars: Sendable {
    /// Least share of the expected stops that are found, 0...1.
    public var recall: Double?
    /// Least share of the events that are right, 0...1.
    public var precision: Double?
    /// The most that 95 of 100 beginnings, and 95 of 100 ends, may be off.
    public var timeError: MediaDuration?
    /// Least share of the ends whose true moment lies within what they say, 0...1.
    public var insideShare: Double?
    /// The most that a stop may say its two ends are off together.
    public var uncertainty: MediaDuration?
    /// The most false events in a day of one camera.
    public var falseEventsPerCameraDay: Double?

    /// Makes bars that everything passes.
    public init() {}

    /// What lies below the bars, a sentence each.
    ///
    /// A measure that nothing tells lies below its bar; only of no events at all none is wrong.
    public func shortfalls(of totals: EvaluationTotals) -> [String] {
        [
            atLeast(recall, totals.recall, "recall", "no stop had to be found"),
            totals.precision == nil
                ? nil : atLeast(precision, totals.precision, "precision", "there is no event"),
            atMost(timeError, totals.since?.p95, "the error of since (p95)"),
            atMost(timeError, totals.ended?.p95, "the error of endedAt (p95)"),
            atLeast(
                insideShare,
                totals.insideShare,
                "the share of ends inside their uncertainty",
                "no end is known exactly"
            ),
            atMost(uncertainty, totals.uncertainty?.max, "the stated uncertainty (max)"),
            tooManyFalse(totals),
        ]
        .compactMap { $0 }
    }

    private func atLeast(
        _ bar: Double?,
        _ value: Double?,
        _ name: String,
        _ lack: String
    ) -> String? {
        guard let bar else { return nil }
        guard let value else { return "\(name) cannot be told: \(lack)" }
        guard value < bar else { return nil }
        return "\(name) is \(Self.percent(value)), below \(Self.percent(bar))"
    }

    private func atMost(
        _ bar: MediaDuration?,
        _ value: MediaDuration?,
        _ name: String
    ) -> String? {
        guard let bar else { return nil }
        guard let value else { return "\(name) cannot be told: no such moment is known exactly" }
        guard value > bar else { return nil }
        return "\(name) is \(value.hundredthsText), above \(bar.hundredthsText)"
    }

    private func tooManyFalse(_ totals: EvaluationTotals) -> String? {
        guard let bar = falseEventsPerCameraDay else { return nil }
        guard let value = totals.falseEventsPerCameraDay else {
            return "false events a camera-day cannot be told: nothing was watched"
        }
        guard value > bar else { return nil }
        return "false events a camera-day are \(value.text(digits: 2)), above "
            + bar.text(digits: 2)
    }

    private static func percent(_ share: Double) -> String { (100 * share).text(digits: 1) + " %" }
}
