import CameraIndex
import Foundation
import Testing

struct ReplacingFactsTests {
    private let recorder: Recorder
    private let files: [String]

    /// The street in three files, of which each border lies in a stop.
    init() throws {
        recorder = try Recorder()
        files = [try recorder.file(0, 45), try recorder.file(45, 90), try recorder.file(90, 110)]
        try recorder.scan(files[0], files[1], files[2])
    }

    @Test func `footage that is watched again gives the same facts, and keeps reviews`() throws {
        let before = try recorder.facts()
        let index = try recorder.data.open()
        for event in before.events { try index.setReview(.confirmed, of: event.id) }
        let summary = try recorder.scan(files[0], files[1], files[2]) { $0.again = true }
        #expect(summary.cameras.first?.watched == files)
        let after = try recorder.facts()
        #expect(after.stops == before.stops)
        #expect(after.coverage == before.coverage)
        #expect(after.activity == before.activity)
        #expect(after.events.map(\.id) == before.events.map(\.id))
        #expect(after.events.map(\.review) == [.confirmed, .confirmed])
        let events = try index.events(EventQuery()).events
        #expect(events.map(\.evidence) == [.whole, .whole])
        for still in events.flatMap(\.stills) {
            #expect(FileManager.default.fileExists(atPath: recorder.data.path + "/" + still.path))
        }
    }

    @Test(arguments: [0, 1, 2])
    func `one file of several that is watched again changes nothing`(number: Int) throws {
        let before = try recorder.facts()
        let index = try recorder.data.open()
        for event in before.events { try index.setReview(.dismissed, of: event.id) }
        try recorder.scan(files[number]) { $0.again = true }
        let after = try recorder.facts()
        #expect(after.events.map(\.id) == before.events.map(\.id))
        #expect(after.events.map(\.review) == [.dismissed, .dismissed])
        #expect(after.events.map(\.since) == before.events.map(\.since))
        #expect(after.events.map(\.endedAt) == before.events.map(\.endedAt))
        #expect(after.events.map(\.state) == before.events.map(\.state))
        #expect(after.stops.count == 2)
        #expect(after.watched == before.watched)
    }

    @Test func `what comes after a file in the middle was watched again goes on at the end`() throws
    {
        try recorder.scan(files[0]) { $0.again = true }
        try recorder.scan(recorder.file(110, 120))
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.events.map(\.state) == [.ended, .open])
        #expect(facts.events.last?.matches(84, nil) == true)
        #expect(facts.events.last?.dwell ?? .zero > .seconds(35))
    }

    @Test(arguments: [20, 60, 100])
    func `watching again that is stopped leaves the file it was in as it was`(at: Double) throws {
        let before = try recorder.facts()
        let summary = try recorder.scan(files[0], files[1], files[2], stopAt: at) {
            $0.again = true
        }
        #expect(summary.isInterrupted)
        let after = try recorder.facts()
        #expect(after.stops == before.stops)
        #expect(after.coverage == before.coverage)
        #expect(after.events == before.events)
        try recorder.scan(files[0], files[1], files[2])
        let last = try recorder.facts()
        #expect(last.stops == before.stops)
        #expect(last.coverage == before.coverage)
        #expect(last.events == before.events)
    }

    @Test func `events that no longer hold go, and their pictures with them`() throws {
        let index = try recorder.data.open()
        let stills = try index.events(EventQuery()).events.flatMap(\.stills)
        #expect(stills.count == 4)
        let quiet = try Recorder(.empty)
        for file in files {
            let name = URL(filePath: file).lastPathComponent
            let from = Double(try #require(Int64(name.dropFirst(7).dropLast(4)))) / 1_000
            let start = from - Double(Recorder.start / 1_000_000)
            // The same length, so that nothing but --again tells that it is another.
            let other = try quiet.file(start, start == 90 ? 110 : start + 45)
            _ = try recorder.files.write(
                quiet.files.bytes(of: URL(filePath: other).lastPathComponent),
                to: name
            )
        }
        try recorder.scan(files[0], files[1], files[2]) { $0.again = true }
        #expect(try recorder.facts().events.isEmpty)
        for still in stills {
            for path in [still.path, still.framePath] {
                #expect(!FileManager.default.fileExists(atPath: recorder.data.path + "/" + path))
            }
        }
    }

    @Test func `a full disk leaves what was there, and is told`() throws {
        let before = try recorder.facts()
        let pages = try recorder.data.pageCount()
        var options = EventIndex.Options()
        options.pageLimit = pages
        let more = try recorder.file(110, 170)
        #expect {
            // Many rules make many events.
            try recorder.scan(files[0], files[1], files[2], more, options: options) {
                $0.again = true
                $0.rules = { _ in
                    (0..<200).map { DwellRule(name: "rule \($0)", limit: .seconds(10)) }
                }
            }
        } throws: { error in
            guard case IndexError.diskFull = error else { return false }
            let text = "\(error)"
            return text.hasPrefix(
                "the disk that holds \(recorder.data.directory.indexPath) is full ("
            )
                && text.hasSuffix(
                    " free). All that was recorded before is kept. Free some space and run the "
                        + "same command again: it goes on where it stopped."
                )
        }
        let after = try recorder.facts()
        #expect(after.stops == before.stops)
        #expect(after.coverage == before.coverage)
        #expect(after.events.filter { $0.rule == "dwell" } == before.events)
        try recorder.scan(files[0], files[1], files[2], more)
        #expect(try recorder.facts().watched == [0...170])
    }
}

extension IndexFolder {
    /// Pages of 4 KiB of the index file.
    fileprivate func pageCount() throws -> Int {
        do { _ = try open() }
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.indexPath)
        return ((attributes[.size] as? NSNumber)?.intValue ?? 0) / 4096
    }
}
