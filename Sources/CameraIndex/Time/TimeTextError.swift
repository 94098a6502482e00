/// Why a text is not the time, duration, time zone or file name template that it should be.
public struct TimeTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text as written.
    public let text: String
    /// What is wrong with it, "does not exist in Europe/Berlin",
    /// where the form alone is not to blame.
    public let problem: String?
    /// What to write instead: "write a duration such as …".
    public let advice: String

    /// Makes an error about `text`.
    init(_ text: some StringProtocol, problem: String? = nil, advice: String) {
        self.text = String(text)
        self.problem = problem
        self.advice = advice
    }

    /// One sentence about the text.
    public var description: String {
        "\"\(text)\" \(problem ?? "cannot be read"); \(advice)."
    }

    /// One sentence that names the option or key `place` in which the text stands.
    public func message(at place: String) -> String {
        guard let problem else { return "\(place) is \"\(text)\"; \(advice)." }
        return "\(place) is \"\(text)\", which \(problem); \(advice)."
    }
}

extension TimeTextError {
    /// The text does not have the form of a duration.
    static func duration(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(text, advice: #"write a duration such as "4m", "240s" or "1h30m""#)
    }

    /// The text is a number and lacks the unit that would make it a duration.
    static func durationWithoutUnit(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            problem: "has no unit",
            advice: #"write "\#(text)s" for seconds or "\#(text)m" for minutes"#
        )
    }

    /// The text does not have the form of a time.
    static func time(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            advice: #"write a time such as "2026-01-01 08:00", "2026-01-01T08:00:00+08:00", "#
                + #""today", "yesterday 17:30" or "-2h""#
        )
    }

    /// The text has the form of a time, but no calendar or clock shows it.
    static func impossibleTime(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            problem: "is not on the calendar or the clock",
            advice: "correct the month, the day or the time of day"
        )
    }

    /// The clocks of the zone were put forward over the time.
    static func skippedTime(_ text: some StringProtocol, zone: String) -> TimeTextError {
        TimeTextError(
            text,
            problem: "did not exist in \(zone), where the clocks were put forward over it",
            advice: "write a time before or after the change"
        )
    }

    /// The text is not the name of a time zone.
    static func zone(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            advice: #"write a time zone such as "Asia/Shanghai", "UTC" or "+08:00""#
        )
    }

    /// The text is an abbreviation that several time zones share.
    static func ambiguousZone(_ text: some StringProtocol) -> TimeTextError {
        TimeTextError(
            text,
            problem: "may mean several time zones",
            advice: #"write a name such as "Asia/Shanghai", or an offset such as "+08:00""#
        )
    }
}
