import CameraIndex
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimestampTests {
    @Test(arguments: [("a.ts", "libx264"), ("a.ts", "mpeg2video"), ("a.mpg", "mpeg2video")])
    func `joined recordings with the same timestamps follow each other`(
        name: String,
        codec: String
    ) throws {
        let folder = try FootageFolder()
        // Three seconds: less counts as pictures out of order.
        _ = try folder.footage(name, frames: 75) { $0.codec = codec }
        let bytes = try folder.bytes(of: name)
        let path = try folder.write(bytes + bytes, to: "joined-" + name)
        let read = try FootageTranscript(path)
        #expect(read.failure == nil)
        #expect(read.damaged.isEmpty)
        #expect(read.numbers == (0..<150).map { $0 % 75 })
        #expect(read.timesIncrease)
        #expect(abs(try #require(read.times.last).seconds - 149 * 0.04) < 0.05)
    }

    @Test func `a moment of joined recordings is found where reading finds it`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.ts", frames: 75)
        let bytes = try folder.bytes(of: "a.ts")
        let path = try folder.write(bytes + bytes, to: "joined.ts")
        let read = try FootageTranscript(path)
        try #require(read.times.count == 150)
        var reader = try VideoReader(path: path)
        for place in [10, 100, 60, 149] {
            guard let frame = try reader.frame(atOrAfter: read.times[place]) else {
                Issue.record("no picture")
                continue
            }
            #expect(frame.time == read.times[place])
            #expect(try NumberedScene().number(in: frame) == read.numbers[place])
        }
    }

    @Test func `recordings that overlap by a few pictures lose none`() throws {
        let folder = try FootageFolder()
        // The writer shifts the first part by the two pictures that its encoder holds back.
        _ = try folder.footage("a.ts")
        let first = try folder.bytes(of: "a.ts")
        _ = try folder.footage("a.ts", from: MediaTime(seconds: 2))
        let path = try folder.write(first + folder.bytes(of: "a.ts"), to: "joined.ts")
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<100).map { $0 % 50 })
        #expect(read.timesIncrease)
        #expect(abs(try #require(read.times.last).seconds - 99 * 0.04) < 0.1)
    }

    @Test func `a transport stream's clock may wrap`() throws {
        let folder = try FootageFolder()
        // 33 bits at 90 kHz end at 95443.7 s.
        let path = try folder.footage(
            "a.ts",
            frames: 150,
            from: MediaTime(seconds: 95_441)
        ) { $0.codecOptions = ["bf": "0"] }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<150).map { $0 })
        #expect(read.worstTimeError <= .seconds(0.001))
        #expect(read.failure == nil)
        var reader = try VideoReader(path: path)
        for wanted in [20, 140, 100] {
            guard let frame = try reader.frame(atOrAfter: read.times[wanted]) else {
                Issue.record("no picture")
                continue
            }
            #expect(try NumberedScene().number(in: frame) == wanted)
        }
    }

    @Test func `a pause in the recording is kept`() throws {
        let folder = try FootageFolder()
        let times =
            (0..<20).map { MediaTime(seconds: 0.04 * Double($0)) }
            + (0..<20).map { MediaTime(seconds: 1_800 + 0.04 * Double($0)) }
        for name in ["a.mp4", "a.ts", "a.mkv"] {
            let path = try folder.footage(name, times: times) {
                // Behind the pause a keyframe comes first.
                $0.codecOptions = ["bf": "0", "sc_threshold": "0"]
            }
            let read = try FootageTranscript(path)
            #expect(read.numbers == (0..<40).map { $0 })
            #expect(abs(try #require(read.times.last).seconds - 1_800.76) < 0.001)
        }
    }

    @Test func `a stream without timestamps goes at its frame rate`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.264") { $0.container = "h264" }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<50).map { $0 })
        #expect(read.worstTimeError <= .seconds(0.001))
        var reader = try VideoReader(path: path)
        for wanted in [30, 3] {
            guard let frame = try reader.frame(atOrAfter: read.times[wanted]) else {
                Issue.record("no picture")
                continue
            }
            #expect(try NumberedScene().number(in: frame) == wanted)
        }
    }

    @Test func `AVI leaves out pictures that stay the same`() throws {
        let folder = try FootageFolder()
        let steps = [0, 1, 2, 10, 11, 40, 41]
        let path = try folder.footage(
            "a.avi",
            times: steps.map { MediaTime(seconds: 0.04 * Double($0)) }
        ) { $0.codec = "mpeg4" }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<7).map { $0 })
        #expect(read.damaged.isEmpty)
        #expect(read.times == steps.map { MediaTime(seconds: 0.04 * Double($0)) })
    }
}
