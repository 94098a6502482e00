import CameraIndex
import SyntheticScene
import Testing

/// Groups of pictures are decoded beside each other where a scan may use several threads.
@Suite(.timeLimit(.minutes(10)))
struct DecodingAheadTests {
    static let plain = Coding(name: "without B-frames", codecOptions: ["bf": "0"])
    static let reordered = Coding(
        name: "B-frames",
        codecOptions: ["preset": "veryfast", "bf": "3"]
    )
    static let stream = Coding(
        name: "transport stream",
        ending: "ts",
        codecOptions: ["preset": "veryfast", "bf": "2"]
    )
    static let closed = Coding(
        name: "HEVC",
        codec: "libx265",
        codecOptions: ["x265-params": "pools=none:frame-threads=1:open-gop=0:bframes=3"]
    )
    static let codings = [
        plain, reordered, stream, closed,
        Coding(name: "slices", codecOptions: ["x264-params": "slices=4"]),
        Coding(name: "Matroska", ending: "mkv", codecOptions: ["bf": "2"]),
        Coding(
            name: "open groups",
            codecOptions: ["preset": "veryfast", "bf": "3", "x264-params": "open-gop=1"]
        ),
        Coding(
            name: "open groups of HEVC",
            codec: "libx265",
            codecOptions: ["x265-params": "pools=none:frame-threads=1:open-gop=1:bframes=3"]
        ),
        Coding(
            name: "leading pictures of HEVC",
            codec: "libx265",
            codecOptions: ["x265-params": "pools=none:frame-threads=1:open-gop=0:bframes=3:radl=2"]
        ),
        Coding(name: "one keyframe", keyframeInterval: 1_000),
        Coding(name: "keyframes alone", keyframeInterval: 1, codecOptions: ["bf": "0"]),
        Coding(name: "intra refresh", codecOptions: ["x264-params": "intra-refresh=1"]),
        Coding(name: "two fields", isInterlaced: true),
        Coding(name: "no timestamps", ending: "h264"),
        Coding(name: "AVI", ending: "avi", codecOptions: ["bf": "2"]),
        Coding(name: "MPEG-4", codec: "mpeg4"),
    ]

    private func finding(
        _ recorder: Recorder,
        _ paths: [String],
        jobs: Int,
        gear: Gear = .all,
        stopsAt: [Double] = []
    ) throws -> ScanFinding {
        try ScanFinding(recorder, paths, stopsAt: stopsAt) {
            $0.jobs = jobs
            $0.gear = gear
            if gear == .keyframes { $0.rules = { _ in [DwellRule(limit: .seconds(25))] } }
        }
    }

    @Test(arguments: codings)
    func `three threads find what one finds`(coding: Coding) throws {
        let recorder = try Recorder()
        let name = "gate-2_\(Recorder.start / 1_000).\(coding.ending)"
        let file = try recorder.file(0, 110, named: name, coding.apply)
        let one = try finding(recorder, [file], jobs: 1)
        #expect(one.facts.stops.count == 2)
        let three = try finding(recorder, [file], jobs: 3)
        three.facts.expectSame(as: one.facts)
        #expect(three == one)
    }

    @Test(arguments: codings)
    func `three threads find by keyframes what one finds by them`(coding: Coding) throws {
        let recorder = try Recorder()
        let name = "gate-2_\(Recorder.start / 1_000).\(coding.ending)"
        let file = try recorder.file(0, 110, named: name) { options in
            coding.apply(to: &options)
            // 29 of them lie within the shorter stop.
            if options.keyframeInterval == 10 { options.keyframeInterval = 4 }
        }
        let one = try finding(recorder, [file], jobs: 1, gear: .keyframes)
        #expect(one.facts.stops.count == 2)
        let three = try finding(recorder, [file], jobs: 3, gear: .keyframes)
        three.facts.expectSame(as: one.facts)
        #expect(three == one)
    }

    @Test(arguments: [plain, reordered, stream, closed], [0.02, 0.3, 0.31, 0.5, 0.66, 0.97])
    func `three threads tell the damage that one tells`(coding: Coding, share: Double) throws {
        let recorder = try Recorder()
        let name = "gate-2_\(Recorder.start / 1_000).\(coding.ending)"
        _ = try recorder.file(0, 110, named: name, coding.apply)
        var bytes = try recorder.files.bytes(of: name)
        bytes.spoil(at: share, count: bytes.count / 100)
        let file = try recorder.files.write(bytes, to: name)
        let one = try finding(recorder, [file], jobs: 1)
        #expect(!one.facts.damaged.isEmpty)
        let three = try finding(recorder, [file], jobs: 3)
        three.facts.expectSame(as: one.facts)
        #expect(three == one)
    }

    @Test func `a file that breaks off breaks off at the same picture`() throws {
        let recorder = try Recorder()
        let name = "gate-2_\(Recorder.start / 1_000).mp4"
        _ = try recorder.file(0, 110, named: name, Self.reordered.apply)
        let bytes = try recorder.files.bytes(of: name)
        let file = try recorder.files.write(bytes.prefix(bytes.count * 7 / 10), to: name)
        let one = try finding(recorder, [file], jobs: 1)
        #expect(one.problems.contains { $0.contains("breaks off") })
        #expect(try finding(recorder, [file], jobs: 3) == one)
    }

    @Test(arguments: [plain, reordered])
    func `a scan that was stopped amid groups of pictures goes on as if it had not been`(
        coding: Coding
    ) throws {
        let recorder = try Recorder()
        let files = [
            try recorder.file(0, 60, coding.apply),
            try recorder.file(60, 110, coding.apply),
        ]
        let whole = try finding(recorder, files, jobs: 1)
        for stops in [[13.4], [33.0, 47.8], [61.2, 85, 100.6]] {
            try finding(recorder, files, jobs: 3, stopsAt: stops).facts.expectSame(as: whole.facts)
        }
    }

    @Test func `recordings of another size behind each other are told apart alike`() throws {
        let recorder = try Recorder()
        _ = try recorder.file(0, 50, named: "small.ts", Self.stream.apply)
        let other = try Recorder(
            PaintedScene(.init(size: PixelSize(width: 256, height: 144), resting: []))
        )
        _ = try other.file(50, 110, named: "large.ts", Self.stream.apply)
        let bytes = try recorder.files.bytes(of: "small.ts") + other.files.bytes(of: "large.ts")
        let file = try recorder.files.write(bytes, to: "gate-2_\(Recorder.start / 1_000).ts")
        let one = try finding(recorder, [file], jobs: 1)
        let three = try finding(recorder, [file], jobs: 3)
        three.facts.expectSame(as: one.facts)
        #expect(three == one)
    }
}
