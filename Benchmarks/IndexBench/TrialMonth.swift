import CameraIndex
import Foundation

/// Thirty days of one busy camera, on which rules are tried.
struct TrialMonth {
    /// Stops in the thirty days.
    static let stops = 6_000
    private static let length = MediaDuration(microseconds: 30 * 86_400_000_000)
    private static let camera = "busy"

    private let index: EventIndex

    /// Records the month below `folder`, with the events of a rule of four minutes.
    init(below folder: String) throws {
        let path = folder + "/trial"
        let isNew = !FileManager.default.fileExists(atPath: path + "/index.sqlite")
        index = try EventIndex.open(DataDirectory(creatingAt: path), access: .writing)
        if isNew { try index.record(Self.batch) }
    }

    /// Times the trial of a shorter limit within some hours.
    func report() throws {
        let hours = try Schedule.Hours(text: "06:00-22:00", on: Set(Schedule.Day.allCases))
        var rule = DwellRule(name: "no-stopping", limit: .minutes(3))
        rule.schedule = Schedule(hours: [hours], timeZone: try TimeZone(named: "Asia/Shanghai"))
        let trial = RuleTrial(camera: Self.camera, rules: [rule])
        var timings = Timings("rules try, 30 days, \(Self.stops) stops")
        for _ in 0..<20 {
            var found = 0
            try timings.time { found = try trial.run(on: index)?.lines.count ?? 0 }
            timings.found += found
        }
        timings.report()
    }

    private static var batch: FactBatch {
        let clock = MediaClock(source: .given, uncertainty: .zero)
        var batch = FactBatch(camera: camera, timeline: .utc, clock: clock)
        let range = MediaRange(CityYear.start, CityYear.start + length)
        batch.coverage = [.watched(range, longestGap: .seconds(0.5), floor: .seconds(20))]
        batch.stops = (0..<stops).map { stop($0) }
        let book = RuleBook(
            camera: camera,
            rules: [DwellRule(name: "no-stopping", limit: .minutes(4))]
        )
        batch.events = book.verdict(on: batch.stops, timeline: .utc) { _ in clock }.events
        return batch
    }

    private static func stop(_ number: Int) -> Stop {
        let since = CityYear.start + length / Int64(stops) * Double(number)
        let box = Box(x: 100 * (number % 16), y: 300, width: 120, height: 80)
        return Stop(
            id: StopID(since: since, box: box),
            since: since,
            sinceUncertainty: .seconds(0.2),
            lastSeen: since + .seconds(30 + Double(number * 7 % 400)),
            ending: .left,
            endUncertainty: .seconds(0.2),
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 1920, height: 1080),
            seenRatio: 0.9,
            hiddenRatio: 0.1
        )
    }
}
