import CameraIndex
import Testing

struct ClipEvaluationTests {
    private let elsewhere = Box(x: 400, y: 200, width: 80, height: 40)

    @Test func `a stop that is found counts with the errors of its ends`() {
        var found = FoundStops()
        found.add(100.2, 399.9)
        let clip = found.judged(by: [.at(100, 400)])
        #expect(clip.outcomes.map(\.verdict) == [.found])
        #expect(clip.falseEvents.isEmpty)
        #expect(clip.outcomes[0].sinceError == .seconds(0.2))
        #expect(clip.outcomes[0].raisedError == .seconds(0.2))
        #expect(clip.outcomes[0].endError == .seconds(-0.1))
        #expect(clip.outcomes[0].overlap == 1)
    }

    @Test func `what nobody found is missed, with the reason`() {
        let clip = FoundStops().judged(by: [.at(100, 400)])
        #expect(clip.outcomes.map(\.verdict) == [.missed])
        #expect(clip.outcomes[0].reason == "no stop was found there")
    }

    @Test func `a stop whose finding ends too early is missed, with its length`() {
        var found = FoundStops()
        found.add(100, 331.2)
        let clip = found.judged(by: [.at(100, 400)])
        #expect(clip.outcomes.map(\.verdict) == [.missed])
        #expect(clip.outcomes[0].reason == "it was found to stand 231.2 s (left)")
    }

    @Test func `a stop that is found outside of the zone is missed, with the reason`() throws {
        let corners = [(0.0, 0.0), (0.05, 0.0), (0.05, 1.0), (0.0, 1.0)]
        let outline = try Polygon(points: corners.map { Point(x: $0.0, y: $0.1) })
        var found = FoundStops()
        found.add(100, 400)
        found.findings.events = []
        let clip = found.judged(
            by: [.at(100, 400, box: nil)],
            zones: [Zone(name: "strip", outline: outline)]
        )
        #expect(clip.outcomes.map(\.verdict) == [.missed])
        #expect(clip.outcomes[0].reason == "it was found outside of the zone")
    }

    @Test func `a stop that left in time must not be an event`() {
        var found = FoundStops()
        found.add(100, 331)
        #expect(found.judged(by: [.at(100, 331)]).outcomes.map(\.verdict) == [.spared])
        found = FoundStops()
        found.add(100, 345)
        let clip = found.judged(by: [.at(100, 331)])
        #expect(clip.outcomes.map(\.verdict) == [.raisedEarly])
        #expect(clip.falseEvents.map(\.reason) == [.leftInTime])
    }

    @Test(arguments: [
        (240.2, true, StopOutcome.Verdict.found), (240.2, false, .missed),
        (240.19, true, .onTheEdge), (240.19, false, .onTheEdge),
        (239.81, true, .onTheEdge), (239.81, false, .onTheEdge),
        (239.8, true, .raisedEarly), (239.8, false, .spared),
    ])
    func `within the stated uncertainty of the limit either answer is right`(
        seconds: Double,
        isRaised: Bool,
        verdict: StopOutcome.Verdict
    ) {
        var found = FoundStops()
        found.add(100, isRaised ? 340.01 : 339.99)
        let clip = found.judged(by: [.at(100, 100 + seconds)])
        #expect(clip.outcomes.map(\.verdict) == [verdict])
        #expect(clip.falseEvents.count == (verdict == .raisedEarly ? 1 : 0))
    }

    @Test func `what still stands was last seen a frame before the end`() {
        var found = FoundStops()
        found.add(1_759, 1_996)
        found.findings.stops[0].ending = nil
        let clip = found.judged(by: [.at(1_759, nil)])
        // It stands 241 s, and of the last 4 s there is no picture.
        #expect(clip.outcomes.map(\.verdict) == [.onTheEdge])
    }

    @Test func `two stops in turn on one spot are not found by one event over both`() {
        var found = FoundStops()
        found.add(100, 700)
        let clip = found.judged(by: [.at(100, 395), .at(400, 700)])
        #expect(Set(clip.outcomes.map(\.verdict)) == [.found, .missed])
        #expect(clip.falseEvents.isEmpty)
        #expect(EvaluationTotals([clip]).recall == 0.5)
    }

