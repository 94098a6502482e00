import Foundation
import SyntheticScene
import Testing

@testable import CameraIndex

struct ContinuousRecordingTests {
    @Test func `a watched camera is recorded without a gap, minute by minute`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 150), from: 0)
        #expect(try site.stretches() == [0...60, 60...120, 120...150])
        #expect(try site.segments().allSatisfy { $0.state == .whole && !$0.isSpool })
        for segment in try site.segments() {
            let path = site.place.file(of: segment)
            let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
            #expect(segment.sizeBytes == bytes)
        }
    }

    @Test func `each picture that was sent is recorded once`() throws {
        let site = try RecordingSite()
        let file = try site.recorder.file(0, 130)
        _ = try site.watch(file, from: 0)
        var times: [Double] = []
        for segment in try site.segments() {
            let start = (segment.range.start - Recorder.moment(0)).seconds
            times += try RecordingSite.times(of: site.place.file(of: segment)).map { $0 + start }
        }
        let sent = try RecordingSite.times(of: file)
        #expect(times.count == sent.count)
        #expect(zip(times, sent).allSatisfy { abs($0 - $1) < 0.001 })
    }

    @Test func `a stream that does not say when its first pictures are decoded is recorded`() throws
    {
        let site = try RecordingSite()
        let file = try site.recorder.file(0, 20, named: "reordered.mkv") { options in
            options.codec = "libx264"
            options.codecOptions = ["bf": "3", "preset": "medium"]
        }
        let news = try site.watch(file, from: 0)
        #expect(news.of("gate-2").allSatisfy { !$0.isRecordingTrouble })
        let segment = try #require(try site.segments().first)
        let times = try RecordingSite.times(of: site.place.file(of: segment))
        #expect(times.count == 100)
        #expect(Set(times).count == 100)
    }

    @Test func `what was recorded is found by a scan as it was watched live`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 350), from: 0)
        let live = try site.recorder.facts()
        let other = try Recorder(.longStay)
        let template = try FileNameTemplate(SegmentName.template)
        try other.scan(site.place.folder) {
            $0.gear = .keyframes
            $0.rules = { _ in [DwellRule(limit: .seconds(120))] }
            $0.template = template
        }
        let scanned = try other.facts()
        #expect(scanned.events.count == 1)
        #expect(scanned.events.map(\.since) == live.events.map(\.since))
        #expect(scanned.events.map(\.endedAt) == live.events.map(\.endedAt))
        #expect(scanned.watched.first?.lowerBound == 0)
    }

    @Test func `a connection that was lost begins a new file`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder()
        let file = try site.recorder.file(0, 60)
        try recorder.take(site.packets(of: file, from: 0))
        try recorder.take(.gap)
        try recorder.take(site.packets(of: file, from: 70))
        try recorder.take(.end)
        #expect(try site.stretches() == [0...60, 70...130])
    }

    @Test func `a clock that was corrected begins a new file at the next keyframe`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder()
        let file = try site.recorder.file(0, 40)
        try recorder.take(site.packets(of: file, from: 0).prefix(100))
        // What comes before a keyframe can stand in no file.
        try recorder.take(site.packets(of: file, from: 0.7).dropFirst(103))
        try recorder.take(.end)
        #expect(try site.stretches() == [0...20, 22.7...40.7])
    }

    @Test func `what a killed program was writing is kept to its last fragment`() throws {
        let site = try RecordingSite()
        try site.leaveOpen(seconds: 25)
        #expect(try site.segments().map(\.state) == [.open])
        try site.journal.repair()
        let repaired = try #require(try site.segments().first)
        #expect(repaired.state == .whole)
        #expect(try site.stretches() == [0...24])
        #expect(try RecordingSite.times(of: site.place.file(of: repaired)).count == 120)
    }

    @Test func `a torn end of a file does not hide what lies before it`() throws {
        let site = try RecordingSite()
        try site.leaveOpen(seconds: 25)
        let path = site.place.file(of: try #require(try site.segments().first))
        let whole = try Data(contentsOf: URL(filePath: path))
        try whole.dropLast(500).write(to: URL(filePath: path))
        try site.journal.repair()
        let stretch = try #require(try site.stretches().first)
        #expect(stretch.upperBound > 20 && stretch.upperBound < 24)
    }

    @Test func `a segment whose file was never made is forgotten`() throws {
        let site = try RecordingSite()
        try site.leaveOpen(seconds: 25)
        let segment = try #require(try site.segments().first)
        try FileManager.default.removeItem(atPath: site.place.file(of: segment))
        try site.journal.repair()
        #expect(try site.segments() == [])
    }

    @Test func `files of an index that was lost are taken into a new one`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 130), from: 0)
        let known = try site.segments()
        let stray = site.place.folder + "/gate-2/notes.txt"
        try Data("mine".utf8).write(to: URL(filePath: stray))
        try site.recorder.data.open().forget(known)
        try site.journal.repair()
        #expect(try site.stretches() == [0...60, 60...120, 120...130])
        #expect(try site.segments().map(\.path) == known.map(\.path))
        #expect(FileManager.default.fileExists(atPath: stray))
    }

    @Test func `names tell camera and start, whatever the camera is called`() {
        let moment = Recorder.moment(3_723.045)
        for camera in ["gate-2", "东门 2", "a_b/c", "..", "x_20260101T000000.000Z"] {
            let path = SegmentName.path(of: camera, at: moment, ending: "mp4")
            #expect(path.hasSuffix("_20260101T010203.045Z.mp4"))
            let name = String(path.split(separator: "/").last ?? "")
            #expect(SegmentName.moment(of: name, camera: camera) == moment)
        }
        #expect(SegmentName.moment(of: "gate-2_20260101T250000.000Z.mp4", camera: "gate-2") == nil)
        #expect(SegmentName.moment(of: "gate-2_clip.mp4", camera: "gate-2") == nil)
    }

    @Test func `where there is no room nothing is written until there is`() throws {
        let site = try RecordingSite()
        let gate = RecordingGate()
        gate.shortage = 1_000
        var recorder = try site.cameraRecorder(gate: gate)
        let packets = try site.packets(of: site.recorder.file(0, 40), from: 0)
        #expect(throws: RecordingError.self) { try recorder.take(packets) }
        recorder.abandon()
        #expect(try site.files() == [])
        gate.shortage = nil
        try recorder.take(packets.dropFirst(55))
        try recorder.take(.end)
        #expect(try site.stretches() == [12...40])
    }

    @Test func `a folder that cannot be written is told by its path`() throws {
        let site = try RecordingSite()
        try Data().write(to: URL(filePath: site.place.folder))
        let news = try site.watch(site.recorder.file(0, 20), from: 0)
        let told = news.of("gate-2").compactMap { news in
            if case .recording(.failed(let error)) = news { error.description } else { nil }
        }
        #expect(!told.isEmpty)
        #expect(told.first?.contains(site.place.folder) == true)
        #expect(try site.recorder.facts().watched == [0...18])
    }
}

extension RecordingSite {
    /// Leaves the file of a recorder that was killed after so many seconds of the scene.
    func leaveOpen(seconds: Double) throws {
        var recorder = try cameraRecorder()
        try recorder.take(packets(of: self.recorder.file(0, seconds), from: 0))
        recorder.abandon()
    }
}

extension CameraNews {
    /// Whether something is wrong with the recording.
    fileprivate var isRecordingTrouble: Bool {
        if case .recording = self { true } else { false }
    }
}
