import CameraIndex
import Foundation
import Testing

struct SameFactsTests {
    /// What one scan of the whole street finds; in it, files follow each other.
    private static let whole = Result {
        let recorder = try Recorder()
        try recorder.scan(recorder.file(0, 60), recorder.file(60, 110))
        return try recorder.facts()
    }

    // While it learns, before the stop, while it stands, after the border, after it left, while the
    // second one is not judged yet, at the very end.
    @Test(arguments: [3, 20, 45, 62, 75, 87, 108])
    func `a scan that was stopped and run again finds what one scan finds`(at: Double) throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        let stopped = try recorder.scan(files[0], files[1], stopAt: at)
        #expect(stopped.isInterrupted)
        #expect(stopped.isPartial)
        try recorder.scan(files[0], files[1])
        try recorder.facts().expectSame(as: Self.whole.get())
    }

    @Test func `a scan that was stopped again and again finds what one scan finds`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        for at in stride(from: 5.0, to: 110, by: 9) {
            try recorder.scan(files[0], files[1], stopAt: at)
        }
        try recorder.scan(files[0], files[1])
        try recorder.facts().expectSame(as: Self.whole.get())
    }

    @Test func `footage that comes file by file gives what it gives at once`() throws {
        let recorder = try Recorder()
        try recorder.scan(recorder.file(0, 60))
        let open = try #require(try recorder.facts().events.first)
        #expect(open.state == .open)
        #expect(open.endedAt == nil)
        try recorder.scan(recorder.file(60, 110))
        let facts = try recorder.facts()
        facts.expectSame(as: try Self.whole.get())
        #expect(facts.events.first?.id == open.id)
        #expect(facts.events.first?.state == .ended)
    }

    @Test func `footage that is scanned once more with what follows gives what it gives at once`()
        throws
    {
        let recorder = try Recorder()
        let first = try recorder.file(0, 60)
        try recorder.scan(first)
        let summary = try recorder.scan(first, recorder.file(60, 110))
        #expect(summary.cameras.first?.skipped == [first])
        try recorder.facts().expectSame(as: Self.whole.get())
    }

    @Test func `an earlier file that comes later gives what both give at once`() throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        try recorder.scan(files[1])
        // What stands from the first picture on is part of the scene: only the later stop is told.
        let later = try recorder.facts().events.map { $0.sinceSecond.rounded() }
        #expect(later == [84])
        try recorder.scan(files[0], files[1])
        let facts = try recorder.facts()
        let whole = try Self.whole.get()
        #expect(facts.events.count == 2)
        #expect(facts.stops.count == 2)
        #expect(facts.coverage == whole.coverage)
        // Whoever was known under a name keeps it.
        #expect(facts.events.map(\.since) == whole.events.map(\.since))
        #expect(facts.events.map(\.endedAt) == whole.events.map(\.endedAt))
        #expect(facts.events.map(\.arrivalSeen) == whole.events.map(\.arrivalSeen))
    }

    @Test func `many steps to the disk change nothing`() throws {
        let recorder = try Recorder()
        try recorder.scan(recorder.file(0, 60), recorder.file(60, 110)) {
            $0.commitInterval = .milliseconds(20)
        }
        try recorder.facts().expectSame(as: Self.whole.get())
    }

    @Test func `many threads change nothing`() throws {
        var answers: [[KnownFacts]] = []
        for jobs in [1, 4] {
            let recorder = try Recorder()
            var files: [String] = []
            for camera in 1...3 {
                let name = "gate-\(camera)"
                files.append(try recorder.file(0, 60, camera: name))
                files.append(try recorder.file(60, 110, camera: name))
            }
            let index = try recorder.data.open()
            let request = try recorder.request(files) { $0.jobs = jobs }
            let summary = try ScanJob(planning: request).run(on: index)
            #expect(summary.cameras.map(\.camera) == ["gate-1", "gate-2", "gate-3"])
            answers.append(try (1...3).map { try recorder.facts(of: "gate-\($0)") })
        }
        #expect(answers[0] == answers[1])
        #expect(
            answers[0].map(\.stops) == [[Stop]](repeating: try Self.whole.get().stops, count: 3)
        )
    }

    @Test(arguments: [30, 61, 70])
    func `a scan that was killed goes on from its last step`(at: Double) throws {
        let recorder = try Recorder()
        let files = [try recorder.file(0, 60), try recorder.file(60, 110)]
        let copy = try IndexFolder()
        let data = recorder.data
        let take: @Sendable () -> Void = {
            do {
                try data.copy(to: copy)
            } catch {
                Issue.record("cannot copy the data folder: \(error)")
            }
        }
        // One step in the middle of the first file, one at its end.
        let request = try recorder.request(files) {
            // Thirty seconds of so small pictures are watched in some 50 ms.
            $0.commitInterval = at < 60 ? .milliseconds(5) : .seconds(10)
        }
        try recorder.scan(request, at: at, do: take)
        let index = try copy.open()
        let before = try index.footage(of: "gate-2")
        #expect(before.contains { $0.watchedUntil > $0.offset })
        #expect(!before.contains { $0.offset == Recorder.moment(60) && $0.isComplete })
        try ScanJob(planning: recorder.request(files)).run(on: index)
        try KnownFacts(index, camera: "gate-2").expectSame(as: Self.whole.get())
    }
}
