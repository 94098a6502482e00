import ArgumentParser

/// Paints scenes of known truth.
@main
struct PaintScene: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paint-scene",
        abstract: "Paints scenes of known truth into video files.",
        subcommands: [
            StreetCommand.self, SuiteCommand.self, SweepCommand.self, LookCommand.self,
        ],
        defaultSubcommand: StreetCommand.self
    )
}
