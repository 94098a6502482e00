import CameraIndex
import Testing

struct EvaluationBarsTests {
    private var totals: EvaluationTotals {
        var found = FoundStops()
        found.add(100.3, 400)
        found.add(1_500, 1_800)
        return EvaluationTotals([found.judged(by: [.at(100, 400), .at(600, 900)])])
    }

    @Test func `without bars everything passes`() {
        #expect(EvaluationBars().shortfalls(of: totals) == [])
        #expect(EvaluationBars().shortfalls(of: EvaluationTotals([])) == [])
    }

    @Test func `each bar that is not reached is told`() {
        var bars = EvaluationBars()
        bars.recall = 0.9
        bars.precision = 0.9
        bars.timeError = .seconds(0.2)
        bars.insideShare = 0.95
        bars.uncertainty = .seconds(0.1)
        bars.falseEventsPerCameraDay = 0.1
        #expect(
            bars.shortfalls(of: totals) == [
                "recall is 50.0 %, below 90.0 %",
                "precision is 50.0 %, below 90.0 %",
                "the error of since (p95) is 0.30 s, above 0.20 s",
                "the share of ends inside their uncertainty is 50.0 %, below 95.0 %",
                "the stated uncertainty (max) is 0.20 s, above 0.10 s",
                "false events a camera-day are 43.20, above 0.10",
            ]
        )
    }

    @Test func `a bar that is just reached is passed`() {
        var bars = EvaluationBars()
        bars.recall = 0.5
        bars.precision = 0.5
        bars.timeError = .seconds(0.3)
        bars.uncertainty = .seconds(0.2)
        bars.falseEventsPerCameraDay = 43.2
        #expect(bars.shortfalls(of: totals) == [])
    }

    @Test func `a measure that nothing tells does not pass its bar`() {
        var bars = EvaluationBars()
        bars.recall = 0.5
        bars.precision = 0.5
        bars.timeError = .seconds(1)
        bars.falseEventsPerCameraDay = 1
        #expect(
            bars.shortfalls(of: EvaluationTotals([])) == [
                "recall cannot be told: no stop had to be found",
                "the error of since (p95) cannot be told: no such moment is known exactly",
                "the error of endedAt (p95) cannot be told: no such moment is known exactly",
                "false events a camera-day cannot be told: nothing was watched",
            ]
        )
    }
}
