import CameraIndex
import Foundation
import SyntheticScene
import Testing

/// Cameras with two streams of one view: the small one is watched, stills are of the large one.
@Suite(.timeLimit(.minutes(20)))
struct LargeStreamTests {
    @Test func `stops are found in the small stream, and stills are of the large one`() throws {
        let recorder = try Recorder(.longStay)
        try watch(recorder, large: try Self.largeFile(in: recorder))
        let event = try #require(try recorder.events().first)
        #expect(event.evidence == .whole)
        #expect(try recorder.health() == [])
        #expect(event.stills.map(\.moment) == [.rest, .midway, .limit])
        for still in event.stills {
            #expect(try recorder.size(of: still) == Self.largeSize)
            #expect(!still.isSmall)
        }
        let since = event.event.since
        for (still, stood) in zip(event.stills, [0.0, 60, 120]) {
            #expect(still.at >= since + .seconds(stood))
            #expect(still.at - since <= .seconds(stood + 4))
        }
        let alone = try Recorder(.longStay)
        try LiveCameraman(recorder: alone).watch(alone.file(0, 350), from: 0)
        let (facts, known) = (try recorder.facts(), try alone.facts())
        #expect(facts.stops == known.stops)
        #expect(facts.events == known.events)
        #expect(facts.watched == known.watched)
    }

    @Test func `without the large stream stills are of the small one, and say so`() throws {
        let recorder = try Recorder(.longStay)
        let job = try watch(recorder, large: recorder.files.path("gone.mp4"))
        let event = try #require(try recorder.events().first)
        #expect(
            event.evidence
                == .incomplete(
                    reason: "the still at rest is of the small stream: no picture of the large one "
                        + "is known"
                )
        )
        #expect(event.stills.map(\.moment) == [.rest, .midway, .limit])
        for still in event.stills {
            #expect(try recorder.size(of: still) == PaintedScene.size)
            #expect(still.isSmall)
            #expect(still.path.hasSuffix("-small.jpg"))
        }
        let status = try #require(job.status.cameras.first?.large)
        #expect(!status.isReceived)
        #expect(status.source.hasSuffix("gone.mp4"))
        #expect(status.losses > 0)
        #expect(status.reason?.contains("gone.mp4") == true)
        // What is watched is not hurt by it.
        #expect(try recorder.facts().watched == [0...348])
        let health = try recorder.health()
        #expect(health.map(\.kind) == [.offline])
        #expect(health.first?.state == .open)
        #expect(health.first?.detail?.hasPrefix("the large stream: ") == true)
        #expect(job.status.cameras.first?.conditions == ["offline"])
    }

    @Test func `a large stream that ends is opened again`() throws {
        let recorder = try Recorder(.longStay)
        let large = try Self.largeFile(in: recorder, from: 0, to: 60)
        let log = NewsLog()
        try watch(recorder, large: large, log)
        let event = try #require(try recorder.events().first)
        #expect(event.evidence == .whole)
        #expect(event.stills.count == 3)
        #expect(log.of("gate-2").count { if case .large(.ended) = $0 { true } else { false } } >= 4)
    }

    @Test func `the large stream is recorded`() throws {
        let recorder = try Recorder(.longStay)
        let place = RecordingPlace(folder: recorder.data.path + "/recordings", reserve: 0)
        let large = try Self.largeFile(in: recorder, from: 0, to: 130)
        try watch(recorder, large: large) {
            $0.recording = RecordingRequest(
                to: place,
                cameras: ["gate-2": RecordingTerms(mode: .continuous)]
            )
        }
        let files = FileManager.default.enumerator(atPath: place.folder)?.allObjects ?? []
        let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".mp4") }
        #expect(!names.isEmpty)
        for name in names {
            let probe = try FootageProbe(path: "\(place.folder)/\(name)")
            #expect(probe.format.frame == Self.largeSize)
        }
    }

    // MARK: - Cameras

    private static let largeSize = PixelSize(
        width: 2 * PaintedScene.size.width,
        height: 2 * PaintedScene.size.height
    )

    /// The view of `longStay`, with twice as many pixels in a row.
    private static let large = PaintedScene(
        BoxScene(
            size: largeSize,
            resting: [
                .init(
                    Box(x: 60, y: 80, width: 72, height: 48),
                    since: MediaTime(seconds: 30),
                    end: MediaTime(seconds: 330)
                )
            ]
        )
    )

    private static func largeFile(
        in recorder: Recorder,
        from begin: Double = 0,
        to end: Double = 350
    ) throws -> String {
        let painter = try Recorder(large)
        _ = try painter.file(begin, end, named: "large.mp4")
        return try recorder.files.write(painter.files.bytes(of: "large.mp4"), to: "large.mp4")
    }

    private static func camera(_ source: CameraSource) -> WatchRequest.Camera {
        .init(id: "gate-2", source: source, rules: [DwellRule(limit: .seconds(120))])
    }

    private static func job(
        _ recorder: Recorder,
        _ camera: WatchRequest.Camera,
        _ clock: any HostClock,
        _ log: NewsLog = NewsLog(),
        _ change: (inout WatchRequest) -> Void
    ) throws -> WatchJob {
        var request = WatchRequest(cameras: [camera], jobs: 2)
        request.clock = clock
        request.mostWaiting = .max
        change(&request)
        return try WatchJob(request, on: recorder.data.open()) { log.add($1, of: $0) }
    }

    /// Watches 350 s of the recorder's scene, and a file as the larger stream.
    @discardableResult
    private func watch(
        _ recorder: Recorder,
        large: String,
        _ log: NewsLog = NewsLog(),
        _ change: (inout WatchRequest) -> Void = { _ in }
    ) throws -> WatchJob {
        var camera = Self.camera(.file(path: large))
        camera.detectSource = .file(path: try recorder.file(0, 350))
        let start = UTCTime(microseconds: Recorder.start)
        let job = try Self.job(recorder, camera, LockstepClock(at: start, players: 2), log) {
            $0.isOnce = true
            change(&$0)
        }
        job.run()
        return job
    }
}

extension Recorder {
    /// What stood before gate-2, with its evidence.
    fileprivate func events() throws -> [IndexedEvent] {
        var query = EventQuery(cameras: ["gate-2"])
        query.kinds = [.dwell]
        return try data.open().events(query).events
    }

    /// What was wrong with gate-2.
    fileprivate func health() throws -> [Event] {
        var query = EventQuery(cameras: ["gate-2"])
        query.kinds = Event.Kind.health
        return try data.open().events(query).events.map(\.event)
    }

    /// The size of a still's untouched frame.
    fileprivate func size(of still: Still) throws -> PixelSize {
        try FootageProbe(path: "\(data.path)/\(still.framePath)").format.frame
    }
}
