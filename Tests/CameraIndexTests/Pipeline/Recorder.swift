import CameraIndex
import Foundation
import Synchronization
import SyntheticScene
import Testing

/// A recorder that keeps a scene in files, the data folder in which they are indexed, and scans.
///
/// The scene begins on 2026-01-01 at midnight UTC; the names of the files tell their start.
final class Recorder {
    let scene: PaintedScene
    let files: FootageFolder
    let data: IndexFolder

    /// 2026-01-01T00:00:00Z.
    static let start: Int64 = 1_767_225_600_000_000

    init(_ scene: PaintedScene = .street) throws {
        self.scene = scene
        files = try FootageFolder()
        data = try IndexFolder()
    }

    /// The moment so many seconds after the scene's start, on the camera's timeline.
    static func moment(_ seconds: Double) -> MediaTime {
        MediaTime(microseconds: start + MediaTime(seconds: seconds).microseconds)
    }

    // MARK: - Footage

    /// Keeps the scene from one second to another in a file that is named by its start.
    func file(
        _ from: Double,
        _ to: Double,
        camera: String = "gate-2",
        as ending: String = "mp4",
        _ change: (inout VideoWriter.Options) -> Void = { _ in }
    ) throws -> String {
        let milliseconds = Self.start / 1_000 + Int64(from * 1_000)
        return try file(from, to, named: "\(camera)_\(milliseconds).\(ending)", change)
    }

    /// Keeps the scene from one second to another in a file of a given name.
    func file(
        _ from: Double,
        _ to: Double,
        named name: String,
        _ change: (inout VideoWriter.Options) -> Void = { _ in }
    ) throws -> String {
        try file(PaintedScene.numbers(from, to), named: name, change)
    }

    /// Keeps pictures of the scene, by their numbers, in a file of a given name; the times of
    /// those left out stay empty.
    func file(
        _ frames: [Int],
        named name: String,
        _ change: (inout VideoWriter.Options) -> Void = { _ in }
    ) throws -> String {
        let path = files.path(name)
        var writer = try VideoWriter(
            path: path,
            options: options { options in
                // A raw stream names its codec by its ending.
                if name.hasSuffix(".h264") { options.codec = "libx264" }
                change(&options)
            }
        )
        try append(frames, to: &writer)
        try writer.finish()
        return path
    }

    /// A transport stream of two that were joined as bytes: its times begin anew at `middle`.
    func joinedFile(_ from: Double, _ middle: Double, _ to: Double) throws -> String {
        let parts = [
            try file(from, middle, named: "first.ts"), try file(middle, to, named: "second.ts"),
        ]
        let bytes = try parts.flatMap { try files.bytes(of: URL(filePath: $0).lastPathComponent) }
        let milliseconds = Self.start / 1_000 + Int64(from * 1_000)
        return try files.write(bytes, to: "gate-2_\(milliseconds).ts")
    }

    /// A file whose writer was killed before it could write the file's end.
    func unfinishedFile(_ from: Double, _ to: Double, named name: String) throws -> String {
        let path = files.path(name)
        var writer = try VideoWriter(path: path, options: options { _ in })
        try append(PaintedScene.numbers(from, to), to: &writer)
        return path
    }

    private func options(
        _ change: (inout VideoWriter.Options) -> Void
    ) -> VideoWriter.Options {
        var options = VideoWriter.Options(size: scene.scene.size)
        options.frameRate = Double(PaintedScene.framesPerSecond)
        options.keyframeInterval = 10
        options.threads = 1
        // The same pictures give the same file: x264 does not promise that within one process.
        options.codec = "mpeg4"
        options.bitsPerSecond = 8_000_000
        change(&options)
        if options.codec == "libx264" {
            let usual = ["preset": "ultrafast", "crf": "18"]
            options.codecOptions = usual.merging(options.codecOptions) { $1 }
            options.bitsPerSecond = nil
        }
        return options
    }

    private func append(_ frames: [Int], to writer: inout VideoWriter) throws {
        let first = frames.first ?? 0
        for number in frames {
            let time = MediaTime(microseconds: Int64(number - first) * 200_000)
            try writer.append(scene.frame(number), at: time)
        }
    }

    // MARK: - Scans

    /// A request of one rule, 10 s wherever it is, for files that are named by camera and start.
    func request(
        _ paths: [String],
        _ change: (inout ScanRequest) -> Void = { _ in }
    ) throws -> ScanRequest {
        var request = ScanRequest(
            paths: paths,
            template: try FileNameTemplate("{camera}_{epoch}"),
            rules: { _ in [DwellRule(limit: .seconds(10))] }
        )
        change(&request)
        return request
    }

