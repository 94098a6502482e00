import CameraIndex
import Foundation
import SyntheticScene
import Testing

/// Surveys of footage among which lies a file that cannot be searched by its keyframes.
@Suite(.timeLimit(.minutes(10)))
struct ReadThroughTests {
    /// Twenty minutes: on the left something stands from 100 s to 400 s, on the right from 560 s to
    /// 900 s, and from 950 s to 1180 s, which is too short; others pass.
    private static let scene = PaintedScene(
        BoxScene(
            size: PaintedScene.size,
            resting: [
                PaintedScene.fiveMinutes,
                .init(place(118, 58), since: second(560), end: second(900), level: 210, speed: 60),
                .init(place(30, 20), since: second(950), end: second(1_180), level: 60, speed: 60),
            ],
            passing: PaintedScene.traffic(until: 1_200)
        )
    )

    private static func place(_ x: Int, _ y: Int) -> Box { Box(x: x, y: y, width: 36, height: 24) }
    private static func second(_ seconds: Double) -> MediaTime { MediaTime(seconds: seconds) }

    private let recorder: Recorder

    init() throws {
        recorder = try Recorder(Self.scene)
    }

    /// A file with one keyframe.
    private func unsearchable(_ from: Double, _ to: Double) throws -> String {
        try recorder.file(from, to) {
            $0.codec = "libx264"
            $0.keyframeInterval = 100_000
        }
    }

    /// Three files; that in the middle cannot be searched, and something stands at both its ends.
    private func files() throws -> [String] {
        [try recorder.file(0, 350), try unsearchable(350, 700), try recorder.file(700, 1_200)]
    }

    @discardableResult
    private func scan(
        _ paths: [String],
        _ change: (inout ScanRequest) -> Void = { _ in }
    ) throws -> ScanSummary {
        let request = try recorder.request(paths) {
            $0.rules = { _ in [DwellRule(limit: .minutes(4))] }
            change(&$0)
        }
        return try ScanJob(planning: request).run(on: recorder.data.open())
    }

    private func expectBoth() throws {
        let events = try recorder.facts().events
        #expect(events.count == 2)
        #expect(events.first?.matches(100, 400) == true)
        #expect(events.last?.matches(560, 900) == true)
        for event in events { #expect(event.uncertainty <= .seconds(1)) }
    }

    /// Expects another scan of the same footage to have found the same; how far its looks lie apart
    /// hangs on where it ended.
    private func expectSameFindings(as other: ReadThroughTests) throws {
        let (facts, others) = (try recorder.facts(), try other.recorder.facts())
        #expect(facts.stops == others.stops)
        #expect(facts.events == others.events)
        #expect(facts.watched.last?.upperBound == others.watched.last?.upperBound)
    }

    @Test(arguments: [Gear.survey, nil])
    func `one file without keyframes does not make the others cost what it does`(
        gear: Gear?
    ) throws {
        let paths = try files()
        let summary = try scan(paths) {
            $0.gear = gear
            // Stills would count as well.
            $0.makesEvidence = false
        }
        try expectBoth()
        #expect(summary.gears == [.survey])
        // 1,750 pictures of the file in the middle, and what the others' looks take.
        #expect((1_750...1_950).contains(summary.decodedCount))
        #expect(
            summary.allProblems.map(\.description) == [
                "\(paths[1]): its keyframes cannot be found by their time or are no whole "
                    + "pictures; all of it was read."
            ]
        )
        #expect(summary.cameras.first?.floor == .minutes(4))
    }

    @Test func `a file whose keyframes come too rarely is read through`() throws {
        let rare = try recorder.file(350, 700) { $0.keyframeInterval = 500 }
        let paths = [try recorder.file(0, 350), rare, try recorder.file(700, 1_200)]
        let summary = try scan(paths) { $0.gear = .survey }
        try expectBoth()
        #expect(
            summary.allProblems.map(\.description) == [
                "\(rare): its keyframes lie up to 1 min 40 s apart, and 1 min is the most that "
                    + "stops of 4 min bear; all of it was read."
            ]
        )
    }

    @Test func `where most of the footage cannot be searched every frame is watched`() throws {
        let summary = try scan([try recorder.file(0, 350), try unsearchable(350, 1_200)])
        #expect(summary.gears == [.nth])
        try expectBoth()
    }

    @Test(arguments: [2, 3])
    func `what is read through is the same on any number of threads`(jobs: Int) throws {
        try scan(try files())
        let other = try ReadThroughTests()
        try other.scan(try other.files()) { $0.jobs = jobs }
        try other.recorder.facts().expectSame(as: recorder.facts())
    }

    @Test func `a file that comes later is read through as one that comes at once`() throws {
        try scan(try files())
        let other = try ReadThroughTests()
        for path in try other.files() { try other.scan([path]) { $0.gear = .survey } }
        try expectSameFindings(as: other)
    }

    @Test func `a scan that was stopped goes on in a file that it reads through`() throws {
        try scan(try files())
        let other = try ReadThroughTests()
        let paths = try other.files()
        let request = try other.recorder.request(paths) {
            $0.rules = { _ in [DwellRule(limit: .minutes(4))] }
            $0.gear = .survey
        }
        let interrupt = Interrupt()
        try other.recorder.scan(request, interrupt, at: 360) { interrupt.request() }
        try other.scan(paths) { $0.gear = .survey }
        try expectSameFindings(as: other)
    }

    @Test func `what a container does not tell is watched as well`() throws {
        // It tells the length of one of the two.
        let joined = try recorder.joinedFile(350, 500, 700)
        let summary = try scan([try recorder.file(0, 350), joined, try recorder.file(700, 1_200)]) {
            $0.gear = .survey
        }
        try expectBoth()
        #expect(summary.gears == [.survey])
        #expect(!summary.isPartial)
    }

    @Test func `what cannot be decoded of a file that is read through was not watched`() throws {
        let path = try unsearchable(350, 700)
        let name = URL(filePath: path).lastPathComponent
        var bytes = try recorder.files.bytes(of: name)
        for index in bytes.count / 2..<bytes.count * 9 / 10 { bytes[index] = UInt8(index % 251) }
        _ = try recorder.files.write(bytes, to: name)
        let summary = try scan([try recorder.file(0, 350), path, try recorder.file(700, 1_200)])
        #expect(summary.isPartial)
        let hole = try #require(try recorder.facts().damaged.first)
        #expect((450...580).contains(hole.lowerBound))
        #expect((620...702).contains(hole.upperBound))
    }
}
