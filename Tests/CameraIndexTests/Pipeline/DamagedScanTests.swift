import CameraIndex
import Foundation
import SyntheticScene
import Testing

struct DamagedScanTests {
    private let recorder: Recorder

    init() throws {
        recorder = try Recorder()
    }

    /// Overwrites a part of a file, given as shares of its length.
    private func damage(_ name: String, from: Double, to: Double) throws {
        var bytes = try recorder.files.bytes(of: name)
        let count = Double(bytes.count)
        for index in Int(from * count)..<Int(to * count) {
            bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ 7)
        }
        _ = try recorder.files.write(bytes, to: name)
    }

    @Test func `behind damage the scan goes on, and the hole is told each time`() throws {
        let file = try recorder.file(0, 110, named: "gate-2_1767225600.ts")
        try damage("gate-2_1767225600.ts", from: 0.10, to: 0.14)
        let summary = try recorder.scan(file)
        let facts = try recorder.facts()
        let hole = try #require(facts.damaged.first)
        #expect(facts.damaged.count == 1)
        #expect(hole.lowerBound > 3 && hole.upperBound < 30)
        #expect(facts.events.count == 2)
        #expect(facts.events.first?.matches(30, 70) == true)
        #expect(facts.watched.map(\.lowerBound).first == 0)
        #expect(facts.watched.map(\.upperBound).last == 110)
        #expect(summary.isPartial)
        let start = MediaTime(seconds: hole.lowerBound).text
        let end = MediaTime(seconds: hole.upperBound).text
        let told = ["\(file) is damaged from \(start) to \(end): nothing was seen there."]
        #expect(summary.allProblems.map(\.description) == told)
        // The hole is there still when nothing is decoded.
        let second = try recorder.scan(file)
        #expect(second.cameras.first?.watched == [])
        #expect(second.allProblems.map(\.description) == told)
        #expect(second.isPartial)
    }

    @Test(arguments: [Gear.all, .nth])
    func `pictures behind damage keep their times`(gear: Gear) throws {
        let name = "gate-2_1767225600.mp4"
        let file = try recorder.file(0, 110, named: name) {
            $0.codec = "libx264"
            $0.codecOptions = ["preset": "veryfast", "bf": "3", "x264-params": "b-adapt=0"]
        }
        let whole = try IndexFolder()
        let request = try recorder.request([file]) { $0.gear = gear }
        _ = try ScanJob(planning: request).run(on: whole.open())
        let stops = try KnownFacts(whole.open(), camera: "gate-2").stops
        try damage(name, from: 0.05, to: 0.12)
        try recorder.scan(file) { $0.gear = gear }
        let facts = try recorder.facts()
        #expect(!facts.damaged.isEmpty)
        #expect(facts.stops.last?.since == stops.last?.since)
    }

    @Test(arguments: ["ts", "mkv"], [Gear.all, .keyframes])
    func `seconds that were cut out of a file are told as damage, not as watched`(
        ending: String,
        gear: Gear
    ) throws {
        let name = "gate-2_1767225600.\(ending)"
        let file = try recorder.file(0, 110, named: name) {
            $0.codec = "libx264"
            $0.keyframeInterval = 5
        }
        let bytes = try recorder.files.bytes(of: name)
        let cut = bytes.count * 2 / 10..<bytes.count * 3 / 10
        let left = bytes[..<cut.lowerBound] + bytes[cut.upperBound...]
        _ = try recorder.files.write(left, to: name)
        let summary = try recorder.scan(file) {
            $0.gear = gear
            $0.rules = { _ in [DwellRule(limit: .seconds(30))] }
        }
        let facts = try recorder.facts()
        let hole = try #require(facts.damaged.first)
        #expect(facts.damaged.count == 1)
        #expect(hole.upperBound - hole.lowerBound > 3 && hole.upperBound - hole.lowerBound < 30)
        #expect(facts.watched.count == 2)
        #expect(facts.watched.first?.lowerBound == 0)
        #expect((facts.watched.first?.upperBound ?? 110) <= hole.lowerBound)
        #expect(facts.watched.last == hole.upperBound...110)
        #expect(summary.isPartial)
        let start = MediaTime(seconds: hole.lowerBound).text
        let end = MediaTime(seconds: hole.upperBound).text
        let told = ["\(file) is damaged from \(start) to \(end): nothing was seen there."]
        #expect(summary.allProblems.map(\.description) == told)
    }

    @Test(arguments: [
        ("ts", Gear.all), ("ts", .keyframes), ("mkv", .all), ("mkv", .keyframes), ("mp4", .all),
    ])
    func `a time in which nothing was recorded was not watched, and nothing is amiss`(
        ending: String,
        gear: Gear
    ) throws {
        let name = "gate-2_1767225600.\(ending)"
        let frames = PaintedScene.numbers(0, 60) + PaintedScene.numbers(80, 110)
        let summary = try recorder.scan(
            recorder.file(frames, named: name) { $0.keyframeInterval = 5 }
        ) {
            $0.gear = gear
            $0.rules = { _ in [DwellRule(limit: .seconds(30))] }
        }
        #expect(!summary.isPartial)
        #expect(summary.allProblems.isEmpty)
        let facts = try recorder.facts()
        #expect(facts.damaged.isEmpty)
        let last = gear == .all ? 59.8 : 59
        #expect(facts.watched == [0...last, 80...110])
    }

    @Test(arguments: ["ts", "mkv", "mp4"])
    func `a camera that sends a picture now and then is watched without a break`(
        ending: String
    ) throws {
        // By day five a second, by night one in 10 s.
        let day = PaintedScene.numbers(0, 60)
        let night = stride(from: 350, to: 2_000, by: 50)
        let summary = try recorder.scan(
            recorder.file(day + night, named: "gate-2_1767225600.\(ending)") {
                $0.isVariableFrameRate = true
            }
        )
        #expect(!summary.isPartial)
        let facts = try recorder.facts()
        #expect(facts.damaged.isEmpty)
        // Until the new rhythm is known, what lies between two pictures was not watched.
        #expect(facts.watched.count == 2)
        #expect(facts.watched.first == 0...59.8)
        #expect((facts.watched.last?.lowerBound ?? 400) <= 100)
        #expect((facts.watched.last?.upperBound ?? 0) >= 390)
    }

    @Test func `a file that breaks off is watched as far as it goes, and told each time`() throws {
        let file = try recorder.file(0, 110) { $0.isFastStart = true }
        let name = URL(filePath: file).lastPathComponent
        let bytes = try recorder.files.bytes(of: name)
        _ = try recorder.files.write(bytes.prefix(bytes.count * 7 / 10), to: name)
        let summary = try recorder.scan(file)
        #expect(summary.isPartial)
        #expect(!summary.isEmpty)
        let problem = try #require(summary.allProblems.first?.description)
        #expect(problem.hasPrefix("\(file) breaks off at 00:01:"))
        #expect(problem.hasSuffix(": the rest of the file is missing."))
        let facts = try recorder.facts()
        let end = try #require(facts.watched.last?.upperBound)
        #expect(end > 60 && end < 100)
        #expect(facts.events.first?.matches(30, 70) == true)
        let second = try recorder.scan(file)
        #expect(second.cameras.first?.watched == [])
        #expect(second.isPartial)
        let missing = MediaDuration.seconds(110 - end)
        #expect(
            second.allProblems.map(\.description) == [
                "\(file): its last \(missing.shortText) could not be read when it was watched; "
                    + "mend the file and scan it with --again."
            ]
        )
        // The whole file came after all.
        _ = try recorder.files.write(bytes, to: name)
        let third = try recorder.scan(file)
        #expect(!third.isPartial)
        #expect(try recorder.facts().watched == [0...110])
        #expect(try recorder.facts().events.count == 2)
    }

    @Test func `footage that follows a file that breaks off goes on with it`() throws {
        let first = try recorder.file(0, 60) { $0.isFastStart = true }
        let name = URL(filePath: first).lastPathComponent
        let bytes = try recorder.files.bytes(of: name)
        _ = try recorder.files.write(bytes.prefix(bytes.count * 9 / 10), to: name)
        let summary = try recorder.scan(first, recorder.file(60, 110))
        #expect(summary.isPartial)
        let facts = try recorder.facts()
        #expect(facts.stops.count == 2)
        #expect(facts.stops.first?.gaps.count == 1)
        #expect(facts.stops.first?.ending == .left)
        #expect(facts.watched.count == 2)
        // A rule of ten seconds does not bear the gap.
        #expect(facts.events.first?.state == .interrupted)
    }

    @Test func `pictures of another size interrupt what stands, and the scan goes on`() throws {
        // Two streams of different sizes behind each other, as a recorder writes them on a change.
        let small = try recorder.file(0, 50, named: "small.h264")
        let scene = PaintedScene(
            .init(
                size: PixelSize(width: 256, height: 144),
                resting: [
                    .init(
                        Box(x: 40, y: 50, width: 44, height: 30),
                        since: MediaTime(seconds: 80),
                        end: nil
                    )
                ]
            )
        )
        let other = try Recorder(scene)
        _ = try other.file(50, 110, named: "large.h264")
        let bytes = try recorder.files.bytes(of: "small.h264") + other.files.bytes(of: "large.h264")
        let file = try recorder.files.write(bytes, to: "gate-2_1767225600.h264")
        let summary = try recorder.scan(file)
        #expect(!summary.isPartial)
        let stops = try recorder.facts().stops
        #expect(stops.map(\.ending) == [.interrupted, nil])
        #expect(stops.map(\.frame.width) == [192, 256])
        _ = small
    }

    @Test func `footage without a length in its head is measured`() throws {
        let first = try recorder.file(0, 60, named: "a.h264")
        let second = try recorder.file(60, 110, named: "b.h264")
        let start: (inout ScanRequest) -> Void = {
            $0.template = nil
            $0.camera = "gate-2"
            $0.start = UTCTime(microseconds: Recorder.start)
        }
        let summary = try recorder.scan(first, second) { start(&$0) }
        #expect(!summary.isPartial)
        #expect(!summary.isEmpty)
        #expect(summary.cameras.first?.asked.map(\.range.duration) == [.seconds(60), .seconds(50)])
        #expect(try recorder.facts().watched == [0...110])
        let again = try recorder.scan(first, second) { start(&$0) }
        #expect(again.cameras.first?.watched == [])
    }

    @Test func `a stop while such footage is watched is gone on with`() throws {
        let scene = try Recorder()
        let file = try scene.file(0, 110, named: "gate-2_1767225600.h264")
        let limit: (inout ScanRequest) -> Void = {
            $0.rules = { _ in [DwellRule(limit: .seconds(20))] }
        }
        try scene.scan(file) { limit(&$0) }
        let whole = try scene.facts()
        #expect(whole.events.count == 2)
        let other = try Recorder()
        _ = try other.files.write(
            scene.files.bytes(of: "gate-2_1767225600.h264"),
            to: "gate-2_1767225600.h264"
        )
        let copy = other.files.path("gate-2_1767225600.h264")
        try other.scan(copy, stopAt: 55) { limit(&$0) }
        try other.scan(copy) { limit(&$0) }
        #expect(try other.facts() == whole)
        let events = try other.data.open().events(EventQuery()).events
        // Stills can be found by counting; packets without times cannot be laid into a clip.
        let reason =
            "no clip: \(copy) tells no times for its pictures, or such as jump, so that no "
            + "stretch of it can be cut out."
        #expect(events.map(\.evidence) == Array(repeating: .incomplete(reason: reason), count: 2))
        #expect(events.map(\.stills.count) == [3, 3])
    }

    @Test func `a bad file among good ones is told and the rest is watched`() throws {
        let good = try recorder.file(0, 80)
        let text = try recorder.files.write(
            "This is no video.\n".utf8,
            to: "gate-2_1767225700000.mp4"
        )
        let stray = try recorder.files.write("x".utf8, to: "readme.mp4")
        let folder = URL(filePath: good).deletingLastPathComponent().path
        let summary = try recorder.scan(folder)
        #expect(summary.cameras.first?.watched == [good])
        #expect(summary.isPartial)
        #expect(
            summary.allProblems.map(\.description) == [
                "the name of \(stray) does not match the time template \"{camera}_{epoch}\"",
                "\(text) is not a video file, or is damaged from its beginning.",
            ]
        )
    }
}
