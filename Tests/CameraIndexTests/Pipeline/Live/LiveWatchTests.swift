import CameraIndex
import Foundation
import Synchronization
import SyntheticScene
import Testing

struct LiveWatchTests {
    @Test func `what is watched live is what a scan of it in the same gear finds`() throws {
        let recorder = try Recorder(.longStay)
        let file = try recorder.file(0, 350)
        let scanned = try Recorder(.longStay)
        try scanned.scan(file) {
            $0.gear = .keyframes
            $0.rules = { _ in [DwellRule(limit: .seconds(120))] }
        }
        try LiveCameraman(recorder: recorder).watch(file, from: 0)
        let (live, known) = (try recorder.facts(), try scanned.facts())
        #expect(live.stops.count == 1)
        #expect(live.stops == known.stops)
        #expect(live.activity == known.activity)
        #expect(live.observability == known.observability)
        #expect(live.events.map(Self.withoutClock) == known.events.map(Self.withoutClock))
        #expect(live.watched == [0...348])
        #expect(live.coverage.map(\.floor) == known.coverage.map(\.floor))
    }

    @Test func `a live event says that its times are those of arrival`() throws {
        let recorder = try Recorder(.longStay)
        try LiveCameraman(recorder: recorder).watch(recorder.file(0, 350), from: 0)
        let event = try #require(try recorder.facts().events.first)
        #expect(event.clock.source == .arrival)
        #expect(event.state == .ended)
    }

    @Test func `the evidence of a live event is whole`() throws {
        let recorder = try Recorder(.longStay)
        try LiveCameraman(recorder: recorder).watch(recorder.file(0, 350), from: 0)
        let found = try recorder.data.open().events(EventQuery(cameras: ["gate-2"])).events
        let event = try #require(found.first)
        #expect(event.evidence == .whole)
        #expect(event.stills.map(\.moment) == [.rest, .midway, .limit])
        let since = event.event.since
        let meant = [since, since + .seconds(60), since + .seconds(120)]
        for (still, moment) in zip(event.stills, meant) {
            #expect(still.at >= moment)
            #expect(still.at - moment <= .seconds(4))
        }
        #expect(event.manifest != nil)
        // No file shows it.
        #expect(event.since == nil)
    }

    @Test func `pictures that may be evidence are gone when what stood has left`() throws {
        let recorder = try Recorder(.longStay)
        try LiveCameraman(recorder: recorder).watch(recorder.file(0, 350), from: 0)
        #expect(try recorder.waitingPictures() == [])
    }

    @Test func `pictures of what leaves in time are not kept`() throws {
        let recorder = try Recorder(.lateStay)
        var cameraman = LiveCameraman(recorder: recorder)
        cameraman.limit = .seconds(310)
        try cameraman.watch(recorder.file(0, 600), from: 0)
        #expect(try recorder.facts().stops.count == 1)
        #expect(try recorder.facts().events == [])
        #expect(try recorder.waitingPictures() == [])
    }

    @Test func `what stands goes on when the program was away for a while`() throws {
        let recorder = try Recorder(.longStay)
        var cameraman = LiveCameraman(recorder: recorder)
        cameraman.limit = .seconds(160)
        try cameraman.watch(recorder.file(0, 120), from: 0)
        #expect(try recorder.facts().stops.map(\.ending) == [nil])
        #expect(try recorder.waitingPictures().isEmpty == false)
        try cameraman.watch(recorder.file(150, 350), from: 150)
        let facts = try recorder.facts()
        let event = try #require(facts.events.first)
        #expect(facts.events.count == 1)
        #expect(event.sinceSecond > 28 && event.sinceSecond < 33)
        #expect(event.endSecond.map { $0 > 326 && $0 < 333 } == true)
        #expect(facts.watched == [0...118, 150...348])
        let indexed = try recorder.data.open().events(EventQuery(cameras: ["gate-2"])).events
        #expect(indexed.first?.stills.first?.moment == .rest)
        #expect(indexed.first?.evidence == .whole)
    }

