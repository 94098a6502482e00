import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd rules try`: which events would come and go under other rules.
struct RulesTry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Tells which events would come (+), go (-) and stay (=) under other rules.",
        discussion: """
            Answers from stored facts: nothing is decoded and nothing is changed. Exit code 3 says \
            that some of the time was not watched closely enough for the rules.

            Examples:
              camindexd rules try --camera gate-2 --from -30d --config new.yaml
              camindexd rules try --camera gate-2 --from 2026-01-01 --to 2026-02-01 --dwell 3m
            """
    )

    @Option(help: ArgumentHelp("Camera.", valueName: "id"))
    var camera: String

    @OptionGroup var time: TimeOptions

    @Option(
        help: ArgumentHelp(
            "Limit of a rule that is tried in place of the camera's own, such as 4m or 90s.",
            discussion: "Default where --zone is given: 4m.",
            valueName: "duration"
        )
    )
    var dwell: String?

    @Option(
        help: ArgumentHelp(
            "Zone of that rule: the name of one of the camera's zones in the configuration, or "
                + "corners as for scan. Repeatable.",
            discussion: "Default where --dwell is given: the whole picture.",
            valueName: "zone"
        )
    )
    var zone: [String] = []

    @Option(help: OutputFormat.help)
    var format = OutputFormat.table

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let range = try time.range(in: settings.zone)
        let own = try OptionText.rules(
            dwell: dwell,
            zones: zone,
            drawn: settings.configuration.camera(camera)?.zones ?? []
        )
        guard own != nil || options.config != nil else {
            throw UsageError("say what is to be tried: --config FILE, or --dwell or --zone.")
        }
        let trial = RuleTrial(
            camera: camera,
            rules: try own ?? settings.configuration.rules(for: camera),
            from: range.from,
            to: range.to,
            matching: own == nil ? .names : .stops
        )
        let index = try settings.openIndex()
        guard let answer = try trial.run(on: index) else {
            OptionText.sayUnknownCamera(camera)
            throw CommandEnd(status: .failed)
        }
        try TrialReport(
            answer,
            camera: camera,
            scan: scanCommand,
            zone: settings.zone,
            root: index.directory.path
        ).write(format)
    }

    /// The scan that would tell more, without its paths.
    private var scanCommand: String {
        var words = ["camindexd", "scan", "--camera", camera]
        if let data = options.data { words += ["--data", data] }
        if let config = options.config { words += ["--config", config] }
        if let dwell { words += ["--dwell", dwell] }
        for zone in zone where zone.contains(",") { words += ["--zone", zone] }
        return words.map { ShortfallText.quoted($0) }.joined(separator: " ")
    }
}
