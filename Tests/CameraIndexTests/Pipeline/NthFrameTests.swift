import CameraIndex
import SyntheticScene
import Testing

/// Of each group of pictures only those are decoded that are analysed or that others lean on; here
/// two samples a second are analysed of five pictures.
@Suite(.timeLimit(.minutes(10)))
struct NthFrameTests {
    static let jpeg = Coding(name: "MJPEG", codec: "mjpeg")
    static let intra = Coding(
        name: "keyframes alone",
        keyframeInterval: 1,
        codecOptions: ["bf": "0"]
    )
    static let reordered = Coding(
        name: "B-frames",
        codecOptions: ["preset": "veryfast", "bf": "3", "x264-params": "b-adapt=0"]
    )
    static let hevc = Coding(
        name: "HEVC",
        codec: "libx265",
        codecOptions: ["x265-params": "pools=none:frame-threads=1:bframes=3:b-adapt=0"]
    )
    /// Footage with pictures that nothing leans on.
    static let thinnable = [
        jpeg, intra, reordered, hevc,
        Coding(name: "MJPEG in AVI", ending: "avi", codec: "mjpeg"),
        Coding(
            name: "transport stream",
            ending: "ts",
            codecOptions: ["preset": "veryfast", "bf": "2", "x264-params": "b-adapt=0"]
        ),
        Coding(
            name: "open groups",
            ending: "mkv",
            codecOptions: ["preset": "veryfast", "x264-params": "open-gop=1:bframes=3:b-adapt=0"]
        ),
        Coding(
            name: "HEVC in a transport stream",
            ending: "ts",
            codec: "libx265",
            codecOptions: ["x265-params": "pools=none:frame-threads=1:bframes=3:b-adapt=0"]
        ),
        Coding(
            name: "layers of time",
            codec: "libx265",
            codecOptions: [
                "x265-params":
                    "pools=none:frame-threads=1:bframes=3:b-adapt=0:temporal-layers=1"
            ]
        ),
        Coding(
            name: "keyframes of HEVC alone",
            codec: "libx265",
            keyframeInterval: 1,
            codecOptions: ["x265-params": "pools=none:frame-threads=1:keyint=1"]
        ),
    ]
    /// Footage of which every picture may be needed for another.
    static let dense = [
        Coding(name: "without B-frames", codecOptions: ["bf": "0"]),
        Coding(name: "no timestamps", ending: "h264"),
        Coding(name: "two fields", isInterlaced: true),
        Coding(name: "AVI", ending: "avi", codecOptions: ["bf": "2"]),
        Coding(name: "intra refresh", codecOptions: ["x264-params": "intra-refresh=1"]),
    ]

    private func finding(
        _ recorder: Recorder,
        _ paths: [String],
        _ gear: Gear,
        jobs: Int = 1,
        stopsAt: [Double] = []
    ) throws -> ScanFinding {
        try ScanFinding(recorder, paths, stopsAt: stopsAt) {
            $0.jobs = jobs
            $0.gear = gear
            $0.samplePeriod = .seconds(0.5)
        }
    }

    private func name(_ coding: Coding, from millisecond: Int64 = 0) -> String {
        "gate-2_\(Recorder.start / 1_000 + millisecond).\(coding.ending)"
    }

    private func file(_ recorder: Recorder, _ coding: Coding) throws -> String {
        try recorder.file(0, 110, named: name(coding), coding.apply)
    }

    @Test(arguments: thinnable, [1, 3])
    func `pictures are left out and the facts are the same`(coding: Coding, jobs: Int) throws {
        let recorder = try Recorder()
        let file = try file(recorder, coding)
        let all = try finding(recorder, [file], .all)
        #expect(all.facts.stops.count == 2)
        let nth = try finding(recorder, [file], .nth, jobs: jobs)
        nth.facts.expectSame(as: all.facts)
        #expect(nth.problems == all.problems)
        #expect(Double(nth.decodedCount) < 0.95 * Double(all.decodedCount))
    }

