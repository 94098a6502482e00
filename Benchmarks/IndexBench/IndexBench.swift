import CameraIndex
import Foundation

/// Fills a data folder with a made-up year of a city's cameras and times questions to it.
///
/// `index-bench FOLDER [EVENTS] [CAMERAS] [fill]`; a folder that holds an index already is only
/// asked. With `fill` nothing is asked.
@main
struct IndexBench {
    /// Fills the folder if it is empty, asks, and prints times and query plans.
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: index-bench FOLDER [EVENTS = 1000000] [CAMERAS = 200] [fill]")
            return
        }
        let city = CityYear(
            cameras: arguments.count > 3 ? Int(arguments[3]) ?? 200 : 200,
            events: arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
        )
        if !FileManager.default.fileExists(atPath: arguments[1] + "/index.sqlite") {
            try fill(DataDirectory(creatingAt: arguments[1]), with: city)
        }
        if arguments.last == "fill" { return }
        let opening = ContinuousClock.now
        let directory = try DataDirectory(openingAt: arguments[1])
        let index = try EventIndex.open(directory, access: .reading)
        print("opened in \(Timings.text(ContinuousClock.now - opening))")
        let questions = Questions(city: city, index: index)
        print(Timings.heading)
        try questions.askAll()
        try TrialMonth(below: arguments[1]).report()
        let plans = try index.plans(of: EventQuery(from: UTCTime(microseconds: 0)))
        for plan in plans where !plan.purpose.hasSuffix("behind a cursor") {
            print("\n\(plan.purpose)")
            for step in plan.steps { print("  \(step)") }
        }
    }

    private static func fill(_ directory: DataDirectory, with city: CityYear) throws {
        let index = try EventIndex.open(directory, access: .writing)
        let start = ContinuousClock.now
        for step in 0..<CityYear.steps {
            for camera in 0..<city.cameras {
                try index.record(city.batch(ofCamera: camera, step: step))
            }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.indexPath)
        let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        print(
            "\(city.events) events of \(city.cameras) cameras recorded in \(Int(seconds)) s, "
                + "\(size / 1_000_000) MB"
        )
    }
}
