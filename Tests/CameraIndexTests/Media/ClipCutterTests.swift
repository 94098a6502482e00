import CameraIndex
import Foundation
import Testing

struct ClipCutterTests {
    private let folder: FootageFolder

    init() throws {
        folder = try FootageFolder()
    }

    private func cut(
        _ path: String,
        _ from: Double,
        _ to: Double
    ) throws -> (clip: CutClip?, path: String) {
        let target = folder.path("clip")
        let range = MediaRange(MediaTime(seconds: from), MediaTime(seconds: to))
        return (try ClipCutter(path: path).cut(range, to: target), target)
    }

    /// Footage of 4 s, 25 pictures a second, a keyframe every ten pictures (0.4 s).
    private func footage(_ name: String, _ codec: String, betweens: Int = 0) throws -> String {
        try folder.footage(name, frames: 100) {
            $0.codec = codec
            if name == "a.mpg" { $0.containerOptions = ["packetsize": "512"] }
            if codec != "mjpeg", codec != "cinepak", codec != "ffv1" {
                $0.codecOptions["bf"] = "\(betweens)"
            }
        }
    }

    @Test(arguments: [
        ("a.mp4", "libx264", 0, CutClip.Container.mp4), ("a.mp4", "libx264", 3, .mp4),
        ("a.mp4", "libx265", 0, .mp4), ("a.mp4", "mpeg4", 2, .mp4), ("a.mov", "mjpeg", 0, .mp4),
        ("a.mkv", "libx264", 3, .mp4), ("a.mkv", "libx265", 3, .mp4), ("a.ts", "libx264", 0, .mp4),
        ("a.ts", "libx264", 3, .mp4), ("a.ts", "libx265", 3, .mp4), ("a.ts", "mpeg2video", 2, .mp4),
        ("a.mpg", "mpeg2video", 2, .mp4), ("a.avi", "mjpeg", 0, .mp4), ("a.avi", "mpeg4", 0, .mp4),
        ("a.avi", "libx264", 0, .mp4), ("a.avi", "libx264", 3, .avi),
        ("a.avi", "cinepak", 0, .avi), ("a.mkv", "ffv1", 0, .matroska),
    ])
    func `a clip has the same pictures at the same distances from its keyframe on`(
        name: String,
        codec: String,
        betweens: Int,
        container: CutClip.Container
    ) throws {
        let path = try footage(name, codec, betweens: betweens)
        let whole = try FootageTranscript(path)
        #expect(whole.numbers == (0..<100).map { $0 })
        let (cut, target) = try cut(path, 1.3, 2.5)
        let clip = try #require(cut)
        #expect(clip.container == container)
        #expect(clip.failure == nil)
        let read = try FootageTranscript(target)
        #expect(read.failure == nil)
        #expect(read.damaged.isEmpty)
        // One at 1.2 s, unless the encoder chose one nearer to the 1.3 s.
        let first = try #require(read.numbers.first ?? nil)
        #expect((30...32).contains(first))
        // Pictures shown just before the end may lean on one behind it, which is there as well.
        let last = try #require(read.numbers.last ?? nil)
        #expect((62...68).contains(last))
        let shown = read.numbers.compactMap(\.self).filter { $0 <= 62 }
        #expect(shown == (first...62).map { $0 })
        #expect(abs(clip.range.start.seconds - 0.04 * Double(first)) < 0.005)
        // Program streams do not time each picture: FFmpeg guesses, by a picture more or less.
        let tolerance = name == "a.mpg" ? 0.041 : 0.0015
        #expect(abs(clip.range.end.seconds - 0.04 * Double(last + 1)) < max(tolerance, 0.005))
        for (number, time) in zip(read.numbers, read.times) {
            guard let number else { continue }
            // Matroska counts in milliseconds.
            let distance = (time - read.times[0]).seconds
            #expect(abs(distance - 0.04 * Double(number - first)) < tolerance)
        }
    }

    @Test(arguments: ["a.mp4", "a.mkv", "a.ts"])
    func `a stretch at the beginning or the end is cut where the footage is`(name: String) throws {
        let path = try footage(name, "libx264")
        let head = try #require(try cut(path, 0, 0.6).clip)
        #expect(head.range.start == .zero)
        #expect((0.64...0.81).contains(head.range.end.seconds))
        let tail = try #require(try cut(path, 3.5, 9).clip)
        #expect(abs(tail.range.start.seconds - 3.2) < 0.001)
        #expect(abs(tail.range.end.seconds - 4) < 0.001)
    }

    @Test func `the same packets give the same file`() throws {
        let path = try footage("a.ts", "libx264", betweens: 2)
        for ending in ["mp4", "mkv"] {
            let first = folder.path("1.\(ending)")
            let second = folder.path("2.\(ending)")
            let range = MediaRange(MediaTime(seconds: 1), MediaTime(seconds: 2))
            _ = try ClipCutter(path: path).cut(range, to: first)
            _ = try ClipCutter(path: path).cut(range, to: second)
            #expect(
                try Data(contentsOf: URL(filePath: first))
                    == Data(contentsOf: URL(filePath: second))
            )
        }
    }

    @Test func `a clip keeps the turn of its pictures and when they were taken`() throws {
        let path = try folder.footage("a.mp4", frames: 100) { $0.turn = .clockwise }
        let target = folder.path("clip")
        let range = MediaRange(MediaTime(seconds: 1.3), MediaTime(seconds: 2))
        _ = try ClipCutter(path: path).cut(range, to: target) { time in
            UTCTime(microseconds: 1_767_225_600_000_000 + time.microseconds)
        }
        let format = try Demuxer(path: target).format
        #expect(format.turn == .clockwise)
        #expect(format.creationTime == UTCTime(microseconds: 1_767_225_601_000_000))
    }

    @Test func `sound is left out`() throws {
        let path = try folder.footage("a.mp4", frames: 100) { $0.hasAudio = true }
        let (clip, target) = try cut(path, 1, 2)
        #expect(clip != nil)
        #expect(try !Demuxer(path: target).format.hasAudio)
    }

    @Test func `footage without times cannot be cut, and says so`() throws {
        let path = try footage("a.h264", "libx264")
        let error = #expect(throws: MediaError.self) { try cut(path, 1, 2) }
        #expect(
            error?.description
                == "\(path) tells no times for its pictures, or such as jump, so that no stretch "
                + "of it can be cut out."
        )
    }

    @Test func `footage that breaks off is cut as far as it goes, and says why`() throws {
        let whole = try folder.footage("a.mp4", frames: 100) { $0.isFastStart = true }
        let bytes = try folder.bytes(of: "a.mp4")
        let path = try folder.write(bytes.prefix(bytes.count * 6 / 10), to: "cut.mp4")
        #expect(try FootageTranscript(whole).numbers.count == 100)
        let clip = try #require(try cut(path, 1, 3.5).clip)
        #expect(clip.failure?.cause == .truncated)
        #expect(clip.range.end.seconds < 3)
        #expect(clip.range.end.seconds > 1.5)
    }
}
