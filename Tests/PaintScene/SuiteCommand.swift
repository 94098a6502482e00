public import ArgumentParser
import CameraIndex
import Foundation
public import SyntheticScene

extension SceneSuite.Part: ExpressibleByArgument {}

/// Paints a suite of scenes: clips, each with its truth beside it.
struct SuiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suite",
        abstract: "Paints a suite of scenes, each with its truth beside it."
    )

    /// What is painted.
    enum Choice: String, CaseIterable, ExpressibleByArgument {
        case stops, nuisance, all
    }

    @Argument(help: "The folder for the clips; made if missing.")
    var folder: String

    @Option(help: "stops, nuisance or all.")
    var suite = Choice.all

    @Option(help: "quick: those run with the tests; full: all.")
    var part = SceneSuite.Part.full

    @Option(help: "Only cases of this kind, such as rain.")
    var kind: String?

    @Option(help: "Another number makes other streets, traffic and stops.")
    var seed: UInt64 = 1

    @Option(help: "Hours of each nuisance at ten frames a second; 0 for none.")
    var hours = 2.0

    @Option(help: "Days of each nuisance with a frame every two to four seconds; 0 for none.")
    var days = 1.6

    @Option(help: "How many clips are painted at a time.")
    var jobs = 2

    @Flag(help: "List the clips without painting them.")
    var list = false

    func validate() throws {
        guard (1...64).contains(jobs) else {
            throw ValidationError("--jobs must lie between 1 and 64.")
        }
        guard (0...100).contains(hours), (0...100).contains(days) else {
            throw ValidationError("--hours and --days must lie between 0 and 100.")
        }
    }

    func run() throws {
        let cases = chosen
        guard !cases.isEmpty else {
            throw ValidationError(
                "no clip of kind \(kind ?? "?") in this part of the suite; see --list."
            )
        }
        if list {
            for one in cases { print(CasePainter.line(for: one)) }
            return
        }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try CasePainter(folder: URL(filePath: folder)).paint(cases, jobs: jobs)
    }

    private var chosen: [SuiteCase] {
        var suites: [SceneSuite] = []
        if suite != .nuisance { suites.append(.stops(seed: seed)) }
        if suite != .stops {
            suites.append(.nuisance(seed: seed, length: .init(hours: hours, days: days)))
        }
        return suites.flatMap { $0.selected(part: part, kind: kind) }
    }
}
