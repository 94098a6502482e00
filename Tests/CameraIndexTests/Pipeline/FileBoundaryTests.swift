import CameraIndex
import Foundation
import Testing

struct FileBoundaryTests {
    @Test func `a stop across the border of two files is one event`() throws {
        let recorder = try Recorder()
        let summary = try recorder.scan(recorder.file(0, 50), recorder.file(50, 110))
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.events.first?.state == .ended)
        #expect(facts.events.first?.arrivalSeen == true)
        #expect(facts.events.last?.matches(84, nil) == true)
        #expect(facts.events.last?.state == .open)
        #expect(facts.watched == [0...110])
        #expect(summary.problems.isEmpty)
        #expect(!summary.isPartial)
        #expect(summary.cameras.first?.events.map(\.event) == facts.events)
    }

    @Test func `files without a time of their own follow the first back to back`() throws {
        let recorder = try Recorder()
        let first = try recorder.file(0, 50, named: "part2.mp4")
        let second = try recorder.file(50, 110, named: "part10.mp4")
        // A shell lists part10 before part2.
        let summary = try recorder.scan(second, first) {
            $0.template = nil
            $0.camera = "gate-2"
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        let facts = try recorder.facts()
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
        #expect(summary.cameras.first?.watched == [first, second])
    }

    @Test func `the order on the command line does not matter`() throws {
        let recorder = try Recorder()
        let files = [
            try recorder.file(0, 40), try recorder.file(40, 80), try recorder.file(80, 110),
        ]
        let summary = try recorder.scan(files[2], files[0], files[1])
        #expect(summary.cameras.first?.watched == files)
        #expect(try recorder.facts().events.first?.matches(30, 70) == true)
        #expect(try recorder.facts().watched == [0...110])
    }

    @Test func `a gap of a minute does not end what a rule of four minutes watches`() throws {
        let recorder = try Recorder(.longStay)
        // A minute from the last picture of one file to the first of the next.
        try recorder.scan(recorder.file(0, 130.2), recorder.file(190, 345)) {
            $0.rules = { _ in
                [DwellRule(limit: .minutes(4)), .init(name: "b", limit: .seconds(90))]
            }
        }
        let facts = try recorder.facts()
        #expect(facts.stops.count == 1)
        #expect(facts.stops.first?.gaps.count == 1)
        let dwell = facts.events.filter { $0.rule == "dwell" }
        #expect(dwell.count == 1)
        #expect(dwell.first?.matches(30, 330) == true)
        #expect(dwell.first?.state == .ended)
        // A rule of a minute and a half does not bear it: what it saw before and after are two.
        let shorter = facts.events.filter { $0.rule == "b" }
        #expect(shorter.map(\.state) == [.interrupted, .ended])
        #expect(shorter.first?.matches(30, 130) == true)
        #expect(shorter.last?.matches(190, 330) == true)
        #expect(shorter.last?.arrivalSeen == false)
        #expect(facts.watched == [0...130.2, 190...345])
    }

    @Test func `a longer gap interrupts, and what stands behind it was not seen to come`() throws {
        let recorder = try Recorder(.longStay)
        try recorder.scan(recorder.file(0, 100), recorder.file(170, 345))
        let events = try recorder.facts().events
        #expect(events.map(\.state) == [.interrupted, .ended])
        #expect(events.first?.matches(30, 99.8) == true)
        #expect(events.first?.arrivalSeen == true)
        #expect(events.last?.matches(170, 330) == true)
        #expect(events.last?.arrivalSeen == false)
    }

    @Test func `a longer gap interrupts also when the later file comes with a later scan`() throws {
        let recorder = try Recorder(.longStay)
        try recorder.scan(recorder.file(0, 100))
        #expect(try recorder.facts().events.map(\.state) == [.open])
        try recorder.scan(recorder.file(170, 345))
        let events = try recorder.facts().events
        #expect(events.map(\.state) == [.interrupted, .ended])
        #expect(events.first?.matches(30, 99.8) == true)
    }

    @Test func `the time of overlapping files is watched once, and told`() throws {
        let recorder = try Recorder()
        let first = try recorder.file(0, 60)
        let second = try recorder.file(50, 110)
        let summary = try recorder.scan(first, second)
        #expect(
            summary.problems.map(\.description) == [
                "\(second) overlaps \(first) by 10 s: that time is watched in the first of them "
                    + "only. If they come from two cameras, give each its own --camera."
            ]
        )
        #expect(summary.problems.map(\.severity) == [.note])
        #expect(!summary.isPartial)
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
    }

    @Test func `overlapping files that come one by one are one recording too`() throws {
        let recorder = try Recorder()
        try recorder.scan(recorder.file(0, 60))
        try recorder.scan(recorder.file(50, 110))
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
    }

    @Test func `a file within the time of another is not watched beside it`() throws {
        let recorder = try Recorder()
        let inner = try recorder.file(20, 60)
        let summary = try recorder.scan(recorder.file(0, 110), inner)
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
        #expect(summary.problems.map(\.severity) == [.note])
    }

    @Test func `two copies of one file are watched once`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 80)
        let copy = try recorder.files.write(Data(contentsOf: URL(filePath: file)), to: "z_copy.mp4")
        let summary = try recorder.scan(copy, file) {
            $0.template = nil
            $0.camera = "gate-2"
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        #expect(
            summary.problems.map(\.description)
                == ["\(copy) is the same footage as \(file); it is watched once."]
        )
        #expect(summary.cameras.first?.watched == [file])
        #expect(!summary.isPartial)
        #expect(try recorder.facts().events.count == 1)
        #expect(try recorder.facts().watched == [0...80])
    }
}
