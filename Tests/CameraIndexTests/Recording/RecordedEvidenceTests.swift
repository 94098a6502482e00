import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct RecordedEvidenceTests {
    @Test func `an event of a recorded camera gets one clip out of several segments`() throws {
        let site = try RecordingSite()
        // It stands since 30 s; the limit of 120 s passes just before the program ends.
        _ = try site.watch(site.recorder.file(0, 156), from: 0)
        let pending = try #require(try site.events().first)
        #expect(pending.evidence == .pending)
        _ = try site.watch(site.recorder.file(156, 200), from: 156)
        let event = try #require(try site.events().first)
        #expect(event.evidence == .whole)
        let clip = try #require(event.clips.first)
        #expect(event.clips.count == 1)
        let since = event.event.since
        #expect(clip.range.start <= since - .seconds(3))
        #expect(clip.range.end >= since + .seconds(122) - .seconds(0.2))
        let times = try RecordingSite.times(of: "\(site.recorder.data.path)/\(clip.path)")
        #expect(times.count == Int((clip.range.duration.seconds * 5).rounded()))
        #expect(event.manifest != nil)
    }

    @Test func `an event of which a part was not recorded says what its clip lacks`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 156), from: 0)
        let second = site.place.file(of: try site.segments()[1])
        try FileManager.default.removeItem(atPath: second)
        _ = try site.watch(site.recorder.file(156, 200), from: 156)
        let event = try #require(try site.events().first)
        #expect(event.evidence.reason == "the clip lacks 1 min that were not recorded")
        #expect(event.stills.count == 3)
    }

    @Test func `what other rules raise later has evidence of what was recorded`() throws {
        let site = try RecordingSite()
        _ = try site.watch(site.recorder.file(0, 350), from: 0)
        let index = try site.recorder.data.open()
        var application = RuleApplication(
            camera: "gate-2",
            rules: [DwellRule(name: "bus-stop", limit: .seconds(200))],
            timeZone: .gmt
        )
        application.recordings = site.place
        let outcome = try #require(try application.run(on: index))
        #expect(outcome.raised == 1)
        #expect(outcome.vanished == 1)
        #expect(outcome.awaitingEvidence == 0)
        let event = try #require(try site.events().first)
        #expect(event.event.rule == "bus-stop")
        #expect(event.evidence == .whole)
        #expect(event.stills.count == 3)
        #expect(event.clips.count == 1)
        #expect(event.manifest != nil)
    }
}

extension RecordingSite {
    fileprivate func events() throws -> [IndexedEvent] {
        try recorder.data.open().events(EventQuery(cameras: ["gate-2"])).events
    }
}
