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

    /// The duration that `text` means, or nil where the option is not given.
    ///
    /// - Throws: `UsageError` that names the option.
    static func duration(_ text: String?, of option: String) throws(UsageError) -> MediaDuration? {
        guard let text else { return nil }
        return try read(text, of: option) { text throws(TimeTextError) in
            try MediaDuration(text: text)
        }
    }

    /// The threads of `--jobs`, or one for each core where the option is not given.
    ///
    /// - Throws: `UsageError` where it is less than one.
    static func jobs(_ count: Int?) throws(UsageError) -> Int {
        guard let count else { return ProcessInfo.processInfo.activeProcessorCount }
        guard count >= 1 else { throw UsageError("--jobs is \(count); write 1 or more.") }
        return count
    }

    /// The address of a stream that `text` means.
    ///
    /// - Throws: `UsageError` where it is none.
    static func address(
        _ text: String,
        secrets: StreamSecrets
    ) throws(UsageError) -> StreamAddress {
        do {
            return try StreamAddress(text, secrets: secrets)
        } catch {
            throw UsageError(error.description)
        }
    }

    /// The template of `--time-template`, or nil where it is not given.
    ///
    /// - Throws: `UsageError` that names the option.
    static func template(_ text: String?) throws(UsageError) -> FileNameTemplate? {
        guard let text else { return nil }
        return try read(text, of: "--time-template") { text throws(TimeTextError) in
            try FileNameTemplate(text)
        }
    }

    /// The zones of `--zone`: "zone", or "zone-1", "zone-2" where there are several.
    ///
    /// - Throws: `UsageError` that names the option.
    static func zones(_ texts: [String]) throws(UsageError) -> [Zone] {
        var zones: [Zone] = []
        for (index, text) in texts.enumerated() {
            do {
                let name = texts.count == 1 ? "zone" : "zone-\(index + 1)"
                zones.append(Zone(name: name, outline: try Polygon(text: text)))
            } catch {
                throw UsageError("--zone \"\(text)\": \(error)")
            }
        }
        return zones
    }

    /// The rules of `--dwell` and `--zone`, one for each zone, or nil where neither is given.
    ///
    /// A zone may be named where `drawn` has one of that name.
    /// - Throws: `UsageError` that names the option.
    static func rules(
        dwell: String?,
        zones: [String],
        drawn: [Zone] = []
    ) throws(UsageError) -> [DwellRule]? {
        guard dwell != nil || !zones.isEmpty else { return nil }
        let limit = try duration(dwell, of: "--dwell") ?? .minutes(4)
        guard limit >= RuleConfiguration.shortestDwell else {
            throw UsageError(
                "--dwell is \"\(limit.optionText)\"; write at least "
                    + "\"\(RuleConfiguration.shortestDwell.optionText)\"."
            )
        }
        let named = drawn.filter { zones.contains($0.name) }
        let outlines = zones.filter { text in !drawn.contains { $0.name == text } }
        let all = try named + self.zones(outlines)
        return (all.isEmpty ? [Zone.wholeFrame] : all).map { DwellRule(zone: $0, limit: limit) }
    }

    /// Says that the index has nothing of a camera.
    static func sayUnknownCamera(_ name: String) {
        StandardStream.error.say(
            "camindexd: the index has no camera \"\(DisplayWidth.printable(name))\"; "
                + "`camindexd cameras` lists those it has."
        )
    }

    /// The present, which no code below the command line asks for.
    static var now: UTCTime { SystemClock().utc }
}
