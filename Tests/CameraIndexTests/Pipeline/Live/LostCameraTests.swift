import CameraIndex
import Foundation
import Testing

@Suite(.timeLimit(.minutes(20)))
struct LostCameraTests {
    @Test func `a camera that hangs does not keep a job from ending`() async throws {
        let server = try LiveServer(.silence)
        let cameraman = LiveCameraman(recorder: try Recorder(.empty))
        let job = try cameraman.job([try source(server.port)], clock: SystemClock()) {
            $0.limits.connect = .minutes(30)
            $0.limits.read = .minutes(30)
        }
        let end = await stopping(job) { await server.firstConnection() }
        // Two, where the machine has nothing else to do.
        #expect(end < .seconds(30))
        #expect(cameraman.news.losses(of: "gate-2") == [])
    }

    @Test func `a camera that refuses is tried again and again, and hurts no other`() async throws {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        let file = try recorder.file(0, 350)
        let start = UTCTime(microseconds: Recorder.start)
        // The clock passes with the waiting of both.
        let job = try cameraman.job(
            [try source(1), .file(path: file)],
            clock: SimulatedClock(at: start)
        ) { $0.mostWaiting = .max }
        let news = cameraman.news
        _ = await stopping(job) {
            await news.wait {
                news.losses(of: "gate-2").count >= 5 && news.of("gate-3").contains(where: \.isEnd)
            }
        }
        let losses = cameraman.news.losses(of: "gate-2")
        #expect(losses.allSatisfy { $0 == .refused })
        #expect(cameraman.news.losses(of: "gate-3") == [])
        #expect(try recorder.facts(of: "gate-3").watched.isEmpty == false)
        #expect(try recorder.facts(of: "gate-2").watched == [])
        let offline = try recorder.data.open().openHealthEvents(of: "gate-2")
        #expect(offline.map(\.kind) == [.offline])
        #expect(offline.map(\.detail) == ["connection refused"])
    }

    @Test func `a camera is watched by one program at a time`() throws {
        let recorder = try Recorder(.empty)
        let file = try recorder.file(0, 20)
        let cameraman = LiveCameraman(recorder: recorder)
        let first = try cameraman.job([.file(path: file)], clock: SystemClock())
        #expect {
            _ = try cameraman.job([.file(path: file)], clock: SystemClock())
        } throws: { error in
            if case .cameraHeld = error as? IndexError { true } else { false }
        }
        // Its leases last as long as it does.
        first.stop()
    }

    private func source(_ port: Int) throws -> CameraSource {
        .stream(
            try StreamAddress(
                "http://127.0.0.1:\(port)/stream",
                secrets: StreamSecrets(environment: [:])
            )
        )
    }

    /// Runs a job until something has happened; gives how long it took to stop.
    private func stopping(
        _ job: WatchJob,
        once something: () async -> Void
    ) async -> Duration {
        async let end = ended(job)
        await something()
        let begin = ContinuousClock.now
        job.stop()
        return await end - begin
    }

    /// When a job has ended that runs on a thread of its own.
    private func ended(_ job: WatchJob) async -> ContinuousClock.Instant {
        await withCheckedContinuation { continuation in
            Thread {
                job.run()
                continuation.resume(returning: ContinuousClock.now)
            }.start()
        }
    }
}

extension CameraNews {
    /// Whether the stream has ended.
    fileprivate var isEnd: Bool {
        if case .ended = self { true } else { false }
    }
}
