import CameraIndex
import SyntheticScene
import Testing

/// Streams that show one picture again and again; keyframes come every 2 s.
struct FrozenStreamTests {
    private static let size = PaintedScene.size

    /// On the left something stands from 30 s to 70 s; the stream is frozen for some seconds.
    private static func street(frozen: Range<Int>) -> PaintedScene {
        PaintedScene(
            PaintedScene.street.scene,
            frozen: frozen.lowerBound * 5..<frozen.upperBound * 5
        )
    }

    /// The stretches in which the stream was frozen, as seconds of the scene.
    private func frozen(_ facts: KnownFacts) -> [ClosedRange<Double>] {
        facts.coverage.filter { $0.state == .frozen }.map {
            ($0.range.start - Recorder.moment(0))
                .seconds...($0.range.end - Recorder.moment(0))
                .seconds
        }
    }

    @Test func `a frozen stretch was not watched, and the scan says so`() throws {
        let recorder = try Recorder(Self.street(frozen: 50..<80))
        let file = try recorder.file(0, 110)
        let summary = try recorder.scan(file)
        let stretch = try #require(try frozen(recorder.facts()).first)
        #expect((48...50.2).contains(stretch.lowerBound))
        #expect((79.8...80.2).contains(stretch.upperBound))
        #expect(summary.isPartial)
        #expect(
            summary.allProblems.map(\.description) == [
                "\(file) shows one picture from \(MediaTime(seconds: stretch.lowerBound).text) to "
                    + "\(MediaTime(seconds: stretch.upperBound).text): the stream was frozen, and "
                    + "nothing was seen there. See to the camera or its recorder."
            ]
        )
        #expect(try recorder.facts().watched.count == 2)
    }

    @Test func `what stands when the stream freezes was seen until then`() throws {
        let recorder = try Recorder(Self.street(frozen: 50..<80))
        try recorder.scan(recorder.file(0, 110))
        let facts = try recorder.facts()
        let event = try #require(facts.events.first)
        #expect(facts.events.map { $0.sinceSecond.rounded() } == [30, 84])
        // It left at 70 s, while nobody saw it.
        #expect((17.5...20.2).contains(event.dwell.seconds))
    }

    @Test func `what still stands behind the frozen stretch goes on, with a gap`() throws {
        let scene = PaintedScene(PaintedScene.longStay.scene, frozen: 200..<300)
        let recorder = try Recorder(scene)
        try recorder.scan(recorder.file(0, 110)) {
            $0.rules = { _ in
                var rule = DwellRule(limit: .seconds(10))
                rule.grace = .seconds(60)
                return [rule]
            }
        }
        let stop = try #require(try recorder.facts().stops.first)
        #expect(stop.gaps.count == 1)
        // As nothing moves when it goes on, some seconds pass before that is believed.
        #expect((19.5...33).contains(stop.gaps.first?.duration.seconds ?? 0))
        #expect(try recorder.facts().events.first?.matches(30, nil) == true)
    }

    @Test func `what drove when the stream froze did not stop`() throws {
        let passing = [10.0, 34, 49, 90].map { start in
            BoxScene.Passing(
                Box(x: -36, y: 40, width: 36, height: 24),
                start: MediaTime(seconds: start),
                speedX: 60
            )
        }
        let scene = BoxScene(size: Self.size, passing: passing)
        let recorder = try Recorder(PaintedScene(scene, frozen: 255..<450))
        try recorder.scan(recorder.file(0, 110))
        let facts = try recorder.facts()
        #expect(facts.stops == [])
        #expect(frozen(facts).count == 1)
    }

    @Test(arguments: [45, 53, 58, 66, 79])
    func `a scan of a frozen stream that was stopped finds what one scan finds`(
        at: Double
    ) throws {
        let whole = try Recorder(Self.street(frozen: 50..<80))
        try whole.scan(whole.file(0, 60), whole.file(60, 110))
        let recorder = try Recorder(Self.street(frozen: 50..<80))
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[0], files[1], stopAt: at)
        try recorder.scan(files[0], files[1])
        try recorder.facts().expectSame(as: whole.facts())
    }

    @Test func `a stream may be frozen until the footage ends`() throws {
        let recorder = try Recorder(Self.street(frozen: 75..<200))
        try recorder.scan(recorder.file(0, 60), recorder.file(60, 110))
        let facts = try recorder.facts()
        let stretch = try #require(frozen(facts).first)
        #expect((73...75.2).contains(stretch.lowerBound))
        #expect(stretch.upperBound == 110)
        #expect(facts.watched.map(\.upperBound).max() == stretch.lowerBound)
    }

    @Test(arguments: [0, 3, 5])
    func `a scene in which nothing moves is not frozen, nor is a short repeat`(
        seconds: Int
    ) throws {
        let empty = PaintedScene(PaintedScene.empty.scene, frozen: 200..<200 + seconds * 5)
        let recorder = try Recorder(empty)
        let summary = try recorder.scan(recorder.file(0, 80))
        #expect(try frozen(recorder.facts()) == [])
        #expect(!summary.isPartial)
    }
}
