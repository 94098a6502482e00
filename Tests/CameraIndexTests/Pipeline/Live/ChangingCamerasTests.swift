import CameraIndex
import Foundation
import Synchronization
import SyntheticScene
import Testing

@Suite(.timeLimit(.minutes(20)))
struct ChangingCamerasTests {
    /// Nobody answers there, so that it passes no time either.
    private let silent: CameraSource
    private let server: LiveServer

    init() throws {
        server = try LiveServer(.silence)
        silent = .stream(
            try StreamAddress(
                "http://127.0.0.1:\(server.port)/stream",
                secrets: StreamSecrets(environment: [:])
            )
        )
    }

    @Test func `what stands before a camera goes on while others come and go`() throws {
        let recorder = try Recorder(.empty)
        let file = try Footage.longStay(in: recorder)
        let watch = try ChangedWatch(recorder, [camera(file), camera(silent, "gate-3")])
        watch.follow([camera(file), camera(silent, "gate-4")], at: 100)
        watch.follow([camera(silent, "gate-3"), camera(file)], at: 200)
        watch.run()
        #expect(watch.changes.map(\.added) == [["gate-4"], ["gate-3"]])
        #expect(watch.changes.map(\.removed) == [["gate-3"], ["gate-4"]])
        #expect(watch.changes.map(\.unchangedCount) == [1, 1])
        #expect(watch.changes.allSatisfy { $0.changed == [] && $0.refused.isEmpty })
        #expect(watch.connections(of: "gate-2") == 1)

        let undisturbed = try Recorder(.empty)
        let other = try ChangedWatch(undisturbed, [camera(Footage.longStay(in: undisturbed))])
        other.run()
        let (facts, known) = (try recorder.facts(), try undisturbed.facts())
        #expect(facts.events.count == 1)
        #expect(facts.events == known.events)
        #expect(facts.stops == known.stops)
        #expect(facts.watched == known.watched)
    }

    @Test func `a shorter limit raises what has stood for so long already`() throws {
        let (facts, watch) = try lateStay(limit: 310, then: 250, at: 480)
        #expect(watch.changes.map(\.changed) == [["gate-2"]])
        let event = try #require(facts.events.first)
        #expect(facts.events.count == 1)
        #expect(event.limit == .seconds(250))
        #expect(event.state == .ended)
        #expect(event.dwell > .seconds(290))
        #expect(watch.connections(of: "gate-2") == 1)
    }

    @Test func `what was raised vanishes when a longer limit has not passed`() throws {
        let (facts, _) = try lateStay(limit: 250, then: 310, at: 480)
        #expect(facts.events == [])
        #expect(facts.stops.count == 1)
    }

    @Test func `what has ended stays as it was judged`() throws {
        let (facts, _) = try lateStay(limit: 250, then: 310, at: 560)
        #expect(facts.events.map(\.state) == [.ended])
    }

    @Test func `rules that are applied meanwhile judge what has ended`() throws {
        let recorder = try Recorder(.empty)
        let file = try recorder.files.write(Footage.lateStay.get(), to: "gate-2_0.mp4")
        let cameras = [camera(.file(path: file), limit: .seconds(250))]
        let index = try recorder.data.open()
        let daemon = try DaemonLease(of: index.directory, holder: .thisProcess("camindexd run"))
        defer { daemon.release() }
        let watch = try ChangedWatch(recorder, cameras)
        let outcomes = Mutex<[Result<RuleApplication.Outcome?, any Error>]>([])
        for moment in [400.0, 560] {
            watch.follow(cameras, at: moment) {
                let rules = [DwellRule(name: "bus-stop", limit: .seconds(100))]
                let application = RuleApplication(camera: "gate-2", rules: rules, timeZone: .gmt)
                let outcome = Result {
                    try Self.wait(until: moment - 20, in: index)
                    return try application.run(on: index)
                }
                outcomes.withLock { $0.append(outcome) }
            }
        }
        watch.run()
        // It stood at 400 s, and is over at 560 s.
        let applied = try outcomes.withLock { $0 }.map { try $0.get() }
        #expect(applied.map { $0?.raised } == [0, 1])
        #expect(applied.map { $0?.vanished } == [0, 1])
        let facts = try recorder.facts()
        #expect(facts.events.map(\.rule) == ["bus-stop"])
        #expect(facts.stops.map(\.ending) == [.left])
    }

    @Test func `what stands is told as before by a rule of another name`() throws {
        let (facts, _) = try lateStay(limit: 250, then: 250, named: "bus-stop", at: 480)
        #expect(facts.events.map(\.rule) == ["bus-stop"])
        #expect(facts.events.map(\.state) == [.ended])
    }

