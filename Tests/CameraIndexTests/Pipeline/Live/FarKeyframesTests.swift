import CameraIndex
import Foundation
import SyntheticScene
import Testing

/// Cameras whose keyframes lie too far apart for their rules, as those of smart codecs do.
struct FarKeyframesTests {
    @Test func `a stop is found between keyframes that lie too far apart`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 350) { $0.keyframeInterval = 100 }
        let job = try watch(file, of: recorder)
        let status = try #require(job.status.cameras.first)
        #expect(status.gear == "between")
        #expect(status.gapSeconds == 2)
        #expect(!status.isPastBound)
        #expect(status.counts.undecodable == 0)
        #expect((170...176).contains(status.counts.looked))
        let facts = try recorder.facts()
        let event = try #require(facts.events.first)
        #expect(facts.events.count == 1)
        #expect(event.sinceSecond > 28 && event.sinceSecond < 33)
        #expect(event.endSecond.map { $0 > 326 && $0 < 333 } == true)
        #expect(facts.coverage.map(\.longestGap) == [.seconds(2)])
    }

    @Test func `its evidence is whole, of pictures that are no keyframes`() throws {
        let recorder = try Recorder(.longStay)
        _ = try watch(recorder.file(0, 350) { $0.keyframeInterval = 100 }, of: recorder)
        let found = try recorder.data.open().events(EventQuery(cameras: ["gate-2"])).events
        let event = try #require(found.first)
        #expect(event.evidence == .whole)
        #expect(event.stills.map(\.moment) == [.rest, .midway, .limit])
        for (still, stood) in zip(event.stills, [0.0, 60, 120]) {
            let late = still.at - (event.event.since + .seconds(stood))
            #expect(late >= .zero && late <= .seconds(4))
            let frame = try FootageProbe(path: "\(recorder.data.path)/\(still.framePath)")
            #expect(frame.format.frame == PaintedScene.size)
        }
    }

    @Test func `a stream with one keyframe is watched from there on`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 350) { $0.keyframeInterval = 10_000 }
        _ = try watch(file, of: recorder)
        #expect(try recorder.facts().events.count == 1)
        #expect(try recorder.facts().watched.map(\.lowerBound) == [1])
    }

    @Test func `pictures that others lean on in both directions are decoded too`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 350) {
            $0.codec = "libx264"
            $0.keyframeInterval = 100
            $0.codecOptions = ["bf": "3"]
        }
        let job = try watch(file, of: recorder)
        #expect(job.status.cameras.first?.counts.undecodable == 0)
        #expect(try recorder.facts().events.count == 1)
    }

    @Test func `where that is asked for, keyframes must do and it is told`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 350) { $0.keyframeInterval = 100 }
        let job = try watch(file, of: recorder, by: .keyframes)
        let status = try #require(job.status.cameras.first)
        #expect(status.gear == "keyframes")
        #expect(status.isPastBound)
        #expect(status.counts.looked == 18)
    }

    /// Watches a file as a camera with a limit of 120 s: keyframes may lie 4.1 s apart.
    private func watch(
        _ path: String,
        of recorder: Recorder,
        by gear: LiveGearChoice = .automatic
    ) throws -> WatchJob {
        let start = UTCTime(microseconds: Recorder.start)
        let cameraman = LiveCameraman(recorder: recorder)
        let job = try cameraman.job([.file(path: path)], clock: SimulatedClock(at: start)) {
            $0.isOnce = true
            $0.mostWaiting = .max
            $0.cameras[0].gear = gear
        }
        job.run()
        return job
    }
}
