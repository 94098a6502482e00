public import ArgumentParser
import Foundation
public import SyntheticScene

extension SceneSweep: ExpressibleByArgument {}

/// Paints the same stops again and again while one property is turned down.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Paints the same stops with one property turned down in steps.",
        discussion: """
            A clip a step, each with its truth; its kind says the step, such as noise=16. \
            Benchmarks/plot_sweep.py draws what an evaluation says of them.
            """
    )

    @Argument(help: "The folder for the clips; made if missing.")
    var folder: String

    @Option(help: "light, noise, contrast, size or compression; all of them if left out.")
    var of: SceneSweep?

    @Option(help: "Another number makes another street with other stops.")
    var seed: UInt64 = 1

    @Option(help: "How many clips are painted at a time.")
    var jobs = 2

    @Flag(help: "List the clips without painting them.")
    var list = false

    func validate() throws {
        guard (1...64).contains(jobs) else {
            throw ValidationError("--jobs must lie between 1 and 64.")
        }
    }

    func run() throws {
        let sweeps = of.map { [$0] } ?? SceneSweep.allCases
        let cases = sweeps.flatMap { $0.suite(seed: seed).cases }
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
}
