import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct SurveyTests {
    /// Twenty minutes: on the left something stands from 100 s to 400 s, on the right from 300 s to
    /// 520 s, which is too short, and again from 560 s to 900 s; others pass.
    fileprivate static let square = PaintedScene(
        BoxScene(
            size: PaintedScene.size,
            resting: [
                PaintedScene.fiveMinutes,
                .init(place(120, 60), since: second(300), end: second(520), level: 60, speed: 60),
                .init(place(118, 58), since: second(560), end: second(900), level: 210, speed: 60),
            ],
            passing: PaintedScene.traffic(until: 1_200)
        )
    )

    private static func place(_ x: Int, _ y: Int) -> Box { Box(x: x, y: y, width: 36, height: 24) }
    private static func second(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

    /// Surveys files by a rule of four minutes.
    @discardableResult
    fileprivate func survey(
        _ recorder: Recorder,
        _ paths: [String],
        _ change: (inout ScanRequest) -> Void = { _ in }
    ) throws -> ScanSummary {
        let request = try recorder.request(paths) { request in
            request.rules = { _ in [DwellRule(limit: .minutes(4))] }
            request.gear = .survey
            change(&request)
        }
        return try ScanJob(planning: request).run(on: recorder.data.open())
    }

    /// What a survey of the whole square finds.
    private static let whole = Result {
        let recorder = try Recorder(square)
        let path = try recorder.file(0, 1_200)
        let summary = try SurveyTests().survey(recorder, [path])
        return (facts: try recorder.facts(), summary: summary)
    }

    @Test func `a survey finds every stop of the limit, to the frame, and no shorter one`() throws {
        let facts = try Self.whole.get().facts
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(100, 400) == true)
        #expect(facts.events.last?.matches(560, 900) == true)
        for event in facts.events { #expect(event.uncertainty <= .seconds(1)) }
    }

    @Test
    func `a queue that stands for 45 s of every 90 s raises nothing, what stands beside does`()
        throws
    {
        let reds = stride(from: 20.0, to: 1_150, by: 90)
        let scene = PaintedScene(
            BoxScene(
                size: PaintedScene.size,
                resting: reds.flatMap { red in
                    [60, 104].map { x in
                        .init(
                            Self.place(x, 16),
                            since: Self.second(red + Double(x) / 20),
                            end: Self.second(red + 45),
                            level: 60,
                            speed: 60
                        )
                    }
                } + [
                    .init(
                        Self.place(30, 70),
                        since: Self.second(300),
                        end: Self.second(600),
                        level: 210,
                        speed: 60
                    )
                ]
            )
        )
        let recorder = try Recorder(scene)
        try survey(recorder, [try recorder.file(0, 1_200)])
        let events = try recorder.facts().events
        #expect(events.count == 1)
        #expect(events.first?.matches(300, 600) == true)
    }

    @Test func `a survey decodes a small part of what every frame costs`() throws {
        let summary = try Self.whole.get().summary
        // 25 looks of the schedule, and the ends of two stops.
        #expect((25...140).contains(summary.decodedCount))
    }

    @Test func `a survey says how far its looks lie apart and what they cannot miss`() throws {
        let facts = try Self.whole.get().facts
        #expect(facts.watched.count == 1)
        #expect(facts.watched.first?.lowerBound == 0)
        #expect(abs((facts.watched.first?.upperBound ?? 0) - 1_200) < 1)
        let span = try #require(facts.coverage.first)
        #expect(span.floor == .minutes(4))
        #expect(try #require(span.longestGap) <= .seconds(60))
    }

    @Test(arguments: [2, 3])
    func `a survey finds the same on any number of threads`(jobs: Int) throws {
        let recorder = try Recorder(Self.square)
        try survey(recorder, [recorder.file(0, 1_200)]) { $0.jobs = jobs }
        try recorder.facts().expectSame(as: Self.whole.get().facts)
    }

    @Test func `a stop that goes on in the next file is found from its begin to its end`() throws {
        let recorder = try Recorder(Self.square)
        try survey(recorder, [recorder.file(0, 200), recorder.file(200, 1_200)])
        let events = try recorder.facts().events
        #expect(events.count == 2)
        #expect(events.first?.matches(100, 400) == true)
    }

    @Test func `what comes to rest at the very end of a file is known to the frame`() throws {
        let scene = PaintedScene(
            BoxScene(
                size: PaintedScene.size,
                resting: [
                    .init(
                        Self.place(30, 40),
                        since: Self.second(299.9),
                        end: Self.second(600),
                        speed: 60
                    )
                ]
            )
        )
        let recorder = try Recorder(scene)
        try survey(recorder, [try recorder.file(0, 300), try recorder.file(300, 800)])
        let event = try #require(try recorder.facts().events.first)
        #expect(event.matches(299.9, 600))
        #expect(event.uncertainty <= .seconds(1))
    }

    @Test func `files that are surveyed one after the other give what they give at once`() throws {
        let once = try Recorder(Self.square)
        let files = [try once.file(0, 500), try once.file(500, 1_200)]
        try survey(once, files)
        let twice = try Recorder(Self.square)
        try survey(twice, [twice.file(0, 500)])
        try survey(twice, [twice.file(500, 1_200)])
        try twice.facts().expectSame(as: once.facts())
    }

    @Test(arguments: ["mkv", "ts", "avi"])
    func `a survey finds its pictures in every container`(ending: String) throws {
        let recorder = try Recorder(Self.square)
        try survey(recorder, [recorder.file(0, 600, as: ending)])
        let events = try recorder.facts().events
        #expect(events.count == 1)
        #expect(events.first?.matches(100, 400) == true)
    }

    @Test func `what stands at the end of the footage is open, and seen up to there`() throws {
        let recorder = try Recorder(Self.square)
        try survey(recorder, [recorder.file(0, 380)])
        let event = try #require(try recorder.facts().events.first)
        #expect(event.state == .open)
        #expect(event.matches(100, nil))
        #expect(event.dwell >= .seconds(270))
    }

    @Test func `what stood there from the first picture on is found, its arrival not seen`()
        throws
    {
        let recorder = try Recorder(Self.square)
        try survey(recorder, [recorder.file(120, 1_200)])
        let event = try #require(try recorder.facts().events.first)
        #expect(!event.arrivalSeen)
        #expect(event.matches(120, 400))
    }

    // MARK: - What answers for what

    @Test func `what every frame told answers for a survey`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 420)
        try recorder.scan(path) { $0.rules = { _ in [DwellRule(limit: .minutes(4))] } }
        let summary = try survey(recorder, [path])
        #expect(summary.cameras.first?.skipped == [path])
        #expect(summary.decodedCount == 0)
        #expect(try recorder.facts().events.count == 1)
    }

    @Test func `a survey does not answer for stops that are shorter than it could see`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 600)
        try survey(recorder, [path])
        let summary = try survey(recorder, [path]) {
            $0.rules = { _ in [DwellRule(limit: .minutes(3))] }
        }
        #expect(summary.cameras.first?.watched == [path])
        #expect(try recorder.facts().events.count == 2)
    }

    @Test func `a survey that shall know shorter stops looks more often`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 600)
        let summary = try survey(recorder, [path]) { $0.shortestStop = .minutes(2) }
        #expect(summary.decodedCount > 25)
        let facts = try recorder.facts()
        #expect(facts.events.count == 1)
        #expect(facts.stops.count == 2)
        #expect(facts.coverage.first?.floor == .minutes(2))
    }

    @Test func `a survey that need not be exact takes fewer pictures and tells its doubt`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 1_200)
        let rough = try survey(recorder, [path]) { $0.precision = .seconds(10) }
        #expect(rough.decodedCount < (try Self.whole.get().summary.decodedCount) * 3 / 4)
        let events = try recorder.facts().events
        #expect(events.count == 2)
        for (event, since) in zip(events, [100.0, 560]) {
            #expect(event.uncertainty <= .seconds(22))
            #expect((since...since + 10).contains(event.sinceSecond))
        }
        // Times that are too rough are told anew, exact ones serve who asks for less.
        #expect(try survey(recorder, [path]).cameras.first?.watched == [path])
        let again = try survey(recorder, [path]) { $0.precision = .seconds(10) }
        #expect(again.cameras.first?.watched == [])
        #expect(try recorder.facts().events.first?.matches(100, 400) == true)
    }

    // MARK: - Footage that cannot be surveyed

    @Test func `a file with one keyframe is watched frame by frame, and that is told`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 420) { $0.keyframeInterval = 10_000 }
        let summary = try survey(recorder, [path])
        #expect(try recorder.facts().events.first?.matches(100, 400) == true)
        #expect(
            summary.allProblems.map(\.description) == [
                "\(path): its keyframes lie up to 2 min apart, and 1 min is the most that stops "
                    + "of 4 min bear; it was watched frame by frame."
            ]
        )
        #expect(!summary.isPartial)
    }

    @Test func `keyframes that lie farther apart than a stop bears are no survey`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 420) { $0.keyframeInterval = 350 }
        let summary = try survey(recorder, [path])
        #expect(try recorder.facts().events.first?.matches(100, 400) == true)
        #expect(
            summary.allProblems.map(\.description) == [
                "\(path): its keyframes lie up to 1 min 10 s apart, and 1 min is the most that "
                    + "stops of 4 min bear; it was watched frame by frame."
            ]
        )
    }
}

