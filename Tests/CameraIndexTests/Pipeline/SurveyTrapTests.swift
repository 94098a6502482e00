import CameraIndex
import Foundation
import SyntheticScene
import Testing

/// Footage whose keyframes are not what a sampler hopes for, and what becomes of it.
struct SurveyTrapTests {
    /// Ten minutes in which something stands from 100 s to 400 s, and others pass.
    private static let scene = PaintedScene(
        BoxScene(
            size: PaintedScene.size,
            resting: [PaintedScene.fiveMinutes],
            passing: PaintedScene.traffic(until: 600)
        )
    )

    private let recorder: Recorder

    init() throws {
        recorder = try Recorder(Self.scene)
    }

    /// Scans a file by a rule of four minutes.
    private func scan(_ path: String, _ gear: Gear) throws -> ScanSummary {
        let request = try recorder.request([path]) { request in
            request.rules = { _ in [DwellRule(limit: .minutes(4))] }
            request.gear = gear
        }
        return try ScanJob(planning: request).run(on: recorder.data.open())
    }

    /// Expects the one stop, its moments within what is said of them.
    private func expectStop(_ comment: Comment) throws {
        let facts = try recorder.facts()
        #expect(facts.events.count == 1, comment)
        let event = try #require(facts.events.first, comment)
        let doubt = event.uncertainty.seconds + 0.5
        #expect(abs(event.sinceSecond - 100) <= doubt, comment)
        let end = try #require(event.endSecond, comment)
        #expect(abs(end - 400) <= max(doubt, 3), comment)
        #expect(facts.damaged.isEmpty, comment)
    }

    /// Expects the one stop, or that the scan says that it did not watch all.
    private func expectStopOrNotice(_ summary: ScanSummary, _ comment: Comment) throws {
        let events = try recorder.facts().events
        let isFound = events.count == 1 && abs((events.first?.sinceSecond ?? 0) - 100) < 3
        #expect(isFound || summary.isPartial, comment)
    }

    private static let gears: [Gear] = [.survey, .keyframes]

    @Test(arguments: gears)
    func `pictures that are shown before the keyframe they follow do not matter`(
        gear: Gear
    ) throws {
        let path = try recorder.file(0, 600) {
            $0.codec = "libx264"
            $0.codecOptions = ["bf": "3", "x264-params": "open-gop=1"]
        }
        let summary = try scan(path, gear)
        try expectStop("\(gear)")
        #expect(summary.decodedCount < 700)
    }

    @Test(arguments: gears)
    func `footage of keyframes alone is sampled`(gear: Gear) throws {
        let path = try recorder.file(0, 600, as: "avi") { $0.codec = "mjpeg" }
        _ = try scan(path, gear)
        try expectStop("\(gear)")
    }

    @Test(arguments: gears)
    func `a fragmented MP4 is sampled`(gear: Gear) throws {
        let path = try recorder.file(0, 600) {
            $0.containerOptions = ["movflags": "frag_keyframe+empty_moov"]
        }
        _ = try scan(path, gear)
        try expectStop("\(gear)")
    }

    @Test(arguments: gears)
    func `fields of a picture are sampled together`(gear: Gear) throws {
        let path = try recorder.file(0, 600) {
            $0.codec = "libx264"
            $0.isInterlaced = true
        }
        _ = try scan(path, gear)
        try expectStop("\(gear)")
    }

    @Test(arguments: gears)
    func `a picture that mends itself bit by bit is watched in a dearer gear`(gear: Gear) throws {
        let path = try recorder.file(0, 600) {
            $0.codec = "libx264"
            $0.codecOptions = ["x264-params": "intra-refresh=1"]
        }
        _ = try scan(path, gear)
        try expectStop("\(gear)")
    }

    @Test(arguments: gears)
    func `an index that calls other pictures keyframes does not blind the scan in silence`(
        gear: Gear
    ) throws {
        let path = try recorder.file(0, 600) {
            $0.codec = "libx264"
            $0.codecOptions = ["bf": "0"]
        }
        try changeKeyframes(of: path) { $0 == 1 ? 1 : $0 + 3 }
        let summary = try scan(path, gear)
        try expectStopOrNotice(summary, "\(gear)")
    }

    @Test(arguments: gears)
    func `an index that leads to other places does not blind the scan in silence`(
        gear: Gear
    ) throws {
        let path = try recorder.file(0, 600, as: "avi")
        let name = URL(filePath: path).lastPathComponent
        var bytes = Data(try recorder.files.bytes(of: name))
        let index = try #require(bytes.range(of: Data("idx1".utf8), options: .backwards))
        // Each entry has sixteen bytes: name, flags, place, size.
        for place in stride(from: index.upperBound + 4 + 8, to: bytes.count - 8, by: 16 * 7) {
            bytes[place + 1] ^= 0x15
        }
        _ = try recorder.files.write(bytes, to: name)
        let summary = try scan(path, gear)
        try expectStopOrNotice(summary, "\(gear)")
    }

    @Test(arguments: gears)
    func `times that jump are gone on with in a dearer gear`(gear: Gear) throws {
        let joined = try recorder.joinedFile(0, 300, 600)
        let summary = try scan(joined, gear)
        try expectStop("\(gear)")
        #expect(
            summary.allProblems.map(\.description).contains {
                $0.hasSuffix("it was watched frame by frame.")
            }
        )
    }

    @Test(arguments: ["mkv", "ts", "avi", "mp4"])
    func `each container tells its keyframes, and its end is its end`(ending: String) throws {
        let path = try recorder.file(0, 600, as: ending)
        let summary = try scan(path, .keyframes)
        try expectStop("\(ending)")
        #expect(summary.allProblems.isEmpty)
        // One each two seconds.
        #expect((295...305).contains(summary.decodedCount))
        let coverage = try recorder.facts().coverage
        #expect(coverage.allSatisfy { $0.floor == .seconds(58) })
    }

    @Test func `what every keyframe told answers for a survey`() throws {
        let path = try recorder.file(0, 600)
        _ = try scan(path, .keyframes)
        #expect(try scan(path, .survey).decodedCount == 0)
        #expect(try scan(path, .all).decodedCount == 3_000)
    }

    @Test func `keyframes too rare for a rule give way to every frame`() throws {
        let path = try recorder.file(0, 200)
        let request = try recorder.request([path]) { request in
            request.gear = .keyframes
            // Stills would count as well.
            request.makesEvidence = false
        }
        let summary = try ScanJob(planning: request).run(on: recorder.data.open())
        #expect(summary.decodedCount == 1_000)
        #expect(
            summary.allProblems.map(\.description) == [
                "\(path): its keyframes lie up to 2 s apart, and 344 ms is the most that stops of "
                    + "10 s bear; it was watched frame by frame."
            ]
        )
    }

    /// Rewrites the list of keyframes of an MP4, which counts pictures from 1.
    private func changeKeyframes(of path: String, _ change: (UInt32) -> UInt32) throws {
        let name = URL(filePath: path).lastPathComponent
        var bytes = Data(try recorder.files.bytes(of: name))
        let list = try #require(bytes.range(of: Data("stss".utf8)))
        func word(_ place: Int) -> UInt32 {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        let count = Int(word(list.upperBound + 4))
        for entry in 0..<count {
            let place = list.upperBound + 8 + 4 * entry
            let number = change(word(place))
            for byte in 0..<4 { bytes[place + byte] = UInt8(number >> (24 - 8 * byte) & 0xff) }
        }
        _ = try recorder.files.write(bytes, to: name)
    }
}
