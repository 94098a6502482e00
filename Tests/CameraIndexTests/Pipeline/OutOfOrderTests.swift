import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct OutOfOrderTests {
    private let recorder: Recorder

    init() throws {
        recorder = try Recorder()
    }

    @Test func `a file that fills in before a known one is joined to it`() throws {
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[1])
        let summary = try recorder.scan(files[0])
        #expect(summary.cameras.first?.watched == files)
        #expect(
            summary.allProblems == [
                .note(
                    "\(files[1]) follows directly and was watched once more: what stands when it "
                        + "begins came before it."
                )
            ]
        )
        let facts = try recorder.facts()
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.events.map(\.state) == [.ended, .open])
        #expect(facts.watched == [0...110])
        #expect(try recorder.scan(files[0], files[1]).cameras.first?.watched == [])
    }

    @Test func `a file that is gone is not joined, and nothing is lost`() throws {
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[1])
        try FileManager.default.removeItem(atPath: files[1])
        let summary = try recorder.scan(files[0])
        #expect(summary.cameras.first?.watched == [files[0]])
        let events = try recorder.facts().events
        #expect(events.count == 2)
        // Nothing will go on with what stands at the end: the time behind it was watched.
        #expect(events.map(\.state) == [.interrupted, .open])
    }

    @Test func `only the file behind a new one is watched once more`() throws {
        let files = try [(0.0, 20.0), (20, 75), (75, 80), (80, 110)].map {
            try recorder.file($0.0, $0.1)
        }
        try recorder.scan(files[1], files[2], files[3])
        let before = try recorder.facts()
        let summary = try recorder.scan(files[0], files[1], files[2], files[3])
        #expect(summary.cameras.first?.watched == [files[0], files[1]])
        #expect(summary.cameras.first?.skipped == [files[2], files[3]])
        let after = try recorder.facts()
        #expect(after.events.count == 2)
        #expect(after.events.map(\.id) == before.events.map(\.id))
        #expect(after.watched == [0...110])
    }

    @Test func `an earlier file does not hide where the newest footage ended`() throws {
        let files = [
            try recorder.file(0, 10), try recorder.file(20, 60), try recorder.file(60, 110),
        ]
        try recorder.scan(files[1])
        #expect(try recorder.facts().events.map(\.state) == [.open])
        try recorder.scan(files[0])
        #expect(try recorder.facts().events.map(\.state) == [.open])
        try recorder.scan(files[2])
        let events = try recorder.facts().events
        #expect(events.map(\.state) == [.ended, .open])
        #expect(events.first?.matches(30, 70) == true)
    }

    @Test func `an earlier file that was stopped in is watched from its beginning`() throws {
        let files = [try recorder.file(0, 75), try recorder.file(80, 110)]
        try recorder.scan(files[1])
        try recorder.scan(files[0], stopAt: 50) { $0.commitInterval = .milliseconds(30) }
        try recorder.scan(files[0], files[1])
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.events.map(\.state) == [.ended, .open])
        #expect(facts.watched == [0...75, 80...110])
    }

    @Test func `a file that overlaps what is known of a later one is believed`() throws {
        let files = [try recorder.file(0, 60), try recorder.file(50, 110)]
        try recorder.scan(files[1])
        try recorder.scan(files[0])
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
    }

    @Test func `a file that holds all of a known one takes its place`() throws {
        let part = try recorder.file(20, 60)
        let whole = try recorder.file(0, 110)
        try recorder.scan(part)
        try recorder.scan(whole)
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
        // The part is known, and nothing in it is new.
        let again = try recorder.scan(part)
        #expect(again.cameras.first?.watched == [])
        #expect(
            again.allProblems.map(\.description) == [
                "\(part) overlaps \(whole) by 40 s: that time is watched in the first of them "
                    + "only. If they come from two cameras, give each its own --camera."
            ]
        )
        try recorder.facts().expectSame(as: facts)
    }

    @Test func `other footage at the same place of the disk and the time takes over`() throws {
        let file = try recorder.file(20, 110)
        try recorder.scan(file)
        #expect(try recorder.facts().events.count == 2)
        // The same minutes in another view, exported anew and shorter.
        let other = try Recorder(
            PaintedScene(.init(size: PaintedScene.size, resting: [], seed: 5))
        )
        let name = URL(filePath: file).lastPathComponent
        _ = try other.file(20, 70)
        _ = try recorder.files.write(other.files.bytes(of: name), to: name)
        try recorder.scan(file)
        let facts = try recorder.facts()
        #expect(facts.stops.isEmpty)
        #expect(facts.events.isEmpty)
        #expect(facts.watched == [20...70])
        #expect(try recorder.data.open().footage(of: "gate-2").count == 1)
    }

    @Test func `a path that is used again for another day keeps what was known of the first`()
        throws
    {
        let file = try recorder.file(0, 80, named: "ring.mp4")
        let request: (inout ScanRequest) -> Void = {
            $0.template = nil
            $0.camera = "gate-2"
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        try recorder.scan(file) { request(&$0) }
        _ = try recorder.file(20, 110, named: "ring.mp4")
        try recorder.scan(file) {
            request(&$0)
            $0.start = UTCTime(microseconds: Recorder.start + 86_400_000_000)
        }
        let facts = try recorder.facts()
        #expect(facts.events.count == 3)
        #expect(try recorder.data.open().footage(of: "gate-2").count == 2)
    }

    @Test func `behind a gap the scene is known still, and what stands there is told`() throws {
        // Somebody else stands there when the recording goes on half an hour later.
        let later = Recorder.start / 1_000 + 1_800_000
        let first = try recorder.file(0, 25)
        let second = try recorder.file(40, 110, named: "gate-2_\(later).mp4")
        try recorder.scan(first)
        try recorder.scan(second)
        let events = try recorder.facts().events
        #expect(events.count == 2)
        #expect(events.first?.arrivalSeen == false)
        #expect(events.first?.sinceSecond == 1_800)
        #expect(abs((events.first?.endSecond ?? 0) - 1_830) < 0.5)
    }

    @Test func `behind a gap of hours the scene is learned anew`() throws {
        let later = Recorder.start / 1_000 + 2 * 3_600_000
        try recorder.scan(recorder.file(0, 25))
        try recorder.scan(recorder.file(40, 110, named: "gate-2_\(later).mp4"))
        // What stands from the first picture on is part of it.
        #expect(try recorder.facts().events.map(\.arrivalSeen) == [true])
    }
}
