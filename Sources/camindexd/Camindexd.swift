import ArgumentParser

/// The command line of the event index.
@main
struct Camindexd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "camindexd",
        abstract: "Finds what stopped in camera footage and answers by camera and time."
    )
}
