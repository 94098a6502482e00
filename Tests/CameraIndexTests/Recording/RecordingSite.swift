import Foundation
import SyntheticScene
import Testing

@testable import CameraIndex

/// A camera that is recorded into a folder of its own, and the files it plays.
final class RecordingSite {
    let recorder: Recorder
    let place: RecordingPlace

    init(_ scene: PaintedScene = .longStay) throws {
        recorder = try Recorder(scene)
        place = RecordingPlace(folder: recorder.data.path + "/recordings", reserve: 0)
    }

    var journal: SegmentJournal {
        get throws {
            SegmentJournal(camera: "gate-2", place: place, index: try recorder.data.open())
        }
    }

    /// Watches a file that begins at a second of the scene, and records it.
    func watch(
        _ path: String,
        from seconds: Double,
        _ terms: RecordingTerms = RecordingTerms(mode: .continuous)
    ) throws -> NewsLog {
        let cameraman = LiveCameraman(recorder: recorder)
        let start = UTCTime(microseconds: Recorder.moment(seconds).microseconds)
        let job = try cameraman.job([.file(path: path)], clock: SimulatedClock(at: start)) {
            $0.isOnce = true
            $0.mostWaiting = .max
            var request = RecordingRequest(to: place, cameras: ["gate-2": terms])
            // Files are read much faster than they can be written.
            request.memoryPerCamera = .max / 2
            request.memory = .max / 2
            $0.recording = request
        }
        job.run()
        return cameraman.news
    }

    /// A recorder to which packets are handed by the test.
    func cameraRecorder(
        _ mode: RecordingMode = .continuous,
        gate: RecordingGate = RecordingGate()
    ) throws -> CameraRecorder {
        CameraRecorder(to: try journal, RecordingTerms(mode: mode), gate: gate)
    }

    /// The packets of a file whose first picture was taken at a second of the scene.
    func packets(of path: String, from seconds: Double) throws -> [RecordablePacket] {
        var demuxer = try Demuxer(path: path)
        let pictures = demuxer.pictures
        let offset = Recorder.moment(seconds) - MediaTime.zero
        var packets: [RecordablePacket] = []
        while let packet = try demuxer.next() {
            let known = demuxer.time(of: packet.timestamp)
            let time = try #require(known)
            packets.append(
                RecordablePacket(SharedPacket(packet), of: pictures, at: time, offset: offset)
            )
        }
        return packets
    }

    /// Files an event of what came to rest at a second of the scene.
    @discardableResult
    func raise(since: Double, limit: Double, until end: Double? = nil) throws -> EventID {
        let stop = Stop.sample(
            from: since,
            to: end ?? since + limit,
            ending: end.map { _ in .left }
        )
        var event = Event.sample(stop)
        event.limit = .seconds(limit)
        try recorder.data.open().record(.of(events: [event]))
        return event.id
    }

    /// Lays a whole segment on the disk: so many bytes that nobody decodes.
    func lay(_ from: Double, _ to: Double, bytes: Int = 1_000, camera: String = "gate-2") throws {
        let index = try recorder.data.open()
        var segment = RecordedSegment(
            of: camera,
            path: SegmentName.path(of: camera, at: moment(from), ending: "mp4"),
            from: moment(from),
            format: Footage.Format(codec: "h264", frame: PixelSize(width: 640, height: 360))
        )
        let path = place.file(of: segment)
        try DiskFlush.makeFolder((path as NSString).deletingLastPathComponent, below: place.folder)
        try Data(repeating: 7, count: bytes).write(to: URL(filePath: path))
        segment.number = try index.begin(segment, closing: nil)
        segment.range.end = moment(to)
        segment.sizeBytes = Int64(bytes)
        _ = try index.begin(nil, closing: segment)
    }

    /// All segments of the index, in order.
    func segments() throws -> [RecordedSegment] {
        try recorder.data.open().allSegments(of: "gate-2")
    }

    /// From when to when each segment goes, in seconds of the scene.
    func stretches() throws -> [ClosedRange<Double>] {
        try segments().map { segment in
            let start = (segment.range.start - Recorder.moment(0)).seconds
            return start...(segment.range.end - Recorder.moment(0)).seconds
        }
    }

    /// The files below the folder of the recordings, as the index calls them.
    func files() throws -> [String] {
        guard let all = FileManager.default.enumerator(atPath: place.folder) else { return [] }
        return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".mp4") }.sorted()
    }

    /// The times of all pictures of a file, in seconds.
    static func times(of path: String) throws -> [Double] {
        var file = try UnfinishedFile(path: path)
        var times: [Double] = []
        while let packet = try file.next() {
            let known = file.times(of: packet)
            times.append(try #require(known).shown.seconds)
        }
        return times
    }
}

extension CameraRecorder {
    /// Takes packets, one after the other.
    mutating func take(_ packets: some Sequence<RecordablePacket>) throws {
        for packet in packets { try take(.packet(packet)) }
    }
}