    @Test func `one event over two stops that left in time is false`() {
        var found = FoundStops()
        found.add(100, 405)
        let clip = found.judged(by: [.at(100, 260), .at(270, 405)])
        #expect(clip.outcomes.map(\.verdict) == [.raisedEarly, .spared])
        #expect(clip.falseEvents.map(\.reason) == [.leftInTime])
    }

    @Test func `a second event for one stop is false`() {
        var found = FoundStops()
        found.add(100, 700)
        found.repeatLastEvent(since: 420)
        let clip = found.judged(by: [.at(100, 700)])
        #expect(clip.outcomes.map(\.verdict) == [.found])
        #expect(clip.falseEvents.map(\.reason) == [.duplicate])
        #expect(EvaluationTotals([clip]).precision == 0.5)
    }

    @Test func `an event elsewhere is false, and finds nothing`() {
        var found = FoundStops()
        found.add(100, 400, at: elsewhere)
        let clip = found.judged(by: [.at(100, 400)])
        #expect(clip.outcomes.map(\.verdict) == [.missed])
        #expect(clip.falseEvents.map(\.reason) == [.nothingStopped])
        #expect(clip.otherStops.count == 1)
    }

    @Test func `two stops side by side keep their own events`() {
        var found = FoundStops()
        found.add(130, 420, at: elsewhere)
        found.add(100, 400)
        let clip = found.judged(by: [.at(100, 400), .at(130, 420, box: elsewhere)])
        #expect(clip.outcomes.map(\.verdict) == [.found, .found])
        #expect(clip.outcomes.map(\.sinceError) == [.zero, .zero])
    }

    @Test func `where the box of a stop is not known its time finds it`() {
        var found = FoundStops()
        found.add(100, 400)
        let clip = found.judged(by: [.at(100, 400, box: nil)])
        #expect(clip.outcomes.map(\.verdict) == [.found])
        #expect(clip.outcomes[0].overlap == nil)
    }

    @Test func `where either answer is right nothing counts`() {
        var found = FoundStops()
        found.add(0, 400)
        let clip = found.judged(by: [.at(0, 400, .either), .at(500, 900, .either)])
        #expect(clip.outcomes.map(\.verdict) == [.unasked, .unasked])
        #expect(clip.falseEvents.isEmpty)
        #expect(clip.unjudgedEvents.count == 1)
    }

    @Test func `an event for what is not asked for is false`() {
        var found = FoundStops()
        found.add(100, 400)
        let clip = found.judged(by: [.at(100, 400, .no)])
        #expect(clip.outcomes.map(\.verdict) == [.raisedUnasked])
        #expect(clip.falseEvents.map(\.reason) == [.notAsked])
    }

    @Test func `of a stretch that is ignored nothing counts`() {
        var found = FoundStops()
        found.add(100, 400)
        found.add(500, 800, at: elsewhere)
        let clip = found.judged(by: [.at(1_000, 1_300)]) { truth in
            truth.ignored = [
                MediaRange(MediaTime(seconds: 390), MediaTime(seconds: 510)),
                MediaRange(MediaTime(seconds: 1_100), MediaTime(seconds: 1_101)),
            ]
        }
        #expect(clip.outcomes.map(\.verdict) == [.unasked])
        #expect(clip.falseEvents.isEmpty)
    }

    @Test func `where not all that stops is known no event is false`() {
        var found = FoundStops()
        found.add(100, 400)
        let clip = found.judged(by: []) { $0.isComplete = false }
        #expect(clip.falseEvents.isEmpty)
        #expect(clip.unjudgedEvents.count == 1)
    }

    @Test func `times that were read off by eye widen the edge`() {
        var found = FoundStops()
        found.add(100, 340.5)
        let clip = found.judged(by: [.at(100, 340.9)]) { $0.tolerance = .seconds(1) }
        #expect(clip.outcomes.map(\.verdict) == [.onTheEdge])
    }
}
