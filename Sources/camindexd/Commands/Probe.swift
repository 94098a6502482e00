import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd probe`: what a file, a stream or a device holds, and a still to measure zones on.
struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Tells what a file, stream or device holds; draws a still to measure zones on.",
        discussion: """
            A stream is watched for some seconds; its user and password are named, and stand in a
            variable or a systemd credential of that name. Where the certificate of an encrypted \
            stream is not trusted, its SHA256 is told, and the lines by which it is pinned.

            Examples:
              camindexd probe clip.mp4
              camindexd probe 'rtsp://admin:${GATE_2_PASSWORD}@10.0.0.7/stream1'
              camindexd probe /dev/video0 --capture 1280x720@15
              camindexd probe clip.mp4 -o still.jpg --zone '0.1,0.5 0.9,0.5 0.9,0.9'
              camindexd probe clip.mp4 -o still.jpg --config camindexd.yaml --camera gate-2
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The file, the address of a stream, or a capture device.",
            valueName: "path"
        ),
        completion: .file()
    )
    var path: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write a still (JPEG) with a 0…1 grid and the zones drawn.",
            valueName: "file"
        )
    )
    var output: String?

    @Option(
        help: ArgumentHelp(
            "How far into the footage the still is taken, such as 90s. Default: its beginning.",
            valueName: "duration"
        )
    )
    var at: String?

    @Option(
        help: ArgumentHelp(
            "Zone to draw: its corners, as shares of the picture's width and height. Repeatable.",
            discussion: "Default: the zones of --camera in the configuration.",
            valueName: "x,y x,y x,y"
        )
    )
    var zone: [String] = []

    @Option(
        help: ArgumentHelp(
            "Camera whose zones and time template the configuration tells.",
            valueName: "id"
        )
    )
    var camera: String?

    @Option(
        help: ArgumentHelp("How file names tell camera and start time.", valueName: "template")
    )
    var timeTemplate: String?

    @OptionGroup var stream: StreamOptionGroup

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let kind = StreamOptionGroup.SourceKind(path)
        try stream.checkUnused(for: path, kind)
        guard kind == .file else { return try probeLive(kind) }
        let settings = try options.settings()
        let known = camera.flatMap { settings.configuration.camera($0) }
        let zones = try OptionText.zones(zone)
        let time = try OptionText.duration(at, of: "--at") ?? .zero
        let template = try OptionText.template(timeTemplate) ?? known?.timeTemplate
        try checkOutput()
        let probe = try FootageProbe(path: path)
        let start = try start(of: probe.format, by: template, in: settings.zone)
        let portrait = FootagePortrait(path: path, probe: probe, start: start)
        try StandardStream.output.write(portrait.text)
        guard let output else { return }
        let still = try GridStill(
            path: path,
            at: .zero + time,
            zones: zones.isEmpty ? known?.zones ?? [] : zones
        )
        try still.file.write(to: output)
        try StandardStream.output.write("\n\(still.text(at: output))\n")
    }

    private func probeLive(_ kind: StreamOptionGroup.SourceKind) throws {
        guard at == nil, timeTemplate == nil else {
            throw UsageError("\(path) is a \(kind); leave out --at and --time-template.")
        }
        try checkOutput()
        let known = try camera.flatMap { try options.settings().configuration.camera($0) }
        let zones = try zone.isEmpty ? known?.zones ?? [] : OptionText.zones(zone)
        let terms = try stream.terms(over: known?.source?.terms ?? StreamTerms())
        let mode = try stream.mode(over: known?.source?.capture)
        let lines = SourceLines(
            camera: camera ?? "gate-2",
            source: path,
            terms: terms,
            capture: kind == .device ? mode : nil
        )
        let probe =
            kind == .device
            ? try StreamProbe(device: path, mode: mode, takesPicture: output != nil)
            : try probeStream(lines)
        try StandardStream.output.write(StreamPortrait(probe, on: terms).text)
        if let output, let picture = probe.picture {
            let still = try GridStill(picture, of: "its first keyframe", zones: zones)
            try still.file.write(to: output)
            try StandardStream.output.write("\n\(still.text(at: output))\n")
        }
        try StandardStream.output.write(
            "\nin a configuration, for camindexd run:\n\(lines.text)"
        )
        if probe.trouble != nil { throw CommandEnd(status: .partial) }
    }

    /// Probes a stream; where its certificate alone is in the way, tells the lines that pin it.
    private func probeStream(_ lines: SourceLines) throws -> StreamProbe {
        let secrets = StreamSecrets(environment: ProcessInfo.processInfo.environment)
        let address = try OptionText.address(path, secrets: secrets)
        do throws(MediaError) {
            return try StreamProbe(address, terms: lines.terms, takesPicture: output != nil)
        } catch {
            guard case .certificate(let problem) = error.cause, let pin = problem.pin else {
                throw error
            }
            var pinned = lines
            pinned.terms.trust = .pin(pin)
            try StandardStream.output.write(
                "to pin that certificate, once its SHA256 is seen to be the camera's own:\n"
                    + pinned.text
            )
            throw error
        }
    }

    private func checkOutput() throws(UsageError) {
        guard let output else {
            guard zone.isEmpty, at == nil else {
                throw UsageError("zones are drawn on a still; name its file with -o still.jpg.")
            }
            return
        }
        let ending = URL(filePath: output).pathExtension.lowercased()
        guard ["jpg", "jpeg"].contains(ending) else {
            throw UsageError("--output is \"\(output)\"; stills are JPEG: end the name in .jpg.")
        }
    }

    /// When the footage starts, as the command line would have it understood.
    private func start(
        of format: FootageFormat,
        by template: FileNameTemplate?,
        in zone: TimeZone
    ) throws(UsageError) -> String {
        if let template {
            let absolute = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
            do {
                if let match = try template.match(path: absolute, in: zone) {
                    let camera = match.camera.map { ", camera \($0)" } ?? ""
                    return "\(match.start.rfc3339(in: zone)), read from the name\(camera)"
                }
            } catch {
                throw UsageError("\(error)")
            }
            return "unknown: \(template.mismatchMessage(path: path))"
        }
        guard let created = format.creationTime else {
            return "unknown: give scan --start or --time-template"
        }
        return "\(created.rfc3339(in: zone)), read from the container; it may be the end of the "
            + "recording, or local time taken for UTC"
    }
}
