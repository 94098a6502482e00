import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd scan`: watches recorded footage, indexes what stopped, and lists the events.
struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watches recorded footage, indexes what stopped, and lists the events.",
        discussion: """
            What is indexed already is not watched again; a new rule or zone is judged on what is \
            stored. A scan that was stopped goes on where it was when the same command is run again.

            Examples:
              camindexd scan clip.mp4
              camindexd scan --camera gate-2 --start '2026-01-01 08:00' /rec/gate-2
              camindexd scan --time-template '{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}' /rec
              camindexd scan --zone '0.1,0.5 0.9,0.5 0.9,0.9' --dwell 4m clip.mp4
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Files, folders (with those in them) and globs.",
            valueName: "path"
        ),
        completion: .file()
    )
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "Camera of all the footage.",
            discussion: "Default: {camera} of the time template, or the name of a single file.",
            valueName: "id"
        )
    )
    var camera: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "When the first file starts; the others follow back to back, by name.",
            discussion: "Default: what file names tell, else the container.",
            valueName: "time"
        )
    )
    var start: String?

    @Option(
        help: ArgumentHelp(
            "How file names tell camera and start time.",
            discussion: """
                Fields: {camera} {yyyy} {yy} {MM} {dd} {HH} {mm} {ss} {SSS} {epoch} {*}. With a \
                "/" in it, the folders count too.
                """,
            valueName: "template"
        )
    )
    var timeTemplate: String?

    @Option(
        help: ArgumentHelp(
            "How long something must stand to be an event, such as 4m, 240s or 1h30m.",
            discussion: "Default: the rules of the configuration, else 4m.",
            valueName: "duration"
        )
    )
    var dwell: String?

    @Option(
        help: ArgumentHelp(
            "Corners of a zone, as shares of the picture's width and height from its upper left. "
                + "Repeatable.",
            discussion: "Default: the zones of the configuration, else the whole picture.",
            valueName: "x,y x,y x,y"
        )
    )
    var zone: [String] = []

    @Option(
        help: ArgumentHelp(
            "Most threads that work at a time. Default: one for each core.",
            valueName: "count"
        )
    )
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            GearOption.abstract,
            discussion: """
                Default: the configuration's, else auto: survey for stops of 2m and more in \
                footage that is 5 times as long.
                """,
            valueName: "gear"
        )
    )
    var gear: GearWish?

    @Option(
        help: ArgumentHelp(
            "The shortest stop that is to be known, so that new rules answer for it. A survey pays "
                + "for it with more pictures.",
            discussion: "Default: what the rules need; at the full rate 20s or less.",
            valueName: "duration"
        )
    )
    var facts: String?

    @Option(
        help: ArgumentHelp(
            "How exactly a survey tells since when and until when something stood. Coarser costs "
                + "fewer pictures.",
            discussion: "Default: to a frame or two.",
            valueName: "duration"
        )
    )
    var precision: String?

    @Option(
        help: ArgumentHelp(
            "Write which pictures a survey took: a line each, second and file.",
            valueName: "file",
            visibility: .hidden
        )
    )
    var listPictures: String?

    @Flag(help: "Watch again what is indexed already; the old facts are replaced.")
    var again = false

    @Option(help: OutputFormat.help)
    var format = OutputFormat.table

    @Flag(name: .shortAndLong, help: "No progress, notes or summary; events and problems only.")
    var quiet = false

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let request = try request(settings)
        let run = ScanRun(request, isQuiet: quiet)
        let (summary, index) = try run.outcome {
            let directory = try DataDirectory(creatingAt: settings.dataFolder)
            let index = try EventIndex.open(directory, access: .writing)
            try settings.tellChanges(of: index)
            return index
        }
        try writePictures(of: request.pictureLog)
        try ScanReport(
            summary: summary,
            index: index,
            zone: settings.zone,
            format: format,
            isQuiet: quiet,
            effort: run.effort
        ).write()
    }

    /// Writes what `--list-pictures` asks for: what a benchmark decodes once more by itself.
    private func writePictures(of log: PictureLog?) throws {
        guard let log, let listPictures else { return }
        let lines = log.entries.map { "\($0.time.seconds)\t\($0.path)\n" }
        do {
            try Data(lines.joined().utf8).write(to: URL(filePath: listPictures))
        } catch {
            throw OutputError(path: listPictures, error)
        }
    }

    private func request(_ settings: Settings) throws -> ScanRequest {
        if let camera, let problem = Identifier.problem(with: camera) {
            throw UsageError("--camera \"\(DisplayWidth.printable(camera))\" \(problem).")
        }
        guard start == nil || timeTemplate == nil else {
            throw UsageError(
                "--start and --time-template both say when footage starts; leave one of them out."
            )
        }
        var request = ScanRequest(
            paths: paths,
            camera: camera,
            start: try start.map {
                try OptionText.moment($0, of: "--start", now: OptionText.now, in: settings.zone)
            },
            template: try template(settings.configuration),
            timeZone: settings.zone,
            rules: try rules(settings.configuration),
            samplePeriod: settings.configuration.samplesPerSecond.map { .seconds(1 / $0) },
            jobs: try OptionText.jobs(jobs),
            again: again
        )
        request.gear = (gear ?? settings.configuration.gear)?.gear
        request.pictureLog = listPictures.map { _ in PictureLog() }
        request.shortestStop = try OptionText.duration(facts, of: "--facts")
        request.precision = try OptionText.duration(precision, of: "--precision")
        request.keepsClips = settings.configuration.keepsClips ?? true
        return request
    }

    /// The option, else what the configuration says of the camera, else of all cameras.
    private func template(_ configuration: SiteConfiguration) throws -> FileNameTemplate? {
        if let template = try OptionText.template(timeTemplate) { return template }
        if start != nil { return nil }
        if let camera { return configuration.camera(camera)?.timeTemplate }
        let templates = Set(configuration.cameras.compactMap(\.timeTemplate))
        guard templates.count <= 1 else {
            throw UsageError(
                "the configuration has \(templates.count) different time templates; "
                    + "scan one camera at a time with --camera, or give --time-template."
            )
        }
        return templates.first
    }

    /// The rule of the options where they name one, else the rules of the configuration.
    private func rules(
        _ configuration: SiteConfiguration
    ) throws -> @Sendable (String) throws -> [DwellRule] {
        guard let rules = try OptionText.rules(dwell: dwell, zones: zone) else {
            return { try configuration.rules(for: $0) }
        }
        return { _ in rules }
    }
}
