import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd review`: what a person says of events.
struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records what a person says of events: confirmed or dismissed, and why.",
        discussion: """
            What was said before is kept: `camindexd show EVENT` tells the whole history, and \
            `camindexd query --review pending` lists what nobody has looked at. Reviews stay with \
            their events when footage is scanned again or rules change.

            Examples:
              camindexd review 0a4f --confirm --note 'plate legible in the second still'
              camindexd review 0a4f 22d5 --dismiss --by Li
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Events: their names, or the beginnings where no other event's begins so.",
            valueName: "event"
        )
    )
    var events: [String]

    @Flag(help: "The event is what it claims to be.")
    var confirm = false

    @Flag(help: "The event is a false alarm.")
    var dismiss = false

    @Flag(help: "Take back what was said: the event is to be looked at again.")
    var reopen = false

    @Option(help: ArgumentHelp("Why, in any words.", valueName: "text"))
    var note = ""

    @Option(help: ArgumentHelp("Who says so. Default: who runs the program.", valueName: "name"))
    var by: String?

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let entry = ReviewEntry(
            at: OptionText.now,
            by: try author(),
            decision: try decision(),
            note: note
        )
        let index = try settings.openIndexForChanges()
        // All are found before the first is changed.
        let found = try events.map { try index.event($0) }
        try index.review(found.map(\.event.id), entry)
        try StandardStream.output.write(
            found.map { indexed in
                let event = indexed.event
                return "\(event.id) of \(event.camera) is \(entry.decision.rawValue) "
                    + "(was \(event.review.rawValue))\n"
            }.joined()
        )
    }

    private func decision() throws(UsageError) -> Event.Review {
        switch (confirm, dismiss, reopen) {
        case (true, false, false): .confirmed
        case (false, true, false): .dismissed
        case (false, false, true): .pending
        default: throw UsageError("write one of --confirm, --dismiss and --reopen.")
        }
    }

    private func author() throws(UsageError) -> String {
        let name = by ?? NSUserName()
        guard let problem = Identifier.problem(with: name) else { return name }
        guard by != nil else {
            throw UsageError("cannot tell who runs the program; say it with --by.")
        }
        throw UsageError("--by \"\(DisplayWidth.printable(name))\" \(problem).")
    }
}
