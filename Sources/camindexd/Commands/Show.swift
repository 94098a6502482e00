import ArgumentParser
import CameraIndex

/// `camindexd show`: everything about one event.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows everything about one event: times, place, evidence, reviews, source."
    )

    @Argument(help: "The event's name, or its beginning where no other event's begins so.")
    var event: String

    @Option(help: OutputFormat.help)
    var format = OutputFormat.table

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let index = try settings.openIndex()
        let found = try index.event(event)
        guard format == .table else {
            var listing = EventListing(
                format: format,
                zone: settings.zone,
                root: index.directory.path,
                write: StandardStream.output.write
            )
            try listing.append([found])
            return try listing.finish()
        }
        let page = EventPortrait(
            found,
            reviews: try index.reviews(of: found.event.id),
            zone: settings.zone,
            root: index.directory.path
        )
        try StandardStream.output.write(page.text)
    }
}
