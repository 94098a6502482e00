import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd clip`: one file of what was recorded of a camera.
struct ClipRecording: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clip",
        abstract: "Writes what was recorded of a camera in a stretch of time into one file.",
        discussion: """
            Nothing is decoded or encoded anew: the file holds the camera's own pictures, from the \
            last keyframe at or before --from on. Works while `camindexd run` records. What was \
            not recorded is told, and the command ends with 3. Nothing is written over.

            Examples:
              camindexd clip --camera gate-2 --from '2026-01-01 08:00' --to '2026-01-01 08:10' \
            -o case-17.mp4
              camindexd clip --config site.yaml --camera gate-2 --from -5m --to -0s -o now.mp4
            """
    )

    @Option(help: ArgumentHelp("The camera.", valueName: "id"))
    var camera: String

    @OptionGroup var time: TimeOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write.", valueName: "file"),
        completion: .file()
    )
    var output: String

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let asked = try time.range(in: settings.zone)
        guard let from = asked.from, let to = asked.to else {
            throw UsageError("clip needs both ends of the stretch; write --from and --to.")
        }
        guard !output.isEmpty else { throw UsageError("-o is empty; write the path of a file.") }
        let index = try settings.openIndex()
        guard try index.knows(camera) else {
            OptionText.sayUnknownCamera(camera)
            throw CommandEnd(status: .failed)
        }
        let cutter = RecordingCutter(
            of: camera,
            in: settings.configuration.recordingPlace(dataFolder: settings.dataFolder),
            index: index
        )
        let range = MediaRange(
            MediaTime(microseconds: from.microseconds),
            MediaTime(microseconds: to.microseconds)
        )
        let cut = try cutter.write(range, to: output)
        let report = CutReport(cut, of: range, path: output, zone: settings.zone)
        try StandardStream.output.write(report.text)
        if !cut.missing.isEmpty { throw CommandEnd(status: .partial) }
    }
}
