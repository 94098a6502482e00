import CameraIndex
import Testing

/// What is read without the pictures between has the times it has with them.
@Suite(.timeLimit(.minutes(10)))
struct KeyframeTimeTests {
    /// A way to write footage.
    struct Form: Sendable, CustomTestStringConvertible {
        var name: String
        var description: String
        var start = MediaTime.zero
        var change: @Sendable (inout VideoWriter.Options) -> Void

        var testDescription: String { "\(name), \(description)" }

        init(
            _ name: String,
            _ description: String,
            from start: Double = 0,
            _ change: @escaping @Sendable (inout VideoWriter.Options) -> Void = { _ in }
        ) {
            self.name = name
            self.description = description
            self.start = MediaTime(seconds: start)
            self.change = change
        }
    }

    private static let containers = ["a.mp4", "a.mov", "a.mkv", "a.ts", "a.avi"]

    private static let forms =
        containers.flatMap { name in
            [
                Form(name, "no pictures that lean on both sides") { $0.codecOptions["bf"] = "0" },
                Form(name, "pictures that lean on both sides") { $0.codecOptions["bf"] = "3" },
                Form(name, "with sound") { $0.hasAudio = true },
            ]
        }
        + ["a.mp4", "a.mov", "a.mkv", "a.ts"].flatMap { name in
            [
                Form(name, "open groups of pictures") {
                    $0.codecOptions["x264-params"] = "open-gop=1:bframes=3"
                },
                Form(name, "from 1.5 s on", from: 1.5),
            ]
        } + [
            Form("a.mp4", "in fragments") {
                $0.containerOptions["movflags"] = "frag_keyframe+empty_moov"
            },
            Form("a.mp4", "in fragments of several groups") {
                $0.containerOptions = [
                    "movflags": "empty_moov+default_base_moof", "frag_duration": "1300000",
                ]
                $0.hasAudio = true
            },
            Form("a.mp4", "in fragments behind the first pictures") {
                $0.containerOptions["movflags"] = "frag_keyframe"
            },
            Form("a.mp4", "in fragments with an index of them") {
                $0.containerOptions["movflags"] = "frag_keyframe+empty_moov+dash+global_sidx"
            },
            Form("a.mp4", "without an edit list") { $0.containerOptions["use_editlist"] = "0" },
            Form("a.mp4", "with offsets below zero") {
                $0.containerOptions["movflags"] = "negative_cts_offsets"
            },
            Form("a.mp4", "the index first") { $0.isFastStart = true },
            Form("a.mp4", "keyframes alone") { $0.keyframeInterval = 1 },
            Form("a.mp4", "MPEG-4") {
                $0.codec = "mpeg4"
                $0.codecOptions = ["bf": "2"]
            },
            Form("a.mp4", "HEVC, open groups of pictures") {
                $0.codec = "libx265"
                $0.codecOptions["x265-params"] = "open-gop=1:bframes=3"
            },
            Form("a.mkv", "HEVC, open groups of pictures") {
                $0.codec = "libx265"
                $0.codecOptions["x265-params"] = "open-gop=1:bframes=3"
            },
        ]

    /// Footage of 100 pictures, and the time of each as reading them all gives it.
    private static func footage(
        _ form: Form,
        in folder: FootageFolder
    ) throws -> (path: String, times: [Int: MediaTime]) {
        let path = try folder.footage(form.name, frames: 100, from: form.start) { options in
            form.change(&options)
            if options.codec == "libx264" { options.codecOptions["sc_threshold"] = "0" }
        }
        let all = try FootageTranscript(path)
        #expect(all.numbers == (0..<100).map { $0 })
        let numbers = try all.numbers.map { try #require($0) }
        return (path, Dictionary(uniqueKeysWithValues: zip(numbers, all.times)))
    }

    @Test(arguments: forms)
    func `keyframes that are read alone have the times they have among all`(form: Form) throws {
        let folder = try FootageFolder()
        let (path, times) = try Self.footage(form, in: folder)
        let alone = try FootageTranscript(path, onlyKeyframes: true)
        #expect(alone.failure == nil)
        #expect(alone.damaged.isEmpty)
        let numbers = try alone.numbers.map { try #require($0) }
        #expect(numbers.count >= 10 && numbers.first == 0)
        #expect(alone.times == numbers.map { times[$0] })
    }

    @Test(arguments: forms)
    func `a keyframe that is looked at has the time it has among all`(form: Form) throws {
        let folder = try FootageFolder()
        let (path, times) = try Self.footage(form, in: folder)
        var reader = try KeyframeReader(path: path)
        var seen: Set<Int> = []
        // The keyframe before a moment, and the one behind it where that is out of reach.
        for moment in stride(from: 0.0, to: 3.5, by: 0.22).reversed() {
            let time = MediaTime(seconds: moment)
            for range in [
                MediaRange(.zero, time), MediaRange(time, time + .seconds(1)),
            ] {
                guard let frame = try reader.keyframe(near: time, within: range) else { continue }
                let number = try #require(try NumberedScene().number(in: frame))
                #expect(frame.time == times[number], "\(number) near \(time.text)")
                #expect(range.start <= frame.time && frame.time <= range.end)
                seen.insert(number)
            }
        }
        #expect(seen.count >= 9)
    }
}