    /// Scans files into the data folder.
    @discardableResult
    func scan(
        _ paths: String...,
        options: EventIndex.Options = EventIndex.Options(),
        _ change: (inout ScanRequest) -> Void = { _ in }
    ) throws -> ScanSummary {
        let index = try data.open(options: options)
        return try ScanJob(planning: request(paths, change)).run(on: index)
    }

    /// Scans files until the camera's time has come so far, then asks to stop.
    @discardableResult
    func scan(
        _ paths: String...,
        stopAt seconds: Double,
        _ change: (inout ScanRequest) -> Void = { _ in }
    ) throws -> ScanSummary {
        let interrupt = Interrupt()
        return try scan(request(paths, change), interrupt, at: seconds) { interrupt.request() }
    }

    /// Runs a request, and something beside it once the camera's time has come so far; on another
    /// index than the recorder's own where one is given.
    @discardableResult
    func scan(
        _ request: ScanRequest,
        _ interrupt: Interrupt = Interrupt(),
        on other: EventIndex? = nil,
        at seconds: Double,
        do beside: @escaping @Sendable () -> Void
    ) throws -> ScanSummary {
        let job = try ScanJob(planning: request, interrupt: interrupt)
        let index = try other ?? data.open()
        let goal = Self.moment(seconds)
        let progress = job.progress
        let isOver = Flag()
        let watcher = Thread {
            while !isOver.value.load(ordering: .relaxed) {
                if let reached = progress.snapshot.reached, reached >= goal { return beside() }
                sched_yield()
            }
        }
        watcher.start()
        defer { isOver.value.store(true, ordering: .relaxed) }
        return try job.run(on: index)
    }

    /// What the index knows of a camera's time with a known clock.
    func facts(of camera: String = "gate-2") throws -> KnownFacts {
        try KnownFacts(data.open(), camera: camera)
    }
}

/// All that an index knows of one timeline of a camera.
struct KnownFacts: Equatable {
    let stops: [Stop]
    let coverage: [CoverageSpan]
    let activity: [ActivityGrid]
    let observability: [ObservabilityGrid]
    let events: [Event]

    init(_ index: EventIndex, camera: String, timeline: Timeline = .utc) throws {
        stops = try index.stops(camera: camera, timeline: timeline)
        coverage = try index.coverage(camera: camera, timeline: timeline)
        activity = try index.activity(camera: camera, timeline: timeline)
        observability = try index.observability(camera: camera, timeline: timeline)
        events = try index.events(EventQuery(cameras: [camera])).events
            .filter { $0.timeline == timeline }.map(\.event)
    }

    /// Expects the facts to be `others`, one kind after the other.
    func expectSame(as others: KnownFacts, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(stops == others.stops, sourceLocation: sourceLocation)
        #expect(coverage == others.coverage, sourceLocation: sourceLocation)
        #expect(events == others.events, sourceLocation: sourceLocation)
        #expect(activity == others.activity, sourceLocation: sourceLocation)
        #expect(observability == others.observability, sourceLocation: sourceLocation)
    }

    /// The stretches that were watched, whatever the floor, as seconds of the scene.
    var watched: [ClosedRange<Double>] {
        coverage.filter { $0.state == .watched }.map { seconds($0.range) }
    }

    /// The stretches that are damaged, as seconds of the scene.
    var damaged: [ClosedRange<Double>] {
        coverage.filter { $0.state == .damaged }.map { seconds($0.range) }
    }

    private func seconds(_ range: MediaRange) -> ClosedRange<Double> {
        (range.start - Recorder.moment(0)).seconds...(range.end - Recorder.moment(0)).seconds
    }
}

extension Event {
    /// When it came to rest, in seconds of the scene.
    var sinceSecond: Double { (since - Recorder.moment(0)).seconds }
    /// When it left, in seconds of the scene.
    var endSecond: Double? { endedAt.map { ($0 - Recorder.moment(0)).seconds } }

    /// Whether begin and end lie within half a second of what was painted.
    func matches(_ since: Double, _ end: Double?) -> Bool {
        guard abs(sinceSecond - since) <= 0.5 else { return false }
        guard let end, let endSecond else { return endSecond == nil && end == nil }
        return abs(endSecond - end) <= 0.5
    }
}

/// A mark that two threads share.
private final class Flag: Sendable {
    let value = Atomic<Bool>(false)
}
