import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd query`: which events, of which cameras, when.
struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists events by camera and time, and how much of that time was watched.",
        discussion: """
            An event that overlaps the asked time is found, also when it began before it. Times \
            are RFC 3339 (2026-01-01T08:00:00+08:00), local (2026-01-01 08:00, 2026-01-01), told \
            from today (today, yesterday, yesterday 17:30) or from now (-2h, -30m, -7d).

            Examples:
              camindexd query --camera gate-2 --from yesterday --to today
              camindexd query --camera 'gate-*' --from -2h --min-dwell 10m --format jsonl
              camindexd query --follow --rule no-stopping
              camindexd query --kind health --state open
            """
    )

    @Option(
        help: ArgumentHelp(
            "Camera; * stands for any text, ? for one character. Repeatable. Default: all.",
            valueName: "id"
        )
    )
    var camera: [String] = []

    @OptionGroup var time: TimeOptions

    @Option(help: ArgumentHelp("Rule. Repeatable.", valueName: "name"))
    var rule: [String] = []

    @Option(help: KindOption.help)
    var kind: [KindOption] = []

    @Option(help: ArgumentHelp("Zone. Repeatable.", valueName: "name"))
    var zone: [String] = []

    @Option(help: ArgumentHelp("Shortest stay, such as 4m, 240s or 1h30m.", valueName: "duration"))
    var minDwell: String?

    @Option(help: ArgumentHelp("State. Repeatable.", valueName: "state"))
    var state: [Event.State] = []

    @Option(
        help: ArgumentHelp(
            "What people said of it: pending, confirmed or dismissed. Repeatable.",
            valueName: "review"
        )
    )
    var review: [Event.Review] = []

    @Option(
        help: ArgumentHelp(
            "Most events to list. Default: 100 in a table, all in other formats.",
            valueName: "count"
        )
    )
    var limit: Int?

    @Option(help: ArgumentHelp("Go on where the answer before ended.", valueName: "cursor"))
    var cursor: String?

    @Flag(help: "Tell only how many events there are.")
    var count = false

    @Flag(
        help: ArgumentHelp(
            "Also list events of footage whose time is unknown, whatever time is asked for.",
            discussion: "They are listed without this where neither --from nor --to is given."
        )
    )
    var unknownClock = false

    @Flag(
        help: ArgumentHelp(
            "List events as they come, until Ctrl-C: once each is raised, and when it has ended.",
            discussion: "Only what comes from now on; earlier events are asked for without this."
        )
    )
    var follow = false

    @Option(help: OutputFormat.help)
    var format = OutputFormat.table

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let question = try question(in: settings.zone)
        if follow { return try self.follow(question, settings) }
        try QueryAnswer(
            index: settings.openIndex(),
            zone: settings.zone,
            format: format,
            question: question,
            isLimited: limit != nil || format == .table
        ).write(onlyCount: count)
    }

    private func follow(_ question: EventQuery, _ settings: Settings) throws {
        guard question.from == nil, question.to == nil, cursor == nil, limit == nil, !count else {
            throw UsageError(
                "--follow begins now and does not end; leave out --from, --to, --cursor, --limit "
                    + "and --count."
            )
        }
        guard format != .json else {
            throw UsageError("--follow writes event by event; use --format jsonl instead of json.")
        }
        let clock = SystemClock()
        let index = try settings.openIndex()
        let root = index.directory.path
        var follower = try EventFollower(index, question: question, since: clock.utc)
        var listing = FollowedListing(format: format, zone: settings.zone, root: root)
        while true {
            try listing.append(try follower.news())
            clock.wait(until: clock.steady + .seconds(1)) { false }
        }
    }

    private func question(in zone: TimeZone) throws(UsageError) -> EventQuery {
        let range = try time.range(in: zone)
        var question = EventQuery(cameras: camera, from: range.from, to: range.to)
        question.includesUnknownClock = unknownClock || (range.from == nil && range.to == nil)
        question.rules = rule
        question.kinds = KindOption.kinds(of: kind)
        question.zones = self.zone
        question.states = state
        question.reviews = review
        question.minimumDwell = try OptionText.duration(minDwell, of: "--min-dwell")
        if let limit {
            guard limit >= 1 else { throw UsageError("--limit is \(limit); write 1 or more.") }
            question.limit = limit
        }
        question.cursor = cursor
        return question
    }
}