    @Test func `the detector goes on as it was under other rules`() throws {
        let (facts, _) = try lateStay(limit: 310, then: 250, at: 480)
        let undisturbed = try lateStay(limit: 310, then: 310, at: 480).facts
        #expect(facts.stops.count == 1)
        #expect(facts.stops == undisturbed.stops)
        #expect(facts.watched == undisturbed.watched)
    }

    @Test func `what stands goes on when the camera's pictures come from elsewhere`() throws {
        let recorder = try Recorder(.empty)
        let first = try Footage.longStay(in: recorder)
        let second = try Footage.longStay(in: recorder, from: 120)
        let watch = try ChangedWatch(recorder, [camera(first)])
        watch.follow([camera(second)], at: 100)
        watch.run()
        #expect(watch.changes.map(\.changed) == [["gate-2"]])
        #expect(watch.connections(of: "gate-2") == 2)
        let event = try #require(try recorder.facts().events.first)
        #expect(try recorder.facts().events.count == 1)
        #expect(event.sinceSecond > 28 && event.sinceSecond < 33)
        // The second stream is 20 s ahead.
        #expect(event.endSecond.map { $0 > 306 && $0 < 313 } == true)
    }

    @Test func `a camera that is taken away and given back at once is watched on`() throws {
        let recorder = try Recorder(.empty)
        let first = try Footage.longStay(in: recorder)
        let second = try Footage.longStay(in: recorder, from: 120)
        let watch = try ChangedWatch(recorder, [camera(first), camera(silent, "gate-3")])
        watch.follow([camera(silent, "gate-3")], at: 100)
        watch.follow([camera(second), camera(silent, "gate-3")], at: 100)
        watch.run()
        #expect(watch.changes.map(\.removed) == [["gate-2"], []])
        #expect(watch.changes.map(\.added) == [[], ["gate-2"]])
        #expect(try recorder.facts().events.count == 1)
    }

    @Test func `a camera that another program writes is refused, and may be given again`() throws {
        let recorder = try Recorder(.empty)
        let file = try Footage.longStay(in: recorder)
        let lease = try recorder.data.open().lease("gate-3", holder: .thisProcess("a scan"))
        let watch = try ChangedWatch(recorder, [camera(file)])
        let both = [camera(file), camera(silent, "gate-3")]
        watch.follow(both, at: 100)
        watch.follow(both, at: 200) { lease.release() }
        watch.run()
        #expect(watch.changes.map { $0.refused.keys.sorted() } == [["gate-3"], []])
        #expect(watch.changes.map(\.added) == [[], ["gate-3"]])
    }

    @Test func `a camera that is let go of can be written by others`() async throws {
        let recorder = try Recorder(.empty)
        let index = try recorder.data.open()
        let request = WatchRequest(cameras: [camera(silent), camera(silent, "gate-3")])
        let job = try WatchJob(request, on: index) { _, _ in }
        let end = running(job)
        await server.firstConnection()
        #expect(job.follow(WatchRequest(cameras: [camera(silent)])).removed == ["gate-3"])
        while true {
            do {
                try index.lease("gate-3", holder: .thisProcess("a scan")).release()
                break
            } catch {
                await Task.yield()
            }
        }
        #expect(throws: IndexError.self) {
            try index.lease("gate-2", holder: .thisProcess("a scan"))
        }
        // And it is watched again when that is over.
        let change = job.follow(WatchRequest(cameras: [camera(silent), camera(silent, "gate-3")]))
        #expect(change.added == ["gate-3"])
        #expect(change.unchangedCount == 1)
        job.stop()
        for await _ in end {}
        #expect(job.follow(request).isEmpty)
    }

    @Test func `a camera is recorded from when the configuration says so`() throws {
        let recorder = try Recorder(.empty)
        let source = try Footage.longStay(in: recorder)
        let place = RecordingPlace(folder: recorder.data.path + "/recordings", reserve: 0)
        let off = RecordingRequest(to: place, cameras: ["gate-2": RecordingTerms()])
        var on = RecordingRequest(
            to: place,
            cameras: ["gate-2": RecordingTerms(mode: .continuous)]
        )
        let watch = try ChangedWatch(recorder, [camera(source)], recording: off)
        watch.follow([camera(source)], at: 100, recording: on)
        // How long it is kept changes nothing else.
        on.cameras["gate-2"]?.age = .minutes(600)
        watch.follow([camera(source)], at: 200, recording: on)
        watch.run()
        #expect(watch.changes.map(\.changed) == [["gate-2"], []])
        #expect(watch.connections(of: "gate-2") == 2)
        let files = FileManager.default.enumerator(atPath: place.folder)
        let names = (files?.allObjects ?? []).compactMap { $0 as? String }
        #expect(names.contains { $0.hasSuffix(".mp4") })
    }

    @Test func `a job without a camera waits for some`() async throws {
        let recorder = try Recorder(.empty)
        let index = try recorder.data.open()
        let job = try WatchJob(WatchRequest(cameras: []), on: index) { _, _ in }
        #expect(job.follow(WatchRequest(cameras: [camera(silent)])).added == ["gate-2"])
        let end = running(job)
        await server.firstConnection()
        job.stop()
        for await _ in end {}
    }

    /// Runs a job on a thread of its own; what comes back finishes when the job has ended.
    private func running(_ job: WatchJob) -> AsyncStream<Void> {
        let (ends, end) = AsyncStream<Void>.makeStream()
        Thread {
            job.run()
            end.finish()
        }.start()
        return ends
    }

    /// Waits until gate-2 was watched up to a second of the scene.
    private static func wait(until second: Double, in index: EventIndex) throws {
        let moment = Recorder.moment(second)
        while try index.footage(of: "gate-2").allSatisfy({ $0.watchedUntil < moment }) {
            sched_yield()
        }
    }

    private func camera(
        _ source: CameraSource,
        _ id: String = "gate-2",
        limit: MediaDuration = .seconds(120)
    ) -> WatchRequest.Camera {
        .init(id: id, source: source, rules: [DwellRule(limit: limit)])
    }

    /// Watches what stands from 200 s to 500 s by one limit, then by another.
    private func lateStay(
        limit: Double,
        then next: Double,
        named name: String = "dwell",
        at seconds: Double
    ) throws -> (facts: KnownFacts, watch: ChangedWatch) {
        let recorder = try Recorder(.empty)
        let file = try recorder.files.write(Footage.lateStay.get(), to: "gate-2_0.mp4")
        let source = CameraSource.file(path: file)
        let watch = try ChangedWatch(recorder, [camera(source, limit: .seconds(limit))])
        var other = camera(source)
        other.rules = [DwellRule(name: name, limit: .seconds(next))]
        watch.follow([other], at: seconds)
        watch.run()
        return (try recorder.facts(), watch)
    }
}

