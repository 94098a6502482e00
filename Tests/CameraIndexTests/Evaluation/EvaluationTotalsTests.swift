import CameraIndex
import Testing

struct EvaluationTotalsTests {
    @Test func `a spread is of lengths that occurred`() {
        let lengths = (1...20).map { MediaDuration.seconds(Double($0) * ($0 % 2 == 0 ? 1 : -1)) }
        let spread = Spread(lengths)
        #expect(spread?.median == .seconds(10))
        #expect(spread?.p95 == .seconds(19))
        #expect(spread?.max == .seconds(20))
        #expect(Spread([]) == nil)
        #expect(Spread([.seconds(-3)])?.p95 == .seconds(3))
    }

    @Test func `the stated uncertainty is judged at each end that is known`() {
        var found = FoundStops()
        found.add(100.05, 400.3)
        let totals = EvaluationTotals([found.judged(by: [.at(100, 400)])])
        #expect(totals.judgedEnds == 2)
        #expect(totals.insideUncertainty == 1)
        #expect(totals.insideShare == 0.5)
        #expect(totals.uncertainty?.max == .seconds(0.2))
    }

    @Test func `stops within three times their uncertainty are counted on both sides`() {
        var found = FoundStops()
        found.add(100, 340.5)
        found.add(400, 639.5)
        found.add(700, 1_000)
        let clip = found.judged(by: [.at(100, 340.5), .at(400, 639.5), .at(700, 1_000)])
        let totals = EvaluationTotals([clip])
        #expect(totals.closeAbove == 1)
        #expect(totals.closeBelow == 1)
        #expect(totals.expected == 2)
    }

    @Test func `false events are told by the camera-day`() {
        var found = FoundStops()
        found.add(100, 400)
        let clip = found.judged(by: [])
        #expect(EvaluationTotals([clip, clip]).falseEventsPerCameraDay == 43.2)
        #expect(EvaluationTotals([]).falseEventsPerCameraDay == nil)
    }

    @Test func `errors in time are those of clips whose truth is exact`() {
        var found = FoundStops()
        found.add(101, 401)
        let clip = found.judged(by: [.at(100, 400)]) { $0.tolerance = .seconds(1) }
        let totals = EvaluationTotals([clip])
        #expect(totals.since == nil)
        #expect(totals.judgedEnds == 0)
        #expect(totals.recall == 1)
    }
}
