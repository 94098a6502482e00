import Foundation
import Testing

@testable import CameraIndex

struct EventRecordingTests {
    @Test func `while nothing rests nothing is written`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder(.events)
        try recorder.take(site.packets(of: site.recorder.file(0, 60), from: 0))
        #expect(try site.segments() == [])
        #expect(try site.files() == [])
    }

    @Test func `what rests is recorded from the keyframe before it came`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder(.events)
        let packets = try site.packets(of: site.recorder.file(0, 120), from: 0)
        try recorder.take(.needs(Self.needs(nil, judged: 0)))
        try recorder.take(packets.prefix { $0.moment < Recorder.moment(60) })
        try recorder.take(.needs(Self.needs(41, judged: 60)))
        try recorder.take(packets.drop { $0.moment < Recorder.moment(60) })
        try recorder.take(.end)
        // Five seconds before it rested, and back to the keyframe.
        #expect(try site.stretches() == [36...96, 96...106])
        #expect(try site.segments().allSatisfy(\.isSpool))
    }

    @Test func `what leaves in time leaves nothing on the disk`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder(.events)
        try site.passes(41, leaving: 70, in: &recorder)
        #expect(try site.stretches() == [36...70])
        // Until then something else may be known to have come to rest at 69 s.
        try recorder.take(.needs(Self.needs(nil, judged: 100)))
        #expect(try site.segments().count == 1)
        try recorder.take(.needs(Self.needs(nil, judged: 120)))
        #expect(try site.segments() == [])
        #expect(try site.files() == [])
    }

    @Test func `what became an event stays`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder(.events)
        try site.raise(since: 41, limit: 20)
        try site.passes(41, leaving: 70, in: &recorder)
        try recorder.take(.needs(Self.needs(nil, judged: 120)))
        #expect(try site.stretches() == [36...70])
        #expect(try site.segments().map(\.isSpool) == [false])
        #expect(try site.files().count == 1)
    }

    @Test func `what stands for longer than any limit is not recorded for ever`() throws {
        let site = try RecordingSite()
        var recorder = try site.cameraRecorder(.events)
        let packets = try site.packets(of: site.recorder.file(0, 120), from: 0)
        try recorder.take(.needs(Self.needs(nil, judged: 0)))
        for packet in packets {
            if packet.moment == Recorder.moment(30) {
                try recorder.take(.needs(Self.needs(11, judged: 30)))
            }
            try recorder.take(.packet(packet))
        }
        // It rests since 11 s; the limit is 60 s, and 5 s are shown after it.
        #expect(try site.stretches() == [6...66, 66...76])
    }

    @Test func `spools of a program that was killed are decided by the next one`() throws {
        let site = try RecordingSite()
        var first = try site.cameraRecorder(.events)
        try site.passes(41, leaving: 70, in: &first)
        first.abandon()
        var second = try site.cameraRecorder(.events)
        try second.take(.needs(Self.needs(nil, judged: 200)))
        #expect(try site.files() == [])
    }

    @Test func `a continuous recording is never taken for a spool`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 70), from: 0)
        var recorder = try site.cameraRecorder(.events)
        try recorder.take(.needs(Self.needs(nil, judged: 500)))
        #expect(try site.stretches() == [0...60, 60...70])
    }

    /// What is needed while something rests since a second of the scene, by a limit of 60 s.
    static func needs(_ since: Double?, judged: Double) -> RecordingNeeds {
        let stays = since.map { since in
            RecordingNeeds.surroundings(
                of: MediaRange(Recorder.moment(since), Recorder.moment(since + 60))
            )
        }
        return RecordingNeeds(
            stretches: [stays].compactMap(\.self),
            lookback: .seconds(30),
            judged: Recorder.moment(judged),
            longestLimit: .seconds(60)
        )
    }
}

extension RecordingSite {
    /// Something rests from one second to another, and is known 15 s after it came.
    fileprivate func passes(
        _ since: Double,
        leaving end: Double,
        in recorder: inout CameraRecorder
    ) throws {
        try recorder.take(.needs(EventRecordingTests.needs(nil, judged: 0)))
        for packet in try packets(of: self.recorder.file(0, 90), from: 0) {
            if packet.moment == Recorder.moment(since + 15) {
                try recorder.take(.needs(EventRecordingTests.needs(since, judged: since + 15)))
            }
            if packet.moment == Recorder.moment(end) {
                try recorder.take(.needs(EventRecordingTests.needs(nil, judged: end)))
            }
            try recorder.take(.packet(packet))
        }
    }
}
