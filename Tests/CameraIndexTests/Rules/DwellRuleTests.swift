import CameraIndex
import Testing

struct DwellRuleTests {
    private let rule = DwellRule(name: "no-stopping", limit: .seconds(240))

    private func stop(
        seconds: Double,
        ending: Stop.Ending? = .left,
        box: Box = Box(x: 100, y: 100, width: 60, height: 40),
        turn: QuarterTurn = .none,
        gaps: [MediaRange] = [],
        uncertainty: MediaDuration = .zero
    ) -> Stop {
        let since = MediaTime(seconds: 1000)
        return Stop(
            id: StopID(since: since, box: box),
            since: since,
            sinceUncertainty: uncertainty,
            lastSeen: since + .seconds(seconds),
            ending: ending,
            endUncertainty: uncertainty,
            arrivalSeen: true,
            box: box,
            frame: PixelSize(width: 640, height: 360),
            turn: turn,
            seenRatio: 1,
            hiddenRatio: 0,
            gaps: gaps
        )
    }

    private func events(_ stop: Stop, _ rule: DwellRule? = nil) -> [Event] {
        (rule ?? self.rule).events(of: stop, camera: "gate-2", clock: .unknown)
    }

    private func zone(_ text: String) throws -> Zone {
        Zone(name: "lane", outline: try Polygon(text: text))
    }

    @Test(arguments: [(239.0, false), (239.999_999, false), (240.0, true), (241.0, true)])
    func `a stop is an event from 240 s on`(seconds: Double, raises: Bool) {
        #expect(events(stop(seconds: seconds)).isEmpty != raises)
    }

    @Test func `the event is raised when the limit has passed and ends when the object left`()
        throws
    {
        let event = try #require(events(stop(seconds: 300)).first)
        #expect(event.since == MediaTime(seconds: 1000))
        #expect(event.raisedAt == MediaTime(seconds: 1240))
        #expect(event.endedAt == MediaTime(seconds: 1300))
        #expect(event.dwell == .seconds(300))
        #expect(event.state == .ended)
    }

    @Test func `a stop that still stands makes an open event without an end`() throws {
        let event = try #require(events(stop(seconds: 300, ending: nil)).first)
        #expect(event.state == .open)
        #expect(event.endedAt == nil)
    }

    @Test(arguments: [Stop.Ending.lost, .interrupted])
    func `an end that nobody saw makes the event interrupted`(ending: Stop.Ending) {
        #expect(events(stop(seconds: 300, ending: ending)).first?.state == .interrupted)
    }

    @Test(arguments: [(240.5, true), (242.1, false)])
    func `a dwell within both ends' uncertainty of the limit is on the edge`(
        seconds: Double,
        isOnTheEdge: Bool
    ) {
        let event = events(stop(seconds: seconds, uncertainty: .seconds(1))).first
        #expect(event?.onTheEdge == isOnTheEdge)
    }

    @Test func `a gap of a quarter of the limit is borne`() {
        let gap = MediaRange(MediaTime(seconds: 1100), MediaTime(seconds: 1160))
        let found = events(stop(seconds: 300, gaps: [gap]))
        #expect(found.map(\.dwell) == [.seconds(300)])
    }

    @Test func `a longer gap cuts the dwell in two and interrupts the first part`() {
        let gap = MediaRange(MediaTime(seconds: 1250), MediaTime(seconds: 1311))
        let found = events(stop(seconds: 560, gaps: [gap]))
        #expect(found.map(\.dwell) == [.seconds(250), .seconds(249)])
        #expect(found.map(\.state) == [.interrupted, .ended])
        #expect(found.map(\.arrivalSeen) == [true, false])
        #expect(Set(found.map(\.id)).count == 2)
    }

    @Test func `what reaches into a zone with its roof only does not stand in it`() throws {
        let upper = try DwellRule(zone: zone("0,0 1,0 1,0.35 0,0.35"), limit: .seconds(240))
        let lower = try DwellRule(zone: zone("0,0.35 1,0.35 1,1 0,1"), limit: .seconds(240))
        #expect(events(stop(seconds: 300), upper).isEmpty)
        #expect(events(stop(seconds: 300), lower).count == 1)
    }

    @Test(arguments: [(0.205, true), (0.195, false)])
    func `half of the ground contact must lie in the zone`(edge: Double, holds: Bool) throws {
        // The box covers 0.156 to 0.25 of the width: its middle is at 0.203.
        let rule = try DwellRule(
            zone: zone("0,0 \(edge),0 \(edge),1 0,1"),
            limit: .seconds(240)
        )
        #expect(events(stop(seconds: 300), rule).isEmpty != holds)
    }

    @Test func `the ground of a rotated camera is below as a person sees it`() throws {
        // Coded on its side: what is right in the coded frame is below when shown clockwise.
        let box = Box(x: 500, y: 100, width: 100, height: 60)
        let lower = try DwellRule(zone: zone("0,0.9 1,0.9 1,1 0,1"), limit: .seconds(240))
        #expect(events(stop(seconds: 300, box: box, turn: .clockwise), lower).count == 1)
        #expect(events(stop(seconds: 300, box: box, turn: .none), lower).isEmpty)
    }

    @Test func `the event of the same stop has the same name each time it is judged`() {
        #expect(events(stop(seconds: 300)).map(\.id) == events(stop(seconds: 310)).map(\.id))
    }
}
