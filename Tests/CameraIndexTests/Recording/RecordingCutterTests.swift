import Foundation
import SyntheticScene
import Testing

@testable import CameraIndex

struct RecordingCutterTests {
    private let site: RecordingSite

    init() throws {
        site = try RecordingSite()
    }

    @Test func `a stretch of several segments is one file from the keyframe before it`() throws {
        _ = try site.watch(site.recorder.file(0, 150), from: 0)
        let cut = try write(51, 131)
        #expect(cut.range == stretch(50, 131))
        #expect(cut.missing == [])
        let times = try RecordingSite.times(of: path)
        #expect(times.count == 405)
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(steps.allSatisfy { abs($0 - 0.2) < 0.001 })
    }

    @Test func `what was not recorded stays a gap in time, and is told`() throws {
        var recorder = try site.cameraRecorder()
        let file = try site.recorder.file(0, 30)
        try recorder.take(site.packets(of: file, from: 0))
        try recorder.take(.gap)
        try recorder.take(site.packets(of: file, from: 40))
        try recorder.take(.end)
        let cut = try write(20, 80)
        #expect(cut.range == stretch(20, 70))
        #expect(cut.missing == [stretch(30, 40), stretch(70, 80)])
        let times = try RecordingSite.times(of: path)
        #expect(times.count == 200)
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(steps.count { $0 > 0.3 } == 1)
        #expect(abs((steps.max() ?? 0) - 10.2) < 0.001)
    }

    @Test func `what is written at this moment is there up to its last fragment`() throws {
        var recorder = try site.cameraRecorder()
        try recorder.take(site.packets(of: site.recorder.file(0, 25), from: 0))
        let cut = try write(10, 30)
        #expect(cut.range == stretch(10, 24))
        #expect(cut.missing == [stretch(24, 30)])
        try recorder.take(.end)
        #expect(try site.stretches() == [0...25])
    }

    @Test func `a stretch in which nothing was recorded leaves no file`() throws {
        _ = try site.watch(site.recorder.file(0, 20), from: 0)
        #expect(throws: RecordingError.nothing(camera: "gate-2")) { try write(30, 40) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `nothing is written over`() throws {
        _ = try site.watch(site.recorder.file(0, 20), from: 0)
        try Data("mine".utf8).write(to: URL(filePath: path))
        #expect(throws: RecordingError.exists(path: path)) { try write(0, 10) }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
    }

    @Test func `a stream that was coded otherwise is told by when that began`() throws {
        var recorder = try site.cameraRecorder()
        try recorder.take(site.packets(of: site.recorder.file(0, 20), from: 0))
        try recorder.take(.gap)
        let other = try site.recorder.file(0, 20, named: "other.mp4") { $0.codec = "libx264" }
        try recorder.take(site.packets(of: other, from: 20))
        try recorder.take(.end)
        #expect(throws: RecordingError.changed(at: moment(20))) { try write(10, 30) }
        let message = RecordingError.changed(at: moment(20)).description
        #expect(message.contains("2026-01-01T00:00:20.000"))
        #expect(try write(10, 20).missing == [])
    }

    @Test func `a segment that was deleted meanwhile is told as missing`() throws {
        _ = try site.watch(site.recorder.file(0, 150), from: 0)
        let middle = site.place.file(of: try site.segments()[1])
        try FileManager.default.removeItem(atPath: middle)
        #expect(try write(50, 130).missing == [stretch(60, 120)])
    }

    private var path: String { site.recorder.files.path("cut.mp4") }

    private func write(_ from: Double, _ to: Double) throws -> RecordingCutter.Cut {
        try RecordingCutter(
            of: "gate-2",
            in: site.place,
            index: try site.recorder.data.open()
        ).write(stretch(from, to), to: path)
    }
}
