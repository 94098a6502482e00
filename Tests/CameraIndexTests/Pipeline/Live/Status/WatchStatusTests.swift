import CameraIndex
import Foundation
import Testing

@Suite(.timeLimit(.minutes(20)))
struct WatchStatusTests {
    @Test func `a camera tells what was done for it`() throws {
        let recorder = try Recorder(.longStay)
        let camera = try status(after: recorder.file(0, 350), of: recorder)
        #expect(camera.id == "gate-2")
        #expect(camera.source.hasSuffix(".mp4"))
        #expect(camera.picture?.codec == "mpeg4")
        #expect(camera.picture?.width == PaintedScene.size.width)
        #expect(camera.gear == "keyframes")
        #expect(camera.gapSeconds == 2)
        #expect(camera.longestGapSeconds == 2)
        #expect((4.13...4.14).contains(camera.boundSeconds))
        #expect(!camera.isPastBound)
        #expect(camera.counts.keyframes == 175)
        #expect(camera.counts.looked == 175)
        #expect(camera.counts.packets > camera.counts.keyframes)
        #expect(camera.counts.bytes > camera.counts.packets)
        #expect(camera.counts.passedOver == 0)
        #expect(camera.counts.undecodable == 0)
        #expect(camera.counts.connections == 1)
        #expect(camera.watchingProcessorSeconds > 0)
        #expect(camera.receivingProcessorSeconds > 0)
        // A file tells nothing of a camera's clock.
        #expect(camera.clockOffset == nil)
        #expect(camera.restingCount == 0)
        #expect(camera.openEventCount == 0)
        #expect(camera.conditions == [])
    }

    @Test func `what is wrong with its pictures is told while it is so`() throws {
        let scene = PaintedScene(PaintedScene.longStay.scene, black: 750..<1_250)
        let recorder = try Recorder(scene)
        #expect(try status(after: recorder.file(0, 200), of: recorder).conditions == ["black"])
    }

    @Test func `what stands and the event of it are counted while they go on`() throws {
        let recorder = try Recorder(.longStay)
        let camera = try status(after: recorder.file(0, 200), of: recorder)
        #expect(camera.restingCount == 1)
        #expect(camera.openEventCount == 1)
    }

    @Test func `a stream that ended is lost, with the reason`() throws {
        let recorder = try Recorder(.empty)
        let camera = try status(after: recorder.file(0, 20), of: recorder)
        #expect(camera.state == .lost)
        #expect(camera.reason == "the other side ended the stream")
        #expect(camera.counts.losses == 1)
    }

    @Test func `keyframes that lie too far apart for a rule are past its bound`() throws {
        let recorder = try Recorder(.empty)
        let file = try recorder.file(0, 40)
        let camera = try status(after: file, of: recorder, limit: .seconds(30), by: .keyframes)
        #expect(camera.gapSeconds == 2)
        #expect((1.03...1.04).contains(camera.boundSeconds))
        #expect(camera.isPastBound)
    }

    @Test func `a watch tells how far it has come`() throws {
        let recorder = try Recorder(.empty)
        let cameraman = LiveCameraman(recorder: recorder)
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let file = try recorder.file(0, 20)
        let job = try cameraman.job([.file(path: file), .file(path: file)], clock: clock) {
            $0.isOnce = true
        }
        let before = job.status
        #expect(before.phase == .preparing)
        #expect(before.at == "2026-01-01T00:00:00.000+00:00")
        #expect(before.uptimeSeconds == 0)
        #expect(before.pool.threads == 2)
        #expect(before.pool.waitingCameras == 0)
        #expect(before.pool.longestWaitSeconds == 0)
        #expect(before.counts == [.connecting: 2])
        #expect(before.cameras.map(\.id) == ["gate-2", "gate-3"])
        clock.step(by: .minutes(60))
        job.run()
        let after = job.status
        #expect(after.phase == .stopping)
        #expect(after.uptimeSeconds >= 19)
        #expect(after.hostClock.stepSeconds == 3_600)
        #expect(after.counts == [.lost: 2])
    }

    @Test func `a camera that refuses is lost, and nothing of it is known`() async throws {
        let cameraman = LiveCameraman(recorder: try Recorder(.empty))
        let address = try StreamAddress(
            "http://user:${CAMERA_PASSWORD}@127.0.0.1:1/",
            secrets: StreamSecrets(environment: ["CAMERA_PASSWORD": "geheim"])
        )
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let job = try cameraman.job([.stream(address)], clock: clock)
        Thread { job.run() }.start()
        await cameraman.news.wait { cameraman.news.losses(of: "gate-2").count >= 2 }
        let status = job.status
        job.stop()
        let camera = try #require(status.cameras.first)
        #expect(camera.state == .lost)
        #expect(camera.reason?.contains("127.0.0.1:1") == true)
        #expect(camera.counts.losses >= 2)
        #expect(camera.counts.connections == 0)
        #expect(camera.packetAgeSeconds == nil)
        #expect(camera.lagSeconds == nil)
        #expect(camera.gapSeconds == nil)
        #expect(camera.source.contains("${CAMERA_PASSWORD}"))
        let json = String(decoding: try JSONEncoder().encode(status), as: UTF8.self)
        #expect(!json.contains("geheim"))
    }

    @Test func `a status is the same after a way through JSON`() throws {
        let recorder = try Recorder(.empty)
        let cameraman = LiveCameraman(recorder: recorder)
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let job = try cameraman.job([.file(path: recorder.file(0, 20))], clock: clock) {
            $0.isOnce = true
        }
        job.run()
        let status = job.status
        let bytes = try JSONEncoder().encode(status)
        #expect(try JSONDecoder().decode(WatchStatus.self, from: bytes) == status)
    }

    /// How the camera of a file was when all of it had been watched.
    private func status(
        after path: String,
        of recorder: Recorder,
        limit: MediaDuration = .seconds(120),
        by gear: LiveGearChoice = .automatic
    ) throws -> CameraStatus {
        var cameraman = LiveCameraman(recorder: recorder)
        cameraman.limit = limit
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let job = try cameraman.job([.file(path: path)], clock: clock) {
            $0.isOnce = true
            $0.mostWaiting = .max
            $0.cameras[0].gear = gear
        }
        job.run()
        return try #require(job.status.cameras.first)
    }
}
