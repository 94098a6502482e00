public import Foundation

/// A rule, as configured: nothing may stand in these zones for this long.
public struct RuleConfiguration: Hashable, Sendable {
    /// By what events call the rule.
    public var name: String
    /// The names of the zones it watches; empty for the whole picture.
    public var zones: [String]
    /// How long something must stand to be an event.
    public var dwell: MediaDuration
    /// The longest time without a sight that a dwell bears; nil where the file does not say.
    public var grace: MediaDuration?
    /// How soon after an event a stay in the same place goes on with it; nil where the file does
    /// not say.
    public var rearm: MediaDuration?
    /// When the rule holds; nil for always.
    public var schedule: ScheduleConfiguration?
    /// What it is about, by size; nil for whatever stands.
    public var classes: Set<Event.SizeClass>?
    /// Bounds of classes that are not the usual ones.
    public var sizes: [Event.SizeClass: SizeBounds] = [:]
    /// How much its events matter.
    public var severity = Event.Severity.medium
    /// The code by which an authority knows what it forbids.
    public var violationCode: String?

    /// Makes a rule.
    public init(name: String, zones: [String] = [], dwell: MediaDuration) {
        self.name = name
        self.zones = zones
        self.dwell = dwell
    }

    /// The shortest stop that may be a rule's limit: below a second, slowing down is standing.
    public static let shortestDwell = MediaDuration.seconds(1)

    /// The rule in one zone; `holidays` and `timeZone` are those of the file.
    func rule(
        in zone: Zone,
        holidays: Set<CalendarDay>,
        timeZone: TimeZone?
    ) -> DwellRule {
        var rule = DwellRule(name: name, zone: zone, limit: dwell)
        rule.grace = grace
        rule.rearm = rearm ?? DwellRule.usualRearm
        rule.schedule = schedule?.schedule(holidays: holidays, timeZone: timeZone)
        rule.classes = classes
        rule.sizes = sizes
        rule.severity = severity
        rule.violationCode = violationCode
        return rule
    }
}

/// The hours of a rule, as configured.
public struct ScheduleConfiguration: Hashable, Sendable {
    /// The hours by day.
    public var hours: [Schedule.Hours]
    /// The holidays; nil for those of the file.
    public var holidays: Set<CalendarDay>?
    /// On whose clocks the hours are told; nil for those of the file.
    public var timeZone: TimeZone?

    /// Makes hours.
    public init(
        hours: [Schedule.Hours],
        holidays: Set<CalendarDay>? = nil,
        timeZone: TimeZone? = nil
    ) {
        self.hours = hours
        self.holidays = holidays
        self.timeZone = timeZone
    }

    /// The schedule; what it does not say is taken from the file.
    ///
    /// A file that names no time zone for its hours is refused before it comes to this.
    func schedule(holidays: Set<CalendarDay>, timeZone: TimeZone?) -> Schedule {
        Schedule(
            hours: hours,
            holidays: self.holidays ?? holidays,
            timeZone: self.timeZone ?? timeZone ?? .gmt
        )
    }
}
