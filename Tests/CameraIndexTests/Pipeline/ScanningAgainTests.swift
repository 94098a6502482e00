import CameraIndex
import Foundation
import Testing

struct ScanningAgainTests {
    @Test func `what is known is passed over`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[0], files[1])
        let facts = try recorder.facts()
        let second = try recorder.scan(files[0], files[1])
        #expect(second.cameras.first?.watched == [])
        #expect(second.cameras.first?.skipped == files)
        #expect(second.cameras.first?.events.map(\.event) == facts.events)
        #expect(second.watchedDuration == .seconds(110))
        #expect(!second.isPartial)
        #expect(try recorder.facts() == facts)
    }

    @Test func `a moved file is recognised`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 80)
        try recorder.scan(file)
        let moved = recorder.files.path("elsewhere.mp4")
        try FileManager.default.moveItem(atPath: file, toPath: moved)
        let second = try recorder.scan(moved) {
            $0.template = nil
            $0.camera = "gate-2"
        }
        #expect(second.cameras.first?.watched == [])
        #expect(second.cameras.first?.skipped == [moved])
        let event = try #require(second.cameras.first?.events.first)
        // Its time is known from the first scan.
        #expect(event.timeline == .utc)
        #expect(event.since?.file == moved)
        #expect(try recorder.data.open().footage(of: "gate-2").map(\.path) == [moved])
    }

    /// A file that will grow.
    private static let growing = "gate-2_1767225600.ts"

    /// Half of a file of 110 s, and what it will hold when it is whole.
    private func halfFile(of recorder: Recorder) throws -> (path: String, whole: [UInt8]) {
        let path = try recorder.file(0, 110, named: Self.growing)
        let whole = try recorder.files.bytes(of: Self.growing)
        // Packets of a transport stream have 188 bytes.
        let half = whole.prefix(whole.count / 2 / 188 * 188)
        _ = try recorder.files.write(half, to: Self.growing)
        return (path, whole)
    }

    @Test func `of a file that grew only the rest is watched`() throws {
        let recorder = try Recorder()
        let (file, whole) = try halfFile(of: recorder)
        try recorder.scan(file)
        let before = try recorder.facts()
        #expect(before.events.map(\.state) == [.open])
        let end = try #require(before.watched.last?.upperBound)
        #expect((30...80).contains(end))
        _ = try recorder.files.write(whole, to: Self.growing)
        let job = try ScanJob(planning: recorder.request([file]))
        let summary = try job.run(on: recorder.data.open())
        #expect(summary.cameras.first?.watched == [file])
        #expect(abs(job.progress.snapshot.watched.seconds - (110 - end)) < 3)
        let facts = try recorder.facts()
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.id == before.events.first?.id)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched.count == 1)
        #expect(try recorder.scan(file).cameras.first?.watched == [])
    }

    @Test func `a file that grew is watched anew where the state of the scan is gone`() throws {
        let recorder = try Recorder()
        let (file, whole) = try halfFile(of: recorder)
        try recorder.scan(file)
        try FileManager.default.removeItem(atPath: recorder.data.directory.statePath + "/gate-2")
        _ = try recorder.files.write(whole, to: Self.growing)
        let summary = try recorder.scan(file)
        #expect(summary.cameras.first?.watched == [file])
        let problems = summary.cameras.flatMap(\.problems)
        #expect(problems.map(\.severity) == [.note])
        #expect(problems.first?.description.contains("the file is gone") == true)
        let facts = try recorder.facts()
        #expect(facts.events.map { $0.matches(30, 70) } == [true, false])
        #expect(facts.watched.count == 1)
    }

    @Test func `a file that was still being written is gone on with when it is whole`() throws {
        let recorder = try Recorder()
        let file = try recorder.unfinishedFile(0, 60, named: "gate-2_1767225600.mkv")
        let first = try recorder.scan(file)
        #expect(!first.isEmpty)
        #expect(try recorder.facts().events.map(\.state) == [.open])
        _ = try recorder.file(0, 110, named: "gate-2_1767225600.mkv")
        try recorder.scan(file)
        let facts = try recorder.facts()
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched == [0...110])
        #expect(try recorder.scan(file).cameras.first?.watched == [])
    }

    @Test func `other content with the same beginning replaces what was known`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 110)
        try recorder.scan(file)
        #expect(try recorder.facts().events.count == 2)
        // The same first twenty seconds, then nothing.
        let quiet = try Recorder(.empty)
        let other = try quiet.file(0, 100)
        let empty = try quiet.files.bytes(of: URL(filePath: other).lastPathComponent)
        _ = try recorder.files.write(empty, to: URL(filePath: file).lastPathComponent)
        let summary = try recorder.scan(file)
        #expect(summary.cameras.first?.watched == [file])
        let facts = try recorder.facts()
        #expect(facts.events.isEmpty)
        #expect(facts.stops.isEmpty)
        #expect(facts.watched == [0...100])
        #expect(try recorder.data.open().footage(of: "gate-2").count == 1)
    }

    @Test func `another limit is judged on what is stored`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 110)
        try recorder.scan(file)
        let before = try recorder.data.open().events(EventQuery()).events
        #expect(before.map(\.evidence) == [.whole, .whole])
        let second = try recorder.scan(file) {
            $0.rules = { _ in [DwellRule(limit: .seconds(30))] }
        }
        #expect(second.cameras.first?.watched == [])
        let events = try recorder.data.open().events(EventQuery()).events
        #expect(events.count == 1)
        #expect(events.first?.event.id == before.first?.event.id)
        #expect(events.first?.event.limit == .seconds(30))
        // With another limit other pictures are due; the one at rest is the same.
        #expect(events.first?.stills.map(\.moment) == [.rest, .midway, .limit])
        #expect(events.first?.stills.first == before.first?.stills.first)
        for still in before[1].stills {
            #expect(!FileManager.default.fileExists(atPath: recorder.data.path + "/" + still.path))
        }
    }

    @Test func `another rule is judged without the footage`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 110)
        try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .seconds(10))] } }
        let bytes = try recorder.files.bytes(of: URL(filePath: file).lastPathComponent)
        let other = DwellRule(name: "long", limit: .seconds(35))
        let name = URL(filePath: file).lastPathComponent
        let index = try recorder.data.open()
        let job = try ScanJob(planning: recorder.request([file]) { $0.rules = { _ in [other] } })
        try FileManager.default.removeItem(atPath: file)
        let summary = try job.run(on: index)
        #expect(summary.cameras.first?.watched == [])
        let events = try index.events(EventQuery(cameras: [])).events.filter {
            $0.event.rule == "long"
        }
        #expect(events.count == 1)
        #expect(events.first?.event.matches(30, 70) == true)
        #expect(
            events.first?.evidence
                == .incomplete(
                    reason: "no still at rest: cannot find \(file): there is no such file. "
                        + "Check the path."
                )
        )
        // With the footage back in its place the stills are made.
        _ = try recorder.files.write(bytes, to: name)
        try recorder.scan(file) { $0.rules = { _ in [other] } }
        let again = try index.events(EventQuery()).events.filter { $0.event.rule == "long" }
        #expect(again.map(\.evidence) == [.whole])
    }

    @Test func `a lower limit than what is stored answers for is watched again`() throws {
        let recorder = try Recorder()
        let file = try recorder.file(0, 110)
        try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .seconds(20))] } }
        let event = try #require(try recorder.facts().events.first)
        try recorder.data.open().setReview(.confirmed, of: event.id)
        let summary = try recorder.scan(file)
        #expect(summary.cameras.first?.watched == [file])
        let facts = try recorder.facts()
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.id == event.id)
        #expect(facts.events.first?.review == .confirmed)
        #expect(facts.coverage.allSatisfy { $0.floor == .seconds(10) })
        // What was watched more closely answers for the longer limit too.
        let third = try recorder.scan(file) { $0.rules = { _ in [DwellRule(limit: .minutes(4))] } }
        #expect(third.cameras.first?.watched == [])
    }

    @Test func `what follows on more closely watched footage goes on with it`() throws {
        let recorder = try Recorder()
        try recorder.scan(recorder.file(0, 60))
        try recorder.scan(recorder.file(60, 110)) {
            $0.rules = { _ in [DwellRule(limit: .seconds(20))] }
        }
        let facts = try recorder.facts()
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.stops.count == 2)
        #expect(facts.coverage.allSatisfy { $0.floor == .seconds(10) })
    }

    @Test func `other settings of the detector replace the facts`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[0], files[1])
        let before = try recorder.facts()
        let summary = try recorder.scan(files[0], files[1]) { $0.samplePeriod = .seconds(0.5) }
        #expect(summary.cameras.first?.watched == files)
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.map(\.id) == before.events.map(\.id))
        #expect(facts.watched == [0...110])
        #expect(facts.coverage.allSatisfy { $0.longestGap != before.coverage.first?.longestGap })
    }
}
