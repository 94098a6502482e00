import ArgumentParser
import CameraIndex
import Foundation

/// The options that say which stretch of time is asked for.
struct TimeOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("First moment asked for. Default: the beginning.", valueName: "time")
    )
    var from: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("First moment no longer asked for. Default: the end.", valueName: "time")
    )
    var to: String?

    /// The moments that are meant; nil for an end that is left open.
    ///
    /// - Throws: `UsageError` where one cannot be read, or the end is not after the begin.
    func range(in zone: TimeZone) throws(UsageError) -> (from: UTCTime?, to: UTCTime?) {
        let now = OptionText.now
        var range: (from: UTCTime?, to: UTCTime?) = (nil, nil)
        if let from {
            range.from = try OptionText.moment(from, of: "--from", now: now, in: zone)
        }
        if let to { range.to = try OptionText.moment(to, of: "--to", now: now, in: zone) }
        if let start = range.from, let end = range.to, start >= end {
            throw UsageError(
                "--from (\(start.localText(in: zone))) is not before --to "
                    + "(\(end.localText(in: zone))); the end itself is not asked for: write --to "
                    + "with the day or the time after it."
            )
        }
        return range
    }
}
