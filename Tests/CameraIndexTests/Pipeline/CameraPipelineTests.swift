import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct CameraPipelineTests {
    private let recorder: Recorder

    init() throws {
        recorder = try Recorder()
    }

    /// Runs the pictures of a file through a pipeline; `change` may move or drop their times.
    private func facts(
        _ path: String,
        _ pipeline: inout CameraPipeline,
        change: (MediaTime) -> MediaTime? = { $0 }
    ) throws -> LearnedFacts {
        var reader = try VideoReader(path: path)
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading, let time = change(frame.time) else { continue }
            try pipeline.step(frame, at: time)
        }
        return pipeline.takeFacts(isFinal: true)
    }

    private func pipeline(period: Double = 0.16) -> CameraPipeline {
        CameraPipeline(
            parameters: DetectorParameters(floor: .seconds(10), samplePeriod: .seconds(period)),
            frameInterval: .seconds(0.2)
        )
    }

    private func range(_ start: Double, _ end: Double) -> MediaRange {
        MediaRange(MediaTime(seconds: start), MediaTime(seconds: end))
    }

    @Test(arguments: [(0.16, 100), (0.2, 100), (0.3, 66), (1.0, 20), (5.0, 4)])
    func `one picture in each period is looked at`(period: Double, count: Int) throws {
        var pipeline = pipeline(period: period)
        _ = try facts(recorder.file(0, 20), &pipeline)
        #expect(abs(pipeline.sampleCount - count) <= 1)
        #expect(pipeline.reached == MediaTime(seconds: 19.8))
    }

    @Test func `a slow stream is not looked at in bursts`() throws {
        var pipeline = pipeline(period: 1)
        // A picture every two seconds, then five a second again.
        _ = try facts(recorder.file(0, 20), &pipeline) { time in
            time.seconds >= 10 || time.microseconds % 2_000_000 == 0 ? time : nil
        }
        #expect((15...16).contains(pipeline.sampleCount))
    }

    @Test func `pictures that do not come later are passed over`() throws {
        let path = try recorder.file(0, 20)
        var once = pipeline()
        let first = try facts(path, &once)
        var twice = pipeline()
        var reader = try VideoReader(path: path)
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            try twice.step(frame, at: frame.time)
            try twice.step(frame, at: frame.time)
            try twice.step(frame, at: frame.time - .seconds(5))
        }
        #expect(twice.sampleCount == once.sampleCount)
        #expect(twice.takeFacts(isFinal: true).coverage == first.coverage)
    }

    @Test func `what was watched is told, with its longest gap and its floor`() throws {
        var pipeline = pipeline()
        let facts = try facts(recorder.file(0, 20), &pipeline)
        #expect(
            facts.coverage
                == [.watched(range(0, 19.8), longestGap: .seconds(0.5), floor: .seconds(10))]
        )
    }

    @Test func `a longer gap raises the floor, and one too long is not watched`() throws {
        var pipeline = pipeline()
        // 2.4 s without a picture, then 5 s.
        let facts = try facts(recorder.file(0, 30), &pipeline) { time in
            (5.0..<7.2).contains(time.seconds) || (15.0..<19.8).contains(time.seconds) ? nil : time
        }
        #expect(
            facts.coverage == [
                .watched(range(0, 14.8), longestGap: .seconds(2.5), floor: .seconds(10)),
                .watched(range(19.8, 29.8), longestGap: .seconds(0.5), floor: .seconds(10)),
            ]
        )
    }

    @Test func `footage of few pictures is watched with a higher floor`() throws {
        var slow = CameraPipeline(
            parameters: DetectorParameters(floor: .seconds(10)),
            frameInterval: .seconds(4)
        )
        let facts = try facts(recorder.file(0, 80), &slow) { time in
            time.microseconds % 4_000_000 == 0 ? time : nil
        }
        #expect(
            facts.coverage
                == [.watched(range(0, 76), longestGap: .seconds(4), floor: .seconds(16))]
        )
    }

    @Test func `damage is a hole between what was watched`() throws {
        var pipeline = pipeline()
        var reader = try VideoReader(path: recorder.file(0, 20))
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            if frame.time == MediaTime(seconds: 12) { pipeline.noteDamage(range(9.8, 12)) }
            if !(10.0..<12).contains(frame.time.seconds) {
                try pipeline.step(frame, at: frame.time)
            }
        }
        pipeline.noteEnd(at: MediaTime(seconds: 20))
        let facts = pipeline.takeFacts(isFinal: true)
        #expect(facts.coverage.map(\.range) == [range(0, 9.8), range(9.8, 12), range(12, 20)])
        #expect(facts.coverage.map(\.state) == [.watched, .damaged, .watched])
    }

    @Test func `what is watched behind pictures of nothing known is told`() throws {
        let other = try Recorder(PaintedScene(BoxScene(size: PaintedScene.size, seed: 77)))
        let strange = try other.file(0, 2)
        var pipeline = pipeline()
        var reader = try VideoReader(path: recorder.file(0, 40))
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            guard frame.time == MediaTime(seconds: 25) else {
                if !(25.0..<27).contains(frame.time.seconds) {
                    try pipeline.step(frame, at: frame.time)
                }
                continue
            }
            var view = try VideoReader(path: strange)
            while let reading = try view.next() {
                guard case .frame(let frame) = reading else { continue }
                try pipeline.step(frame, at: MediaTime(seconds: 25) + (frame.time - .zero))
            }
        }
        let facts = pipeline.takeFacts(isFinal: true)
        #expect(facts.coverage.map(\.state) == [.watched, .unreadable, .watched])
        #expect(facts.coverage.first?.range.start == .zero)
        #expect(facts.coverage.last?.range.end == MediaTime(seconds: 39.8))
        #expect(abs(facts.coverage[1].range.duration.seconds - 2) < 0.5)
    }

    @Test func `a pipeline that is restored goes on as if nothing had happened`() throws {
        let path = try recorder.file(0, 110)
        var whole = pipeline()
        let expected = try facts(path, &whole)
        var first = pipeline()
        var stops: [Stop] = []
        var reader = try VideoReader(path: path)
        var state: [UInt8]?
        while state == nil, let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            try first.step(frame, at: frame.time)
            if frame.time == MediaTime(seconds: 75) {
                stops = first.takeFacts(isFinal: false).stops
                state = first.archivedState()
            }
        }
        var second = pipeline()
        let archived = try #require(state)
        try second.restore(archived)
        #expect(second.reached == MediaTime(seconds: 75))
        stops += try facts(path, &second).stops
        #expect(stops == expected.stops)
    }

    @Test func `a pipeline that saw nothing has no state, and refuses a foreign one`() throws {
        var pipeline = pipeline()
        let nothing = pipeline.archivedState()
        #expect(nothing == nil)
        _ = try facts(recorder.file(0, 5), &pipeline)
        let archived = pipeline.archivedState()
        let state = try #require(archived)
        var finer = CameraPipeline(
            parameters: DetectorParameters(floor: .seconds(5)),
            frameInterval: nil
        )
        let isForeign = isThrown(DetectionError.foreignState) {
            () throws(DetectionError) in try finer.restore(state)
        }
        #expect(isForeign)
        let isDamaged = isThrown(DetectionError.damagedState) {
            () throws(DetectionError) in try finer.restore(Array(state.prefix(20)))
        }
        #expect(isDamaged)
    }

    private func isThrown(
        _ expected: DetectionError,
        _ body: () throws(DetectionError) -> Void
    ) -> Bool {
        do throws(DetectionError) {
            try body()
            return false
        } catch {
            return error == expected
        }
    }
}
