import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd when`: finds when something in the picture came, or went.
struct When: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds when something in the picture came, or went.",
        discussion: """
            Looks at single pictures of all footage of the camera, each step twice as far, until \
            the place looks otherwise, then halves the stretch: months take some dozens of \
            pictures.

            Examples:
              camindexd when --camera gate-2 --at '2026-01-01 08:10' --box 640,380,120,80
              camindexd when --file clip.mp4 --at 12m30s --box 640,380,120,80 --appeared
            """
    )

    @Option(help: ArgumentHelp("A camera of the index.", valueName: "id"))
    var camera: String?

    @Option(
        help: ArgumentHelp("A file; no index is needed.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A moment at which it is there: a time, or how far into the file, such as 12m30s.",
            valueName: "time"
        )
    )
    var at: String

    @Option(
        help: ArgumentHelp(
            "What it covers: left, top, width and height in pixels of the recorded picture, as "
                + "events tell it.",
            valueName: "x,y,w,h"
        )
    )
    var box: String

    @Flag(help: "Only when it came.")
    var appeared = false

    @Flag(help: "Only when it went.")
    var left = false

    @Option(
        help: ArgumentHelp(
            "Where stills of both sides of each moment are written. Default: none are.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var stills: String?

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let (search, question, text) = try search(settings)
        let answer = try search.answer(question)
        var lines: [String] = []
        var isSure = true
        for (name, end) in [("came", answer.arrival), ("went", answer.departure)] {
            guard let end else { continue }
            lines.append(line(name, end, text))
            if case .between = end { isSure = false }
            if let stills { lines += try write(end, name, search, text, to: stills) }
        }
        try StandardStream.output.write(lines.joined(separator: "\n") + "\n")
        StandardStream.error.say("\(answer.decodedCount) pictures decoded")
        if !isSure { throw CommandEnd(status: .partial) }
    }

    // MARK: - What is asked

    private func search(
        _ settings: Settings
    ) throws -> (MomentSearch, MomentSearch.Question, MomentText) {
        let box = try parsedBox()
        var question: MomentSearch.Question
        let search: MomentSearch
        let text: MomentText
        switch (file, camera) {
        case (let file?, nil):
            guard let into = try OptionText.duration(at, of: "--at") else { throw missing }
            search = try MomentSearch(path: file)
            question = MomentSearch.Question(at: .zero + into, box: box)
            text = MomentText(clock: .unknown, zone: settings.zone)
        case (nil, let camera?):
            let moment = try OptionText.moment(
                at,
                of: "--at",
                now: OptionText.now,
                in: settings.zone
            )
            search = MomentSearch(in: try files(of: camera, settings))
            let time = MediaTime(microseconds: moment.microseconds)
            question = MomentSearch.Question(at: time, box: box)
            text = MomentText(timeline: .utc, zone: settings.zone)
        default: throw missing
        }
        question.asksArrival = appeared || !left
        question.asksDeparture = left || !appeared
        return (search, question, text)
    }

    /// The files of a camera: its footage, and what is recorded besides.
    private func files(of camera: String, _ settings: Settings) throws -> [Footage] {
        let index = try settings.openIndex()
        let place = settings.configuration.recordingPlace(dataFolder: settings.dataFolder)
        let known = try index.footage(of: camera).filter { $0.timeline == .utc && !$0.isLive }
        let recorded = try index.recordedFootage(of: camera, in: place, besides: known)
        return (known + recorded).filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    private var missing: UsageError {
        UsageError("name either --camera, with a time, or --file, with how far into it.")
    }

    private func parsedBox() throws -> Box {
        let numbers = box.split(separator: ",", omittingEmptySubsequences: false).map {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
            let height = numbers[3], width > 0, height > 0
        else {
            throw UsageError(
                "--box is \"\(box)\"; write left, top, width and height in pixels, such as "
                    + "640,380,120,80."
            )
        }
        return Box(x: x, y: y, width: width, height: height)
    }

    // MARK: - What is told

    private func line(_ name: String, _ end: MomentSearch.End, _ text: MomentText) -> String {
        switch end {
        case .moment(let time, let uncertainty):
            let seconds = String(format: "%.2f", uncertainty.seconds)
            return "\(name)  \(text.exact(time)) ± \(seconds) s"
        case .between(let range):
            return "\(name)  between \(text.exact(range.start)) and \(text.exact(range.end)): "
                + "the place is hidden, or pictures are missing"
        case .outside(let time):
            let end = name == "came" ? "was there already" : "is still there"
            return "\(name)  not in the footage: it \(end) at \(text.exact(time))"
        }
    }

    /// Writes the pictures of both sides of a moment; tells where they are.
    private func write(
        _ end: MomentSearch.End,
        _ name: String,
        _ search: MomentSearch,
        _ text: MomentText,
        to folder: String
    ) throws -> [String] {
        let sides: (MediaTime, MediaTime)
        switch end {
        case .moment(let time, let uncertainty): sides = (time - uncertainty, time + uncertainty)
        case .between(let range): sides = (range.start, range.end)
        case .outside: return []
        }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        return try [("before", sides.0), ("after", sides.1)].compactMap { side, time in
            guard let place = search.place(of: time) else { return nil }
            let path = URL(filePath: folder).appending(path: "\(name)-\(side).jpg").path
            try StillFile(path: place.file, at: place.at).write(to: path)
            return "      \(side): \(path)"
        }
    }
}
