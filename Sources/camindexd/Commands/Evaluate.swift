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
              camindexd evaluate --dwell 10s yard.json
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

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    func run() throws {
        if let jobs, jobs < 1 { throw UsageError("--jobs is \(jobs); write 1 or more.") }
        let interrupt = Interrupt()
        var options = EvaluationJob.Options()
        options.limit = try OptionText.duration(dwell, of: "--dwell")
        options.zones = try OptionText.zones(zone)
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let job = try EvaluationJob(
            truths.map { try ClipTruth(contentsOf: $0) },
            options: options,
            interrupt: interrupt
        )
        let clips = try EvaluationRun(job, interrupt: interrupt, isQuiet: quiet)
            .clips(keepingIn: keep)
        let text = EvaluationTable(clips: clips, listsAllStops: stops).text
        try StandardStream.output.write(text)
        for problem in clips.flatMap(\.problems) {
            StandardStream.error.say("camindexd: \(problem)")
        }
        if interrupt.isRequested || clips.contains(where: { !$0.problems.isEmpty }) {
            throw CommandEnd(status: .partial)
        }
    }
}
