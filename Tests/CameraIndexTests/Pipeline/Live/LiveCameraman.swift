import CameraIndex
import Synchronization

/// Watches files of a recorder as live cameras, as fast as they can be decoded.
struct LiveCameraman {
    let recorder: Recorder
    /// The limit of the one rule, wherever it is.
    var limit = MediaDuration.seconds(120)
    /// What happened, in the order in which it did.
    let news = NewsLog()

    /// Watches a file that begins at a second of the scene, to its end.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - seconds: when it begins.
    ///   - clock: shows this instead of the scene's time.
    /// - Throws: what the index throws.
    func watch(
        _ path: String,
        from seconds: Double,
        clock: SimulatedClock? = nil
    ) throws {
        let start = UTCTime(microseconds: Recorder.moment(seconds).microseconds)
        let job = try job([.file(path: path)], clock: clock ?? SimulatedClock(at: start)) {
            $0.isOnce = true
            $0.mostWaiting = .max
        }
        job.run()
    }

    /// A job that watches sources as the cameras gate-2, gate-3 and so on.
    func job(
        _ sources: [CameraSource],
        clock: any HostClock,
        _ change: (inout WatchRequest) -> Void = { _ in }
    ) throws -> WatchJob {
        var request = WatchRequest(
            cameras: sources.enumerated().map { number, source in
                .init(id: "gate-\(number + 2)", source: source, rules: [DwellRule(limit: limit)])
            },
            jobs: 2
        )
        request.clock = clock
        // A simulated clock runs on while others wait.
        request.farewell = .minutes(1_000_000)
        change(&request)
        let news = news
        return try WatchJob(request, on: recorder.data.open()) { news.add($1, of: $0) }
    }
}

/// What happened to cameras.
final class NewsLog: Sendable {
    private let entries = Mutex<[(camera: String, news: CameraNews)]>([])
    private let (arrivals, arrival) = AsyncStream<Void>.makeStream(
        bufferingPolicy: .bufferingNewest(1)
    )

    /// Notes what happened to a camera.
    func add(_ news: CameraNews, of camera: String) {
        entries.withLock { $0.append((camera, news)) }
        arrival.yield()
    }

    /// Waits until something is so, which is asked whenever something happens.
    func wait(until isSo: () -> Bool) async {
        for await _ in arrivals where isSo() { return }
    }

    /// All that happened to a camera.
    func of(_ camera: String) -> [CameraNews] {
        entries.withLock { $0.filter { $0.camera == camera }.map(\.news) }
    }

    /// Why a camera was lost, each time.
    func losses(of camera: String) -> [MediaError.Cause] {
        of(camera).compactMap { news in
            if case .lost(let error) = news { error.cause } else { nil }
        }
    }
}
