import CameraIndex
import SyntheticScene
import Testing

struct SceneSuiteTests {
    private static let stops = SceneSuite.stops(seed: 1)
    private static let nuisance = SceneSuite.nuisance(
        seed: 1,
        length: .init(hours: 0.01, days: 0.01)
    )

    @Test func `the same number makes the same stops, another makes others`() {
        let again = SceneSuite.stops(seed: 1)
        #expect(Self.stops.cases.map(\.name) == again.cases.map(\.name))
        #expect(Self.stops.cases.map(\.script.stops) == again.cases.map(\.script.stops))
        let other = SceneSuite.stops(seed: 2)
        #expect(Self.stops.cases[0].script.stops != other.cases[0].script.stops)
    }

    @Test func `each clip has a name of its own`() {
        let names = (Self.stops.cases + Self.nuisance.cases).map(\.fileName)
        #expect(Set(names).count == names.count)
    }

    @Test func `there are 200 stops and 200 shorter ones, 50 of each close to the limit`() {
        var long = 0
        var short = 0
        var close = (above: 0, below: 0)
        for one in Self.stops.cases {
            for stop in one.script.stops where stop.arrivesFromOutside && stop.moves.isEmpty {
                guard let departure = stop.departure else { continue }
                // At rest a little before it stands and after it starts.
                let margin = (departure - stop.arrival) + .seconds(1.2) - one.limit
                if margin >= .zero { long += 1 } else { short += 1 }
                if margin >= .zero, margin <= .seconds(1.5) { close.above += 1 }
                if margin < .zero, margin >= .seconds(-1.5) { close.below += 1 }
            }
        }
        #expect(long >= 200)
        #expect(short >= 200)
        #expect(close.above >= 50)
        #expect(close.below >= 50)
    }

    @Test func `stops begin at any instant, not on frames`() {
        let clips = Self.stops.cases.prefix(8)
        let onFrames = clips.flatMap { one in
            one.script.stops.filter { stop in
                let frames = stop.arrival.seconds * one.script.fps
                return abs(frames - frames.rounded()) < 0.001
            }
        }
        #expect(onFrames.count < 5)
    }

    @Test func `the quick part is a small part`() {
        let all = Self.stops.selected(part: .full).reduce(0) { $0 + $1.script.frameCount }
        let quick = Self.stops.selected(part: .quick).reduce(0) { $0 + $1.script.frameCount }
        #expect(quick > 0)
        #expect(quick * 5 < all)
        #expect(Self.nuisance.selected(part: .quick).count == Nuisance.allCases.count)
    }

    @Test func `a kind selects its clips`() {
        let rain = Self.nuisance.selected(part: .full, kind: "rain")
        #expect(
            rain.map(\.name) == [
                "nuisance-rain-quick", "nuisance-rain-dense", "nuisance-rain-live",
            ]
        )
        #expect(Self.nuisance.selected(part: .full, kind: "hail").isEmpty)
    }

    @Test func `the nuisance lasts as long as it is asked to`() {
        let suite = SceneSuite.nuisance(seed: 1)
        func days(_ suffix: String) -> Double {
            suite.cases.filter { $0.name.hasSuffix(suffix) }
                .reduce(0) { $0 + $1.script.duration.seconds / 86_400 }
        }
        #expect(days("-live") >= 48)
        #expect(days("-dense") * 24 >= 2 * Double(Nuisance.allCases.count))
        let dense = suite.cases.filter { $0.name.hasSuffix("-dense") }
        #expect(dense.allSatisfy { $0.script.fps >= 10 })
        let none = SceneSuite.nuisance(seed: 1, length: .init(hours: 0, days: 0))
        #expect(none.cases.count == Nuisance.allCases.count)
    }

    @Test func `the truth of a nuisance says that nothing stops`() {
        let one = Self.nuisance.cases[0]
        let truth = one.truth(of: StreetScene(one.script))
        #expect(truth.nothing_stops)
        #expect(truth.suite == "nuisance")
        #expect(truth.kind == "shadows")
        #expect(truth.stops.isEmpty)
        #expect(truth.clip == "nuisance-shadows-quick.mp4")
    }

    @Test func `a stop with a creep is two stops, each judged by itself`() throws {
        let one = try #require(Self.stops.cases.first { $0.kind == "creep" })
        let truth = one.truth(of: StreetScene(one.script))
        let saloon = truth.stops.filter { $0.what == "saloon" }
        #expect(saloon.map { ($0.dwell_s - 2.3).rounded() } == [45, 45])
        #expect(saloon.map(\.expected) == [.no, .no])
        let suv = truth.stops.filter { $0.what == "suv" }
        #expect(suv.map(\.expected) == [.yes, .no])
        let hatchback = truth.stops.filter { $0.what == "hatchback" }
        #expect(hatchback.map(\.expected) == [.no, .yes])
    }

    @Test(arguments: [
        ("edge-inside", TruthFile.Expectation.yes), ("edge-outside", .no), ("edge-half", .either),
    ])
    func `across the zone's edge the larger part decides`(
        kind: String,
        expected: TruthFile.Expectation
    ) throws {
        let one = try #require(Self.stops.cases.first { $0.kind == kind })
        let truth = one.truth(of: StreetScene(one.script))
        #expect(truth.stops.map(\.expected) == [expected, expected])
    }

    @Test func `what stands there from the first frame may be told or not`() throws {
        let one = try #require(Self.stops.cases.first { $0.kind == "first-frame" })
        let truth = one.truth(of: StreetScene(one.script))
        let before = truth.stops.filter { !$0.arrival_seen }
        #expect(before.map(\.t_start) == [0, 0, 0])
        #expect(Set(before.map(\.expected)) == [.no, .either])
        #expect(truth.stops.filter(\.arrival_seen).allSatisfy { $0.expected == .yes })
    }
}
