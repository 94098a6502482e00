import ArgumentParser
import CameraIndex

/// `camindexd cameras`: each camera with its footage, gaps and events.
struct Cameras: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the cameras of the index with their footage, gaps and events."
    )

    @Option(help: OutputFormat.help)
    var format = OutputFormat.table

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let cameras = try settings.openIndex().cameras()
        let listing = CameraListing(
            cameras,
            configuration: settings.configuration,
            zone: settings.zone
        )
        try StandardStream.output.write(listing.text(format))
    }
}
