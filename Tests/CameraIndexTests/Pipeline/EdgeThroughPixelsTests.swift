import CameraIndex
import Testing

/// The street's first stop lasts 40 s; its begin and end are found within stated uncertainties.
struct EdgeThroughPixelsTests {
    private let recorder: Recorder
    private let stop: Stop

    /// How long the thing was painted to stand.
    private let truth = MediaDuration.seconds(40)

    init() throws {
        recorder = try Recorder()
        try recorder.scan(recorder.file(0, 80))
        let stops = try recorder.facts().stops.filter { $0.ending != nil }
        stop = try #require(stops.first)
        #expect(stops.count == 1)
    }

    private var uncertainty: MediaDuration { stop.sinceUncertainty + stop.endUncertainty }

    /// The event that a limit makes of what is stored; nothing is scanned for it.
    private func event(_ limit: MediaDuration) throws -> Event? {
        let trial = RuleTrial(camera: "gate-2", rules: [DwellRule(limit: limit)])
        let answer = try #require(try trial.run(on: recorder.data.open()))
        return answer.lines.filter { $0.change != .vanished }.map(\.event.event)
            .first { $0.stop == stop.id }
    }

    @Test func `a stop of the limit and its uncertainty is found, one of the limit less it is not`()
        throws
    {
        #expect(uncertainty > .zero)
        #expect(try event(truth - uncertainty) != nil)
        let tick = MediaDuration(microseconds: 1)
        #expect(try event(truth + uncertainty + tick) == nil)
    }

    @Test(arguments: [0.0, 0.25, 0.5, 0.75, 1])
    func `in between an event says that it is on the edge`(share: Double) throws {
        let event = try #require(try event(stop.dwell - uncertainty * share))
        #expect(event.onTheEdge)
        #expect(event.uncertainty == uncertainty)
    }

    @Test func `the edge is that of the measured dwell, to the microsecond`() throws {
        let tick = MediaDuration(microseconds: 1)
        #expect(try event(stop.dwell) != nil)
        #expect(try event(stop.dwell + tick) == nil)
        #expect(try event(stop.dwell - uncertainty - tick)?.onTheEdge == false)
    }
}
