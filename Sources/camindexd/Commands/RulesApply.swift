import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd rules apply`: the rules of the configuration judge what was watched before.
struct RulesApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Judges what was watched before by the rules of the configuration.",
        discussion: """
            All in one transaction: events that no longer hold vanish, also those of rules that \
            the configuration does not have; new ones are raised; those that stay keep reviews \
            and evidence. `camindexd rules try` tells beforehand what would change.

            Where camindexd run watches the camera, what stands is left to it: it judges that by \
            the rules that it has, until it reloads its configuration.

            Example:
              camindexd rules apply --camera gate-2 --config site.yaml
            """
    )

    @Option(help: ArgumentHelp("Camera.", valueName: "id"))
    var camera: String

    @OptionGroup var time: TimeOptions

    @OptionGroup var options: SettingsOptions

    func run() throws {
        guard options.config != nil else {
            throw UsageError(
                "rules apply needs --config FILE: its rules become the only ones of the camera."
            )
        }
        let settings = try options.settings()
        let range = try time.range(in: settings.zone)
        var application = RuleApplication(
            camera: camera,
            rules: try settings.configuration.rules(for: camera),
            from: range.from,
            to: range.to,
            timeZone: settings.zone
        )
        application.keepsClips = settings.configuration.keepsClips ?? true
        application.recordings = settings.configuration.recordingPlace(
            dataFolder: settings.dataFolder
        )
        let index = try settings.openIndexForChanges()
        try settings.tellChanges(of: index)
        guard let outcome = try application.run(on: index) else {
            OptionText.sayUnknownCamera(camera)
            throw CommandEnd(status: .failed)
        }
        try tell(outcome)
        for problem in outcome.problems { StandardStream.error.say("\(problem)") }
        if outcome.problems.contains(where: { $0.severity == .missed }) {
            throw CommandEnd(status: .partial)
        }
    }

    private func tell(_ outcome: RuleApplication.Outcome) throws {
        let counts = TrialReport.counts(
            raised: outcome.raised,
            vanished: outcome.vanished,
            kept: outcome.kept
        )
        try StandardStream.output.write(
            "\(DisplayWidth.printable(camera)): \(counts.raised) raised, "
                + "\(counts.vanished) vanished, \(counts.kept)\n"
        )
        if outcome.awaitingEvidence > 0 {
            try StandardStream.output.write(
                "the stills of \(outcome.awaitingEvidence) are still to be made; the next scan "
                    + "makes them\n"
            )
        }
        guard let watcher = outcome.watcher else { return }
        try StandardStream.output.write(
            "what stands now is judged by \(watcher), by the rules that it has; "
                + "kill -HUP \(watcher.process) has it reload them\n"
        )
    }
}
