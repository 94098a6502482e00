import ArgumentParser
import CameraIndex

/// `camindexd outbox`: what others are told of events.
struct Outbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what others are told of events, and has it sent again.",
        subcommands: [OutboxList.self, OutboxRetry.self]
    )
}

/// `camindexd outbox list`: messages in one state.
struct OutboxList: ParsableCommand {
    /// How far messages have come.
    enum State: String, CaseIterable, ExpressibleByArgument {
        /// They were not taken and are not tried again.
        case dead
        /// They are still to be delivered.
        case waiting
        /// They were taken.
        case sent

        /// It as the index knows it.
        var inIndex: OutboxMessage.State {
            switch self {
            case .dead: .dead
            case .waiting: .waiting
            case .sent: .sent
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists messages: those that were not taken, wait, or were sent last.",
        discussion: """
            Examples:
              camindexd outbox list
              camindexd outbox list --state waiting --destination control-room
            """
    )

    @Option(help: ArgumentHelp("State of the messages: dead, waiting or sent.", valueName: "state"))
    var state = State.dead

    @Option(help: ArgumentHelp("Only of this destination.", valueName: "name"))
    var destination: String?

    @Option(help: ArgumentHelp("So many of each destination at most.", valueName: "count"))
    var limit = 100

    @OptionGroup var options: SettingsOptions

    func run() throws {
        guard limit >= 1 else { throw UsageError("--limit is \(limit); write 1 or more.") }
        let settings = try options.settings()
        let index = try settings.openIndex()
        let names = try OutboxList.names(in: index, destination)
        var table = TextTable(columns: [
            .words("DESTINATION"), .numbers("NUMBER"), .words("WRITTEN"), .words("CAMERA"),
            .words("EVENT"), .words("NEWS"), .numbers("REVISION"), .numbers("TRIED"),
            .words("REASON"),
        ])
        for name in names {
            for message in try index.messages(to: name, state.inIndex, limit: limit) {
                table.append([
                    name, String(message.number), message.at.rfc3339(in: settings.zone),
                    message.camera, message.event.description, message.change.rawValue,
                    String(message.revision), String(message.attempts), message.reason ?? "",
                ])
            }
        }
        try StandardStream.output.write(table.text)
    }

    /// The destinations that are asked for: one, or all.
    ///
    /// - Throws: `UsageError` where there is none of this name.
    static func names(in index: EventIndex, _ asked: String?) throws -> [String] {
        let known = try index.outboxStates().map(\.destination)
        guard let asked else { return known }
        guard known.contains(asked) else {
            let those = known.isEmpty ? "none" : known.joined(separator: ", ")
            throw UsageError("no destination is named \"\(asked)\"; there are \(those).")
        }
        return [asked]
    }
}

/// `camindexd outbox retry`: has what was not taken sent again.
struct OutboxRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has messages that a destination would not take sent again.",
        discussion: """
            `camindexd run` sends them within a second or two, before what was written later.

            Examples:
              camindexd outbox retry --destination control-room
              camindexd outbox retry --destination control-room --number 17
            """
    )

    @Option(help: ArgumentHelp("Only those of this destination.", valueName: "name"))
    var destination: String?

    @Option(help: ArgumentHelp("Only the one of this number.", valueName: "number"))
    var number: Int64?

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let index = try options.settings().openIndexForChanges()
        var count = 0
        for name in try OutboxList.names(in: index, destination) {
            count += try index.revive(number, to: name) ?? 0
        }
        if count == 0, let number {
            StandardStream.error.say(
                "camindexd: no message of number \(number) was refused; `camindexd outbox list` "
                    + "lists those that were."
            )
            throw CommandEnd(status: .failed)
        }
        let messages = count == 1 ? "1 message is" : "\(count) messages are"
        try StandardStream.output.write("\(messages) sent again.\n")
    }
}
