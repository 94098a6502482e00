import ArgumentParser
import CameraIndex

/// The options that say what an evaluation must reach.
struct BarOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Least share of the expected stops found, 0 to 1.", valueName: "share")
    )
    var minRecall: Double?

    @Option(
        help: ArgumentHelp("Least share of the events that are right, 0 to 1.", valueName: "share")
    )
    var minPrecision: Double?

    @Option(
        help: ArgumentHelp(
            "The most that 95 of 100 beginnings and ends may be off, such as 1s or 500ms.",
            valueName: "duration"
        )
    )
    var maxTimeError: String?

    @Option(
        help: ArgumentHelp(
            "Least share of ends whose true moment lies within what they say, 0 to 1.",
            valueName: "share"
        )
    )
    var minInside: Double?

    @Option(
        help: ArgumentHelp(
            "The most that a stop may say both its ends are off together.",
            valueName: "duration"
        )
    )
    var maxUncertainty: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The most false events in a camera-day.", valueName: "count")
    )
    var maxFalsePerDay: Double?

    /// The bars that the options set.
    ///
    /// - Throws: `UsageError` that names the option.
    func bars() throws(UsageError) -> EvaluationBars {
        var bars = EvaluationBars()
        bars.recall = try share(minRecall, of: "--min-recall")
        bars.precision = try share(minPrecision, of: "--min-precision")
        bars.insideShare = try share(minInside, of: "--min-inside")
        bars.timeError = try OptionText.duration(maxTimeError, of: "--max-time-error")
        bars.uncertainty = try OptionText.duration(maxUncertainty, of: "--max-uncertainty")
        if let count = maxFalsePerDay, !(count >= 0) {
            throw UsageError("--max-false-per-day is \(count); write 0 or more.")
        }
        bars.falseEventsPerCameraDay = maxFalsePerDay
        return bars
    }

    private func share(_ share: Double?, of option: String) throws(UsageError) -> Double? {
        guard let share else { return nil }
        guard 0...1 ~= share else {
            throw UsageError("\(option) is \(share); write a share from 0 to 1, such as 0.98.")
        }
        return share
    }
}