    @Test func `what stood is interrupted when the program was away for too long`() throws {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        try cameraman.watch(recorder.file(0, 180), from: 0)
        try cameraman.watch(recorder.file(0, 20), from: 4_000)
        let event = try #require(try recorder.facts().events.first)
        #expect(event.state == .interrupted)
        #expect(event.endSecond == 178)
    }

    @Test func `a clock that is set back does not move what was watched`() throws {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        try cameraman.watch(recorder.file(0, 100), from: 0)
        try cameraman.watch(recorder.file(100, 350), from: -3_500)
        let facts = try recorder.facts()
        #expect(facts.events.count == 1)
        #expect(facts.events.first.map { $0.sinceSecond > 28 && $0.sinceSecond < 33 } == true)
        let isTold = cameraman.news.of("gate-2").contains {
            if case .ahead = $0 { true } else { false }
        }
        #expect(isTold)
    }

    @Test func `a clock that is set while cameras are watched is told, and moves nothing`() throws {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let job = try cameraman.job([.file(path: recorder.file(0, 350))], clock: clock) {
            $0.isOnce = true
            $0.mostWaiting = .max
        }
        #expect(job.clockStep == .zero)
        clock.step(by: .minutes(60))
        job.run()
        #expect(job.clockStep == .minutes(60))
        #expect(try recorder.facts().watched == [0...348])
    }

    @Test func `a data folder that is moved away is told, and nothing is written in its place`()
        throws
    {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        let place = recorder.data.path
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let file = try recorder.file(0, 350)
        let job = try cameraman.job([.file(path: file)], clock: clock) {
            $0.isOnce = true
            $0.mostWaiting = .max
        }
        try FileManager.default.moveItem(atPath: place, toPath: place + "-away")
        job.run()
        let state = try #require(job.status.cameras.first)
        #expect(state.state == .lost || state.state == .unwritable)
        let told = cameraman.news.of("gate-2").compactMap { news in
            if case .unwritten(let error) = news { error } else { nil }
        }
        #expect(told.first == .moved(path: place + "/index.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: place))
        try FileManager.default.moveItem(atPath: place + "-away", toPath: place)
        try LiveCameraman(recorder: recorder).watch(file, from: 400)
        #expect(try recorder.facts().watched.count == 1)
    }

    @Test func `an index that cannot be written is told until something is written again`() throws {
        let recorder = try Recorder(.longStay)
        let cameraman = LiveCameraman(recorder: recorder)
        let place = recorder.data.path
        let clock = SimulatedClock(at: UTCTime(microseconds: Recorder.start))
        let file = try recorder.file(0, 350)
        let job = try cameraman.job([.file(path: file)], clock: clock) { $0.mostWaiting = .max }
        let states = Mutex<[CameraStatus.State]>([])
        for second in stride(from: 20.0, to: 60, by: 2) {
            clock.at(MediaTime(seconds: second)) {
                states.withLock { $0 += job.status.cameras.map(\.state) }
            }
        }
        try FileManager.default.moveItem(atPath: place, toPath: place + "-away")
        clock.at(MediaTime(seconds: 340)) { job.stop() }
        job.run()
        // Once it is known, it stays so: to try again is no success.
        let known = states.withLock { $0 }.drop { $0 != .unwritable }
        #expect(known.allSatisfy { $0 == .unwritable })
        try FileManager.default.moveItem(atPath: place + "-away", toPath: place)
    }

    @Test func `with wide limits not every keyframe is looked at`() throws {
        let recorder = try Recorder(.lateStay)
        var cameraman = LiveCameraman(recorder: recorder)
        cameraman.limit = .seconds(240)
        try cameraman.watch(recorder.file(0, 600), from: 0)
        let facts = try recorder.facts()
        #expect(facts.events.count == 1)
        #expect(facts.coverage.map(\.longestGap) == [.seconds(4)])
    }

    private static func withoutClock(_ event: Event) -> Event {
        var event = event
        event.clock = .unknown
        return event
    }
}

extension Recorder {
    /// The pictures that wait for what becomes of what stands there.
    fileprivate func waitingPictures() throws -> [String] {
        let folder = data.path + "/waiting/gate-2"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
    }
}
