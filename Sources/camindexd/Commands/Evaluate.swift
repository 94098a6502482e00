import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd evaluate`: measures how well stops are found in clips of known truth.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures how well stops are found in clips whose truth is known.",
        discussion: """
            Watches each clip as a scan does, with the zone and limit of its truth file, and says \
            what was found, missed or raised falsely, and how far times and boxes are off.

            Examples:
              camindexd evaluate clips/*.json
              camindexd evaluate --dwell 10s --pictures mistakes yard.json
              camindexd evaluate --min-recall 0.98 --max-false-per-day 0.1 suite/*.json
            """
    )

    @Argument(
        help: ArgumentHelp("Truth files; the clip lies beside each.", valueName: "truth.json"),
        completion: .file(extensions: ["json"])
    )
    var truths: [String]

    @Option(
        help: ArgumentHelp(
            "How long something must stand to be an event, such as 4m, 240s or 1h30m.",
            discussion: "Default: what each truth file says.",
            valueName: "duration"
        )
    )
    var dwell: String?

    @Option(
        help: ArgumentHelp(
            "Corners of a zone, as shares of the picture's width and height from its upper left. "
                + "Repeatable.",
            discussion: "Default: what each truth file says, else the whole picture.",
            valueName: "x,y x,y x,y"
        )
    )
    var zone: [String] = []

    @Option(help: GearOption.help)
    var gear = GearWish.fixed(.all)

    @Option(
        help: ArgumentHelp(
            "Another number makes a survey look at other moments.",
            valueName: "number"
        )
    )
    var seed: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Most clips that are watched at a time. Default: one for each core.",
            valueName: "count"
        )
    )
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Keep the index in this folder. Default: it is removed at the end.",
            valueName: "folder"
        )
    )
    var keep: String?

    @Flag(help: "List every stop, not only those that were judged wrongly.")
    var stops = false

    @Flag(help: "Only the kinds of clips and all together, not each clip, stop and false event.")
    var brief = false

    @Option(
        help: ArgumentHelp(
            "Write a picture of each missed stop and each false event into this folder.",
            valueName: "folder"
        )
    )
    var pictures: String?

    @Option(help: ArgumentHelp("table or json.", valueName: "format"))
    var format = EvaluationFormat.table

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @OptionGroup(title: "Bars: the exit code is 1 where one is not reached")
    var bars: BarOptions

    func run() throws {
        let interrupt = Interrupt()
        var options = EvaluationJob.Options()
        options.limit = try OptionText.duration(dwell, of: "--dwell")
        options.gear = gear.gear
        options.seed = seed
        options.zones = try OptionText.zones(zone)
        options.jobs = try OptionText.jobs(jobs)
        let bars = try bars.bars()
        let job = try EvaluationJob(
            truths.map { try ClipTruth(contentsOf: $0) },
            options: options,
            interrupt: interrupt
        )
        let clips = try EvaluationRun(job, interrupt: interrupt, isQuiet: quiet)
            .clips(keepingIn: keep)
        let shortfalls = bars.shortfalls(of: EvaluationTotals(clips))
        try write(clips, shortfalls)
        try writePictures(of: clips)
        try tellEnd(of: clips, shortfalls, isInterrupted: interrupt.isRequested)
    }

    private func write(_ clips: [ClipEvaluation], _ shortfalls: [String]) throws {
        switch format {
        case .table:
            let detail: EvaluationTable.Detail = stops ? .allStops : brief ? .kinds : .mistakes
            let table = EvaluationTable(clips: clips, detail: detail)
            try StandardStream.output.write(table.text)
        case .json:
            let json = EvaluationJSON(clips, shortfalls: shortfalls)
            try StandardStream.output.write(json.text + "\n")
        }
    }

    private func writePictures(of clips: [ClipEvaluation]) throws {
        guard let pictures else { return }
        var writer = try EvaluationPictures(folder: pictures)
        var count = 0
        for clip in clips where clip.watched > .zero { count += try writer.write(clip) }
        guard !quiet else { return }
        let words = count == 1 ? "1 picture" : "\(count) pictures"
        StandardStream.error.say("\(words) of what was missed or false in \(pictures)")
    }

    /// What kept a clip from being watched; in brief no more than a line.
    private func told(of clip: ClipEvaluation) -> [String] {
        guard brief, clip.problems.count > 1 else { return clip.problems }
        let more = clip.problems.count - 1
        return [clip.problems[0] + " (and \(more) more such \(more == 1 ? "note" : "notes"))"]
    }

    /// - Throws: `CommandEnd` where a bar was not reached or a clip not watched.
    private func tellEnd(
        of clips: [ClipEvaluation],
        _ shortfalls: [String],
        isInterrupted: Bool
    ) throws {
        var isPartial = isInterrupted
        for clip in clips {
            // Damage in a clip is a part of what is evaluated.
            let isUnseen = clip.watched == .zero
            isPartial = isPartial || isUnseen
            for problem in told(of: clip) where isUnseen || !quiet {
                StandardStream.error.say((isUnseen ? "camindexd: " : "note: ") + problem)
            }
        }
        for shortfall in shortfalls { StandardStream.error.say("camindexd: \(shortfall)") }
        if isPartial { throw CommandEnd(status: .partial) }
        if !shortfalls.isEmpty { throw CommandEnd(status: .failed) }
    }
}

/// The form of an evaluation.
enum EvaluationFormat: String, CaseIterable, ExpressibleByArgument {
    /// Tables for people.
    case table
    /// One object.
    case json
}
