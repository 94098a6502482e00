import CameraIndex
import SyntheticScene
import Testing

/// Streams that show one picture again and again, surveyed by a rule of four minutes.
struct FrozenSurveyTests {
    /// On the left something stands from 100 s to 400 s; frozen is the stream, all in seconds.
    private static func square(frozen: Range<Int>) -> PaintedScene {
        PaintedScene(
            BoxScene(size: PaintedScene.size, resting: [PaintedScene.fiveMinutes]),
            frozen: frozen.lowerBound * 5..<frozen.upperBound * 5
        )
    }

    private func survey(_ recorder: Recorder, _ paths: [String]) throws -> ScanSummary {
        let request = try recorder.request(paths) { request in
            request.rules = { _ in [DwellRule(limit: .minutes(4))] }
            request.gear = .survey
        }
        return try ScanJob(planning: request).run(on: recorder.data.open())
    }

    /// The stretches of a state, as seconds of the scene.
    private func stretches(
        _ state: CoverageSpan.State,
        _ recorder: Recorder
    ) throws -> [ClosedRange<Double>] {
        try recorder.facts().coverage.filter { $0.state == state }.map {
            ($0.range.start - Recorder.moment(0))
                .seconds...($0.range.end - Recorder.moment(0))
                .seconds
        }
    }

    @Test func `a stretch of one picture was not watched, and the survey says so`() throws {
        let recorder = try Recorder(Self.square(frozen: 600..<900))
        let summary = try survey(recorder, [recorder.file(0, 1_200)])
        let frozen = try stretches(.frozen, recorder)
        let start = try #require(frozen.first).lowerBound
        let end = try #require(frozen.last).upperBound
        // A look lies up to 57 s before the first that is seen again; as nothing moves when it goes
        // on, two looks pass before that is believed.
        #expect((543...657).contains(start))
        #expect((900...1_071).contains(end))
        #expect(try stretches(.watched, recorder).allSatisfy { !$0.contains(750) })
        #expect(summary.isPartial)
        #expect(summary.allProblems.contains { $0.description.contains("the stream was frozen") })
        #expect(try recorder.facts().events.first?.matches(100, 400) == true)
    }

    @Test func `what stands in the one picture does not stand for as long as it is shown`() throws {
        let recorder = try Recorder(Self.square(frozen: 150..<900))
        _ = try survey(recorder, [recorder.file(0, 1_200)])
        #expect(try recorder.facts().events == [])
    }

    @Test func `a survey in two scans finds the same frozen stretch`() throws {
        let whole = try Recorder(Self.square(frozen: 500..<900))
        _ = try survey(whole, [whole.file(0, 700), whole.file(700, 1_200)])
        let parts = try Recorder(Self.square(frozen: 500..<900))
        let files = [try parts.file(0, 700), try parts.file(700, 1_200)]
        for file in files { _ = try survey(parts, [file]) }
        #expect(try stretches(.frozen, parts) == stretches(.frozen, whole))
        #expect(try stretches(.frozen, whole).isEmpty == false)
    }

    @Test func `a scene in which nothing moves is not frozen`() throws {
        let recorder = try Recorder(Self.square(frozen: 0..<0))
        let summary = try survey(recorder, [recorder.file(0, 1_200)])
        #expect(try stretches(.frozen, recorder) == [])
        #expect(!summary.isPartial)
    }
}
