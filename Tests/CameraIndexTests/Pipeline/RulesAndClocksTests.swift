import CameraIndex
import Foundation
import Testing

struct RulesAndClocksTests {
    private func half(_ name: String, from left: Double, to right: Double) throws -> Zone {
        Zone(
            name: name,
            outline: try Polygon(points: [
                Point(x: left, y: 0), Point(x: right, y: 0), Point(x: right, y: 1),
                Point(x: left, y: 1),
            ])
        )
    }

    @Test func `each rule judges each zone`() throws {
        let recorder = try Recorder()
        let left = try half("left", from: 0, to: 0.5)
        let right = try half("right", from: 0.5, to: 1)
        let summary = try recorder.scan(recorder.file(0, 110)) {
            $0.rules = { _ in
                [
                    DwellRule(name: "short", zone: left, limit: .seconds(10)),
                    DwellRule(name: "short", zone: right, limit: .seconds(10)),
                    DwellRule(name: "long", zone: left, limit: .seconds(35)),
                    DwellRule(name: "long", zone: right, limit: .seconds(35)),
                ]
            }
        }
        let found = try #require(summary.cameras.first).events.map(\.event)
        #expect(found.count == 3)
        #expect(
            Set(found.map { "\($0.rule) \($0.zone)" }) == [
                "short left", "short right", "long left",
            ]
        )
        #expect(Set(found.map(\.id)).count == 3)
        #expect(Set(found.map(\.stop)).count == 2)
    }

    @Test func `rules of one name replace each other, others stay`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 110)
        try recorder.scan(file) {
            $0.rules = { _ in
                [.init(name: "a", limit: .seconds(10)), .init(name: "b", limit: .seconds(10))]
            }
        }
        let summary = try recorder.scan(file) {
            $0.rules = { _ in [.init(name: "a", limit: .minutes(4))] }
        }
        #expect(summary.cameras.first?.events.isEmpty == true)
        #expect(try recorder.facts().events.map(\.rule) == ["b", "b"])
    }

    @Test func `footage of unknown time has media times and is left out of dated answers`() throws {
        let recorder = try Recorder()
        let files = [
            try recorder.file(0, 80, named: "one.avi") { $0.codec = "mpeg4" },
            try recorder.file(20, 110, named: "two.avi") { $0.codec = "mpeg4" },
        ]
        let summary = try recorder.scan(files[0], files[1]) {
            $0.template = nil
            $0.camera = "yard"
        }
        let index = try recorder.data.open()
        let camera = try #require(summary.cameras.first)
        #expect(camera.asked.map(\.timeline).allSatisfy { $0 != .utc })
        #expect(Set(camera.asked.map(\.timeline)).count == 2)
        #expect(camera.events.count == 3)
        #expect(camera.events.map(\.event.clock.source) == [.unknown, .unknown, .unknown])
        // Each file is an axis of its own from zero.
        #expect(abs(camera.events[0].event.since.seconds - 30) < 0.5)
        #expect(abs(camera.events[1].event.since.seconds - 10) < 0.5)
        let dated = EventQuery(cameras: ["yard"], from: UTCTime(microseconds: 0))
        #expect(try index.events(dated).events.isEmpty)
        #expect(try index.events(EventQuery(cameras: ["yard"])).events.count == 3)
        for still in camera.events.flatMap(\.stills) {
            #expect(still.path.hasPrefix("stills/yard/unknown/"))
        }
    }

    @Test func `a rule with hours does not judge footage of unknown time, and says so`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 80, named: "clip.mp4")
        let hours = try Schedule.Hours(text: "07:00-19:00", on: [.monday])
        let summary = try recorder.scan(file) {
            $0.template = nil
            $0.rules = { _ in
                var rule = DwellRule(name: "lorries", limit: .seconds(10))
                rule.schedule = Schedule(hours: [hours], timeZone: .gmt)
                return [rule]
            }
        }
        #expect(summary.cameras.first?.events.isEmpty == true)
        #expect(summary.isPartial)
        #expect(
            summary.allProblems.map(\.description) == [
                "\(file): 1 stop was not judged by the rule lorries, which holds at some hours: "
                    + "nothing tells when it was taken. Scan it with --start or --time-template."
            ]
        )
    }

    @Test func `the time that a container tells is marked as such`() throws {
        let recorder = try Recorder()
        let created = UTCTime(microseconds: Recorder.start)
        let file = try recorder.file(0, 80, named: "clip.mp4") { $0.creationTime = created }
        let summary = try recorder.scan(file) { $0.template = nil }
        let event = try #require(summary.cameras.first?.events.first)
        #expect(event.timeline == .utc)
        #expect(event.event.camera == "clip")
        #expect(event.event.clock == MediaClock(source: .container, uncertainty: nil))
        #expect(event.event.matches(30, 70))
    }

    @Test func `a start that is told later moves the facts`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 80, named: "clip.mp4")
        try recorder.scan(file) { $0.template = nil }
        let index = try recorder.data.open()
        #expect(try index.timelines(of: "clip").count == 1)
        let summary = try recorder.scan(file) {
            $0.template = nil
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        #expect(summary.cameras.first?.events.map(\.timeline) == [.utc])
        #expect(try index.events(EventQuery()).events.map(\.timeline) == [.utc])
        #expect(try index.timelines(of: "clip") == [.utc])
    }

    @Test func `a start that was told once need not be told again`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 80, named: "clip.mp4") {
            $0.creationTime = UTCTime(microseconds: 1_000_000_000_000_000)
        }
        let first = try recorder.scan(file) {
            $0.template = nil
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        let second = try recorder.scan(file) { $0.template = nil }
        #expect(second.cameras.first?.watched == [])
        #expect(second.cameras.first?.events == first.cameras.first?.events)
    }

    @Test func `events keep the clock of the file that shows them`() throws {
        let recorder = try Recorder()
        let named = try recorder.file(0, 80)
        let dated = try recorder.file(80, 110, named: "clip.mp4") {
            $0.creationTime = UTCTime(microseconds: Recorder.start + 80_000_000)
        }
        try recorder.scan(named)
        try recorder.scan(dated) {
            $0.template = nil
            $0.camera = "gate-2"
        }
        // Judged again, too.
        try recorder.scan(named)
        #expect(try recorder.facts().events.map(\.clock.source) == [.name, .container])
    }
}
