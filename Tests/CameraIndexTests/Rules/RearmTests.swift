import CameraIndex
import Testing

struct RearmTests {
    private let crept = Box(x: 115, y: 100, width: 60, height: 40)
    private let elsewhere = Box(x: 135, y: 100, width: 60, height: 40)

    private func found(
        _ stops: Stop...,
        rearm: MediaDuration = DwellRule.usualRearm
    ) -> [ClosedRange<Double>] {
        DwellRule.of240 { $0.rearm = rearm }.events(of: stops).map(\.seconds)
    }

    @Test(arguments: [(305.0, 1), (305.000_001, 2)])
    func `what creeps on and rests again within the re-arm time raises once`(
        begin: Double,
        count: Int
    ) {
        let first = StopMaker.stop(0, 300)
        #expect(found(first, StopMaker.stop(begin, 700, box: crept)).count == count)
    }

    @Test func `a stay in another place raises`() {
        let second = StopMaker.stop(303, 700, box: elsewhere)
        #expect(found(StopMaker.stop(0, 300), second) == [0...300, 303...700])
    }

    @Test func `a vehicle that was seen to take the place raises`() {
        let first = StopMaker.stop(0, 300, ending: .replaced)
        #expect(found(first, StopMaker.stop(300, 700)) == [0...300, 300...700])
    }

    @Test func `a stay too short to raise lets the next one raise`() {
        #expect(found(StopMaker.stop(0, 200), StopMaker.stop(203, 500)) == [203...500])
    }

    @Test func `rests in between carry the stay on, however short`() {
        let stops = [
            StopMaker.stop(0, 300), StopMaker.stop(303, 330, box: crept),
            StopMaker.stop(334, 900, box: crept),
        ]
        #expect(DwellRule.of240().events(of: stops).map(\.seconds) == [0...300])
        // Without the one in between it is another stay.
        #expect(DwellRule.of240().events(of: [stops[0], stops[2]]).count == 2)
    }

    @Test func `the order in which stops are given does not matter`() {
        let stops = [
            StopMaker.stop(0, 300), StopMaker.stop(303, 600, box: crept),
            StopMaker.stop(604, 900, box: crept), StopMaker.stop(906, 1200),
        ]
        let events = DwellRule.of240().events(of: stops)
        #expect(events.map(\.seconds) == [0...300, 906...1200])
        #expect(DwellRule.of240().events(of: stops.reversed()) == events)
    }

    @Test func `without a re-arm time every stay counts`() {
        let second = StopMaker.stop(301, 700)
        #expect(found(StopMaker.stop(0, 300), second, rearm: .zero).count == 2)
    }

    @Test func `a longer re-arm time bears with what was lost from sight`() {
        let first = StopMaker.stop(0, 300, ending: .lost)
        let second = StopMaker.stop(480, 900)
        #expect(found(first, second).count == 2)
        #expect(found(first, second, rearm: .seconds(180)).count == 1)
    }

    @Test func `the parts of one stop are one stay within the re-arm time`() {
        let stop = StopMaker.stop(0, 900) { $0.gaps = [StopMaker.range(300, 400)] }
        #expect(found(stop) == [0...300, 400...900])
        #expect(found(stop, rearm: .seconds(100)) == [0...300])
    }

    @Test func `each zone and each rule re-arms by itself`() throws {
        let left = Zone(name: "left", outline: try Polygon(text: "0,0 0.25,0 0.25,1 0,1"))
        let book = RuleBook(
            camera: "gate-2",
            rules: [
                DwellRule(name: "a", zone: left, limit: .seconds(240)),
                DwellRule(name: "b", limit: .seconds(350)),
            ]
        )
        let stops = [StopMaker.stop(0, 300), StopMaker.stop(303, 700, box: crept)]
        let events = book.verdict(on: stops, timeline: .utc) { _ in .given }.events
        // Rule a sees the first, and not the second, which crept out of its zone; b the second.
        #expect(events.map(\.rule) == ["a", "b"])
        #expect(events.map(\.seconds) == [0...300, 303...700])
    }

    @Test func `earlier stops of which nothing is asked are gone on with`() {
        let book = RuleBook(camera: "gate-2", rules: [.of240()])
        let (first, second) = (StopMaker.stop(0, 300), StopMaker.stop(303, 700))
        let verdict = book.verdict(on: [second], after: [first], timeline: .utc) { _ in .given }
        #expect(verdict.events.isEmpty)
        #expect(book.predecessors(of: [second], among: [first, second]) == [first])
        #expect(book.predecessors(of: [first], among: [second]) == [])
    }
}
