import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd check-config`: whether a configuration is right, before anything starts with it.
struct CheckConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a configuration whole and tells every mistake with line and column.",
        discussion: """
            Names in the addresses of cameras must stand for a systemd credential or a variable, \
            as they must when the configuration is run. Ends with 78 where something is wrong.

            Example:
              camindexd check-config camindexd.yaml
            """
    )

    @Argument(help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
    var path: String

    func run() throws {
        let configuration = try SiteConfiguration(contentsOf: path)
        let count = configuration.cameras.count
        var watched = 0
        let secrets = StreamSecrets(environment: ProcessInfo.processInfo.environment)
        let told = try configuration.destinations(secrets: secrets).count
        if configuration.isWatching {
            watched = try configuration.watchedCameras(secrets: secrets).count
        }
        let files =
            switch configuration.includedFiles.count {
            case 0: "\(path) is right"
            case 1: "\(path) and the file that it includes are right"
            case let included: "\(path) and the \(included) files that it includes are right"
            }
        try StandardStream.output.write(
            "\(files): \(count) \(count == 1 ? "camera" : "cameras"), \(watched) watched live"
                + (told == 0 ? ".\n" : "; \(told) told of events.\n")
        )
    }
}
