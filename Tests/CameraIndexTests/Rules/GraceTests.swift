import CameraIndex
import Testing

struct GraceTests {
    private func hidden(_ ranges: MediaRange...) -> Stop {
        StopMaker.stop(0, 600) { $0.hidden = ranges }
    }

    @Test(arguments: [(60.0, [0.0...600]), (60.000_001, [0.0...300, 360.000_001...600])])
    func `what is hidden for a quarter of the limit is borne, and no longer`(
        seconds: Double,
        parts: [ClosedRange<Double>]
    ) {
        let stop = hidden(StopMaker.range(300, 300 + seconds))
        #expect(DwellRule.of240().events(of: [stop]).map(\.seconds) == parts.filter { $0.isLong })
    }

    @Test(arguments: [(20.0, 5.0), (59, 14.75), (60, 30), (100, 30), (160, 40), (240, 60)])
    func `a quarter of the limit is borne, from a minute on what a bus hides at its stop`(
        limit: Double,
        grace: Double
    ) {
        #expect(DwellRule(limit: .seconds(limit)).longestUnseen == .seconds(grace))
    }

    @Test func `the grace of a rule may be another`() {
        let stop = hidden(StopMaker.range(300, 320))
        let strict = DwellRule.of240 { $0.grace = .seconds(19.9) }
        #expect(strict.events(of: [stop]).map(\.seconds) == [0...300, 320...600])
        let patient = DwellRule.of240 { $0.grace = .seconds(20) }
        #expect(patient.events(of: [stop]).map(\.seconds) == [0...600])
    }

    @Test func `a part that is broken off is interrupted, and the next was not seen to come`() {
        let found = DwellRule.of240().events(of: [hidden(StopMaker.range(300, 361))])
        #expect(found.map(\.state) == [.interrupted])
        #expect(found.map(\.arrivalSeen) == [true])
        let later = DwellRule.of240().events(of: [hidden(StopMaker.range(100, 200))])
        #expect(later.map(\.arrivalSeen) == [false])
        #expect(later.map(\.seconds) == [200...600])
    }

    @Test func `time without a sight adds up while nothing is seen`() {
        // Hidden for 40 s, then not watched for 30 s, and not seen in between.
        let joined = StopMaker.stop(0, 600) {
            $0.hidden = [StopMaker.range(300, 340)]
            $0.gaps = [StopMaker.range(340, 370)]
        }
        #expect(DwellRule.of240().events(of: [joined]).map(\.seconds) == [0...300])
        let apart = StopMaker.stop(0, 600) {
            $0.hidden = [StopMaker.range(300, 340)]
            $0.gaps = [StopMaker.range(341, 371)]
        }
        #expect(DwellRule.of240().events(of: [apart]).map(\.seconds) == [0...600])
    }

    @Test func `of an open event only the begin is uncertain`() {
        let open = StopMaker.stop(0, 241.5, ending: nil, uncertainty: 1)
        #expect(DwellRule.of240().events(of: [open]).map(\.onTheEdge) == [false])
        let ended = StopMaker.stop(0, 241.5, uncertainty: 1)
        #expect(DwellRule.of240().events(of: [ended]).map(\.onTheEdge) == [true])
        let exact = StopMaker.stop(0, 240)
        #expect(DwellRule.of240().events(of: [exact]).map(\.onTheEdge) == [false])
    }

    @Test(arguments: [(239.999, 0), (240.0, 1)])
    func `the edge of the limit is exact`(seconds: Double, count: Int) {
        let stop = StopMaker.stop(0, seconds, uncertainty: 0.5)
        let found = DwellRule.of240().events(of: [stop])
        #expect(found.count == count)
        #expect(found.filter(\.onTheEdge).count == count)
    }
}

extension ClosedRange<Double> {
    fileprivate var isLong: Bool { upperBound - lowerBound >= 240 }
}
