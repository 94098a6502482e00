import CameraIndex
import SyntheticScene
import Testing

struct LoopedCameraTests {
    @Test func `a loop goes on without a break`() throws {
        let (recorder, loop) = try looped()
        try watch([.loop(loop, phase: .zero)], for: 100, recorder)
        let facts = try recorder.facts()
        #expect(facts.watched.count == 1)
        #expect(facts.watched.first.map { $0.lowerBound == 0 && $0.upperBound >= 96 } == true)
        #expect(facts.coverage.map(\.longestGap) == [.seconds(2)])
    }

    @Test func `a loop that begins in the middle of a group is watched from the next keyframe on`()
        throws
    {
        let (recorder, loop) = try looped()
        try watch([.loop(loop, phase: .seconds(0.6))], for: 40, recorder)
        let begin = try #require(try recorder.facts().watched.first?.lowerBound)
        #expect(begin >= 1 && begin <= 2)
    }

    @Test func `its first groups alone are sent where so many are asked for`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 10)
        #expect(try StreamLoop(path: file, groups: 2).length == .seconds(4))
        #expect(try StreamLoop(path: file).length == .seconds(10))
        let one = try StreamLoop(path: file, groups: 1)
        #expect(one.packetsPerSecond == Double(PaintedScene.framesPerSecond))
    }

    @Test func `cameras can share a loop`() throws {
        let (recorder, loop) = try looped()
        let cameraman = try watch(
            (0..<3).map { .loop(loop, phase: .seconds(Double($0))) },
            for: 30,
            recorder
        )
        let index = try recorder.data.open()
        let names = ["gate-2", "gate-3", "gate-4"]
        #expect(names.flatMap { cameraman.news.losses(of: $0) } == [])
        // The simulated clock may run ahead of those that begin last.
        let watched = try names.filter {
            try index.checkpoint(camera: $0, timeline: .utc) != nil
        }
        #expect(!watched.isEmpty)
    }

    @Test func `when time is up at once, nothing is written and nothing harmed`() throws {
        let (recorder, loop) = try looped()
        try watch([.loop(loop, phase: .zero)], for: 100, recorder, farewell: .zero)
        let index = try recorder.data.open()
        let reached = try index.checkpoint(camera: "gate-2", timeline: .utc)?.reached
        #expect(reached.map { $0 < Recorder.moment(96) } ?? true)
        try watch([.loop(loop, phase: .zero)], for: 10, recorder, from: 120)
        #expect(try recorder.facts().watched.last?.lowerBound == 120)
    }

    /// Twenty seconds in which something arrives: what never changes is a frozen stream.
    private func looped() throws -> (Recorder, StreamLoop) {
        let recorder = try Recorder(.longStay)
        return (recorder, try StreamLoop(path: recorder.file(20, 40)))
    }

    @discardableResult
    private func watch(
        _ sources: [CameraSource],
        for seconds: Double,
        _ recorder: Recorder,
        from begin: Double = 0,
        farewell: MediaDuration = .minutes(1_000_000)
    ) throws -> LiveCameraman {
        let clock = SimulatedClock(
            at: UTCTime(microseconds: Recorder.moment(begin).microseconds)
        )
        let cameraman = LiveCameraman(recorder: recorder)
        let job = try cameraman.job(sources, clock: clock) {
            $0.mostWaiting = .max
            $0.farewell = farewell
        }
        clock.at(MediaTime(seconds: seconds)) { job.stop() }
        job.run()
        return cameraman
    }
}