    @Test(arguments: [jpeg, intra])
    func `of pictures that stand alone only the samples are decoded`(coding: Coding) throws {
        let recorder = try Recorder()
        let nth = try finding(recorder, [try file(recorder, coding)], .nth)
        #expect((219...222).contains(nth.decodedCount))
    }

    @Test(arguments: dense)
    func `what others may lean on is decoded`(coding: Coding) throws {
        let recorder = try Recorder()
        let file = try file(recorder, coding)
        let all = try finding(recorder, [file], .all)
        let nth = try finding(recorder, [file], .nth)
        nth.facts.expectSame(as: all.facts)
        #expect(nth.decodedCount == all.decodedCount)
    }

    @Test(arguments: [jpeg, reordered])
    func `a scan that was broken off and files that follow change nothing`(coding: Coding) throws {
        let recorder = try Recorder()
        // The second begins between two samples.
        let paths = [
            try recorder.file(0, 47.2, named: name(coding), coding.apply),
            try recorder.file(47.2, 110, named: name(coding, from: 47_200), coding.apply),
        ]
        let all = try finding(recorder, paths, .all)
        try finding(recorder, paths, .nth, stopsAt: [20, 60]).facts.expectSame(as: all.facts)
    }

    @Test(arguments: [jpeg, intra, reordered, hevc], [0.1, 0.5])
    func `damage costs no stop, and is told`(coding: Coding, share: Double) throws {
        let recorder = try Recorder()
        _ = try file(recorder, coding)
        var bytes = try recorder.files.bytes(of: name(coding))
        bytes.spoil(at: share, count: bytes.count / 50)
        let path = try recorder.files.write(bytes, to: name(coding))
        let all = try finding(recorder, [path], .all)
        let nth = try finding(recorder, [path], .nth)
        #expect(nth.facts.stops.count == all.facts.stops.count)
        #expect(nth.facts.damaged.isEmpty == all.facts.damaged.isEmpty)
        let three = try finding(recorder, [path], .nth, jobs: 3)
        three.facts.expectSame(as: nth.facts)
        #expect(three.decodedCount == nth.decodedCount)
    }

    @Test func `a picture without tables is decoded behind the one that brings them`() throws {
        let recorder = try Recorder()
        _ = try file(recorder, Self.jpeg)
        var bytes = try recorder.files.bytes(of: name(Self.jpeg))
        // Of ten pictures nine lose the mark of their tables: a decoder takes those before.
        var number = 0
        for place in bytes.indices.dropLast(3)
        where bytes[place] == 0xff && bytes[place + 1] == 0xd8 && bytes[place + 2] == 0xff {
            let mark = bytes[place..<min(place + 800, bytes.count - 1)].indices.first {
                bytes[$0] == 0xff && bytes[$0 + 1] == 0xdb
            }
            if number % 10 != 3, let mark { bytes[mark + 1] = 0xe9 }
            number += 1
        }
        let path = try recorder.files.write(bytes, to: name(Self.jpeg))
        let all = try finding(recorder, [path], .all)
        let nth = try finding(recorder, [path], .nth)
        nth.facts.expectSame(as: all.facts)
        #expect(nth.decodedCount > all.decodedCount * 9 / 10)
    }

    @Test func `keyframes that follow at once are thinned by the keyframes gear as well`() throws {
        let recorder = try Recorder()
        let finding = try finding(recorder, [try file(recorder, Self.intra)], .keyframes)
        #expect(finding.facts.stops.count == 2)
        #expect((219...222).contains(finding.decodedCount))
    }

    @Test func `what every frame told answers for some, but not the other way round`() throws {
        let recorder = try Recorder()
        let file = try file(recorder, Self.jpeg)
        #expect(try recorder.scan(file) { $0.gear = .all }.gears == [.all])
        #expect(try recorder.scan(file) { $0.gear = .nth }.gears.isEmpty)
        let other = try Recorder()
        let copy = try self.file(other, Self.jpeg)
        #expect(try other.scan(copy) { $0.gear = .nth }.gears == [.nth])
        #expect(try other.scan(copy) { $0.gear = .all }.gears == [.all])
    }
}
