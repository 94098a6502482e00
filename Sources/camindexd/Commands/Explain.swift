import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd explain`: what the detector saw at a moment, and why a rule raised an event or not.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what was seen at a moment, and why an event was raised or not.",
        discussion: """
            Watches the footage around the moment again and tells what stood still, what each rule \
            made of it, and why. With --output it draws what the detector saw: the analysed \
            picture, the reference, where they differ, what keeps still, stops and zones.

            Examples:
              camindexd explain 0a4f -o why.jpg
              camindexd explain --camera gate-2 --at '2026-01-01 08:03' --config site.yaml
              camindexd explain clip.mp4 --at 2m3.5s --dwell 1m -o why.jpg
            """
    )

    @Argument(
        help: ArgumentHelp(
            "An event's name or its beginning, or a file of footage.",
            valueName: "event-or-file"
        ),
        completion: .file()
    )
    var subject: String?

    @Option(help: ArgumentHelp("The camera of the moment.", valueName: "id"))
    var camera: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The moment: a time, or how far into the file, such as 2m3.5s. Default: when the event "
                + "was raised.",
            valueName: "time"
        )
    )
    var at: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write a picture (JPEG) of what was seen.", valueName: "file")
    )
    var output: String?

    @Option(
        help: ArgumentHelp(
            "How long something must stand to be an event.",
            discussion: "Default: the event's limit, else the rules of the configuration, else 4m.",
            valueName: "duration"
        )
    )
    var dwell: String?

    @Option(
        help: ArgumentHelp(
            "Corners of a zone, as shares of the picture's width and height. Repeatable.",
            discussion: "Default: the zones of the configuration, else the whole picture.",
            valueName: "x,y x,y x,y"
        )
    )
    var zone: [String] = []

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        try checkOutput()
        let request = try request(settings)
        let explanation = try Explanation(of: request)
        let text = explanation.lines(in: settings.zone).joined(separator: "\n")
        try StandardStream.output.write(text + "\n")
        guard let output else { return }
        let sheet = explanation.sheet(in: settings.zone)
        let bytes = try JPEGEncoder().bytes(of: sheet.drawn(with: TextPainter()))
        do {
            try Data(bytes).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw OutputError(path: output, error)
        }
    }

    private func checkOutput() throws(UsageError) {
        guard let output else { return }
        let ending = URL(filePath: output).pathExtension.lowercased()
        guard ["jpg", "jpeg"].contains(ending) else {
            throw UsageError(
                "--output is \"\(output)\"; the picture is JPEG: end the name in .jpg."
            )
        }
    }

    // MARK: - What is asked

    private func request(_ settings: Settings) throws -> ExplanationRequest {
        if let subject, FileManager.default.fileExists(atPath: subject) {
            return try request(file: subject, settings)
        }
        let index = try settings.openIndex()
        if let subject {
            guard camera == nil else {
                throw UsageError("an event has its camera already; leave --camera out.")
            }
            return try request(event: try index.event(subject), settings, index)
        }
        guard let camera, let at else {
            throw UsageError("name an event, a file with --at, or --camera with --at.")
        }
        let moment = try OptionText.moment(
            at,
            of: "--at",
            now: OptionText.now,
            in: settings.zone
        )
        return try ExplanationRequest(
            camera: camera,
            timeline: .utc,
            at: MediaTime(microseconds: moment.microseconds),
            rules: rules(of: camera, settings, limit: nil),
            index: index
        )
    }

    private func request(file: String, _ settings: Settings) throws -> ExplanationRequest {
        guard let at else {
            throw UsageError("how far into \(file)? Write --at, such as --at 2m3.5s.")
        }
        let length: MediaDuration
        if let seconds = Double(at), seconds >= 0, seconds < 1e9 {
            length = .seconds(seconds)
        } else {
            length = try OptionText.duration(at, of: "--at") ?? .zero
        }
        let camera = camera ?? ""
        return ExplanationRequest(
            path: file,
            at: .zero + length,
            rules: try rules(of: camera, settings, limit: nil)
        )
    }

    private func request(
        event: IndexedEvent,
        _ settings: Settings,
        _ index: EventIndex
    ) throws -> ExplanationRequest {
        let own = event.event
        var moment = own.raisedAt
        if let at {
            guard event.timeline == .utc else {
                throw UsageError(
                    "nothing tells when the footage of this event was taken; explain its file "
                        + "with --at instead."
                )
            }
            let asked = try OptionText.moment(
                at,
                of: "--at",
                now: OptionText.now,
                in: settings.zone
            )
            moment = MediaTime(microseconds: asked.microseconds)
        }
        return try ExplanationRequest(
            camera: own.camera,
            timeline: event.timeline,
            at: moment,
            rules: rules(of: own.camera, settings, limit: own.limit),
            index: index
        )
    }

    /// The rule of the options where they name one, else those of the configuration, else one over
    /// the whole picture with the event's limit.
    private func rules(
        of camera: String,
        _ settings: Settings,
        limit: MediaDuration?
    ) throws -> [DwellRule] {
        let asked = try OptionText.duration(dwell, of: "--dwell")
        if asked == nil, zone.isEmpty, limit == nil || options.config != nil {
            return try settings.configuration.rules(for: camera)
        }
        let zones = try OptionText.zones(zone)
        return (zones.isEmpty ? [Zone.wholeFrame] : zones).map {
            DwellRule(zone: $0, limit: asked ?? limit ?? .minutes(4))
        }
    }
}
