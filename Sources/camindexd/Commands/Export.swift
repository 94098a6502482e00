import ArgumentParser
import CameraIndex
import Foundation

/// `camindexd export`: the evidence of events, for somebody who does not have the index.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Exports the signed evidence of events to a folder or a ZIP.",
        discussion: """
            Stills, clips and the signed manifest of each event, with what `camindexd verify` \
            needs to tell whether anything of it was changed, added or removed. What changed of \
            an event since it was signed is signed first. Nothing is written over.

            Examples:
              camindexd export 0a4f --to case-17.zip
              camindexd export 0a4f 22d5 --to /media/usb/case-17
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Names of events, or their beginnings where no other event's begins so.",
            valueName: "event"
        )
    )
    var events: [String]

    @Option(
        help: ArgumentHelp(
            "Where to: a ZIP where the name ends with .zip, else a folder.",
            valueName: "path"
        ),
        completion: .file()
    )
    var to: String

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        guard !to.isEmpty else { throw UsageError("--to is empty; write the path of a folder.") }
        let index = try settings.openIndexForChanges()
        let signer = try EvidenceSigner(index, timeZone: settings.zone)
        let export = try EvidenceExport(of: events, in: index, signer: signer)
        try export.write(to: to)
        try StandardStream.output.write(ExportReport(export, path: to).text)
    }
}