/// Footage that is painted once for all tests.
private enum Footage {
    /// Something stands from 30 s to 330 s of 350 s; from 0 s on, or from 120 s on.
    static func longStay(in recorder: Recorder, from begin: Double = 0) throws -> CameraSource {
        let bytes = try begin > 0 ? longStayLater.get() : longStay.get()
        let name = "gate-2_\(Int(begin)).mp4"
        return .file(path: try recorder.files.write(bytes, to: name))
    }

    /// Something stands from 200 s to 500 s of 600 s.
    static let lateStay = Result { try paint(.lateStay, from: 0, to: 600) }

    private static let longStay = Result { try paint(.longStay, from: 0, to: 350) }
    private static let longStayLater = Result { try paint(.longStay, from: 120, to: 350) }

    private static func paint(
        _ scene: PaintedScene,
        from begin: Double,
        to end: Double
    ) throws -> [UInt8] {
        let recorder = try Recorder(scene)
        _ = try recorder.file(begin, end, named: "painted.mp4")
        return try recorder.files.bytes(of: "painted.mp4")
    }
}

/// A watch whose cameras change at moments of the scene; it ends with the stream of gate-2.
private final class ChangedWatch: Sendable {
    private let job: WatchJob
    private let clock: SimulatedClock
    private let news = NewsLog()
    private let made = Mutex<[WatchChange]>([])

    init(
        _ recorder: Recorder,
        _ cameras: [WatchRequest.Camera],
        recording: RecordingRequest? = nil
    ) throws {
        clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        var request = WatchRequest(cameras: cameras, jobs: 2)
        request.clock = clock
        request.mostWaiting = .max
        // The clock runs on while others wait.
        request.farewell = .minutes(1_000_000)
        request.recording = recording
        let ending = Ending()
        job = try WatchJob(request, on: recorder.data.open()) { [news] camera, entry in
            news.add(entry, of: camera)
            // Else the stream would be opened again.
            if case .ended = entry, camera == "gate-2" { ending.come() }
        }
        ending.then { [job] in job.stop() }
    }

    var changes: [WatchChange] { made.withLock { $0 } }

    /// Has these cameras watched from a second of the scene on.
    func follow(
        _ cameras: [WatchRequest.Camera],
        at seconds: Double,
        recording: RecordingRequest? = nil,
        _ before: @escaping @Sendable () -> Void = {}
    ) {
        clock.at(MediaTime(seconds: seconds)) { [self] in
            before()
            var request = WatchRequest(cameras: cameras)
            request.recording = recording
            let change = job.follow(request)
            made.withLock { $0.append(change) }
        }
    }

    func run() { job.run() }

    /// How often a camera was connected.
    func connections(of camera: String) -> Int {
        news.of(camera).count { if case .connected = $0 { true } else { false } }
    }
}

/// Does something once something has come.
private final class Ending: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    func then(_ action: @escaping @Sendable () -> Void) {
        self.action.withLock { $0 = action }
    }

    func come() { action.withLock { $0 }?() }
}