extension SurveyTests {
    // MARK: - What could not be seen

    @Test func `a file that breaks off is told, and what stood is seen up to there`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 600) { $0.isFastStart = true }
        let name = URL(filePath: path).lastPathComponent
        let bytes = try recorder.files.bytes(of: name)
        _ = try recorder.files.write(bytes.prefix(bytes.count * 6 / 10), to: name)
        let summary = try survey(recorder, [path])
        #expect(summary.isPartial)
        let problem = try #require(summary.allProblems.first?.description)
        #expect(problem.hasPrefix("\(path) is damaged from 00:0"))
        #expect(problem.hasSuffix("to 00:10:00.000: nothing was seen there."))
        let event = try #require(try recorder.facts().events.first)
        #expect(event.state == .open)
        #expect(event.matches(100, nil))
    }

    @Test func `a stop is not told across a hole that the rule does not bear`() throws {
        let recorder = try Recorder(Self.square)
        let path = try recorder.file(0, 600, as: "ts")
        let name = URL(filePath: path).lastPathComponent
        var bytes = try recorder.files.bytes(of: name)
        // From about 180 s to 300 s; the stop is from 100 s to 400 s.
        for index in bytes.count * 3 / 10..<bytes.count / 2 { bytes[index] = 0x55 }
        _ = try recorder.files.write(bytes, to: name)
        let summary = try survey(recorder, [path])
        #expect(summary.isPartial)
        let facts = try recorder.facts()
        #expect(facts.events.isEmpty)
        let hole = try #require(facts.damaged.first)
        #expect(facts.damaged.count == 1)
        #expect(hole.upperBound - hole.lowerBound > 60)
    }
}
