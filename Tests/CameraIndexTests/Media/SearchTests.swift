import CameraIndex
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SearchTests {
    private static func check(_ path: String, frames: Int) throws {
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<frames).map { $0 })
        var reader = try VideoReader(path: path)
        for wanted in [frames / 2, 0, frames - 1, 10, 9, 31, 1, 40] {
            let time = MediaTime(seconds: 0.04 * Double(wanted) - 0.005)
            guard let frame = try reader.frame(atOrAfter: time) else {
                Issue.record("no picture at or after \(time.text)")
                continue
            }
            #expect(try NumberedScene().number(in: frame) == wanted)
        }
    }

    @Test(arguments: ["a.mp4", "a.mkv", "a.ts", "a.avi", "a.mpg"])
    func `open groups of pictures give no picture that leans on what was not read`(
        name: String
    ) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name, frames: 100) {
            $0.codec = name == "a.mpg" ? "mpeg2video" : "libx264"
            $0.codecOptions =
                name == "a.mpg" ? ["bf": "2"] : ["bf": "3", "x264-params": "open-gop=1"]
        }
        try Self.check(path, frames: 100)
    }

    @Test func `open groups of pictures of HEVC are searched as well`() throws {
        let folder = try FootageFolder()
        for name in ["a.mp4", "a.mkv", "a.ts"] {
            let path = try folder.footage(name, frames: 100) {
                $0.codec = "libx265"
                $0.codecOptions = ["x265-params": "open-gop=1:bframes=3"]
            }
            try Self.check(path, frames: 100)
        }
    }

    @Test(arguments: ["a.mp4", "a.mkv", "a.ts", "a.avi", "a.mpg"])
    func `footage with one keyframe is searched from there`(name: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name, frames: 100) {
            $0.codec = name == "a.mpg" ? "mpeg2video" : "libx264"
            $0.keyframeInterval = 600
        }
        try Self.check(path, frames: 100)
    }

    @Test func `reading goes on from the keyframe before a moment`() throws {
        let folder = try FootageFolder()
        for name in ["a.mp4", "a.mkv", "a.ts"] {
            let path = try folder.footage(name) { $0.codecOptions = ["sc_threshold": "0"] }
            var reader = try VideoReader(path: path)
            try reader.seek(toKeyframeAtOrBefore: MediaTime(seconds: 1.3))
            guard case .frame(let frame) = try reader.next() else {
                Issue.record("no picture")
                continue
            }
            let number = try #require(try NumberedScene().number(in: frame))
            #expect(number % 10 == 0 && number <= 32)
            #expect(
                (frame.time - MediaTime(seconds: 0.04 * Double(number))).magnitude < .seconds(0.001)
            )
        }
    }

    @Test func `a stop that is asked for ends the reading`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.mp4")
        let interrupt = Interrupt()
        var reader = try VideoReader(path: path, interrupt: interrupt)
        for _ in 0..<10 { _ = try reader.next() }
        interrupt.request()
        let error = #expect(throws: MediaError.self) {
            while try reader.next() != nil {}
        }
        #expect(error?.cause == .interrupted)
        #expect(error?.reached != nil)
        #expect(throws: MediaError.self) {
            try reader.seek(toKeyframeAtOrBefore: MediaTime(seconds: 1))
        }
        let opening = #expect(throws: MediaError.self) {
            _ = try VideoReader(path: path, interrupt: interrupt)
        }
        #expect(opening?.description == "stopped reading \(path).")
    }
}
