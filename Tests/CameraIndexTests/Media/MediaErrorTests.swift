import CameraIndex
import Foundation
import Testing

struct MediaErrorTests {
    private static func message(of path: String) -> String? {
        #expect(throws: MediaError.self) {
            var reader = try VideoReader(path: path)
            while try reader.next() != nil {}
        }?.description
    }

    @Test func `a missing path is told`() throws {
        let path = try FootageFolder().path("nothing.mp4")
        #expect(
            Self.message(of: path)
                == "cannot find \(path): there is no such file. Check the path."
        )
    }

    @Test func `a folder is no footage`() throws {
        let folder = try FootageFolder()
        let path = folder.path("clips.mp4")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(Self.message(of: path) == "\(path) is a folder, not a video file.")
    }

    @Test func `an empty file is told`() throws {
        let folder = try FootageFolder()
        let path = try folder.write([], to: "a.mp4")
        #expect(Self.message(of: path) == "\(path) is empty: 0 bytes.")
    }

    @Test func `a text is no footage, whatever it is called`() throws {
        let folder = try FootageFolder()
        let path = try folder.write("It was a dark and stormy night.\n".utf8, to: "a.mp4")
        #expect(
            Self.message(of: path)
                == "\(path) is not a video file, or is damaged from its beginning."
        )
    }

    @Test func `an MP4 without its index is told with a way out`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mp4")
        let bytes = try folder.bytes(of: "a.mp4")
        let path = try folder.write(bytes.prefix(bytes.count / 2), to: "cut.mp4")
        #expect(
            Self.message(of: path)
                == "\(path) was cut off: its index (moov) is missing, so its pictures cannot be "
                + "found. Copy it again from the recorder, or repair it with a tool such as "
                + "untrunc."
        )
    }

    @Test func `sound alone is no footage`() throws {
        let folder = try FootageFolder()
        let path = try folder.write(Self.wave, to: "a.wav")
        #expect(
            Self.message(of: path) == "\(path) holds no video, only sound, a cover picture or data."
        )
    }

    @Test func `a cover picture is no footage`() throws {
        let folder = try FootageFolder()
        let path = try folder.write(Self.songWithCover(), to: "a.mp3")
        #expect(
            Self.message(of: path) == "\(path) holds no video, only sound, a cover picture or data."
        )
    }

    @Test func `a codec that nobody knows is told by its four letters`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.avi") { $0.codec = "mpeg4" }
        var bytes = try folder.bytes(of: "a.avi")
        for place in 0..<bytes.count - 4 where Array(bytes[place..<place + 4]) == Array("FMP4".utf8)
        {
            bytes.replaceSubrange(place..<place + 4, with: Array("ZZZZ".utf8))
        }
        let path = try folder.write(bytes, to: "unknown.avi")
        #expect(
            Self.message(of: path)
                == "\(path) is coded as \"ZZZZ\", which this FFmpeg cannot decode."
        )
    }

    @Test func `footage that breaks off tells where`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mp4", frames: 200) {
            $0.codec = "mpeg4"
            $0.isFastStart = true
        }
        let bytes = try folder.bytes(of: "a.mp4")
        let path = try folder.write(bytes.prefix(bytes.count / 2), to: "cut.mp4")
        let message = try #require(Self.message(of: path))
        #expect(message.hasPrefix("\(path) breaks off at 00:00:0"))
        #expect(message.hasSuffix("0: the rest of the file is missing."))
    }

    // MARK: - Writing

    private static func writing(
        _ path: String,
        _ change: (inout VideoWriter.Options) -> Void
    ) -> String? {
        #expect(throws: MediaError.self) {
            var options = VideoWriter.Options(size: NumberedScene().size)
            change(&options)
            var writer = try VideoWriter(path: path, options: options)
            try writer.append(NumberedScene().frame(0), at: MediaTime(seconds: 1))
            try writer.append(NumberedScene().frame(1), at: MediaTime(seconds: 1.01))
        }?.description
    }

    @Test func `a writer tells what it cannot do`() throws {
        let folder = try FootageFolder()
        let path = folder.path("a.mp4")
        #expect(
            Self.writing(path) { $0.codec = "libx263" }
                == "cannot use the encoder libx263 for \(path): Encoder not found."
        )
        #expect(
            Self.writing(path) { $0.pixelFormat = "yuv" }
                == "cannot use the pixel format yuv for \(path): Invalid argument."
        )
        #expect(
            Self.writing(path) { $0.codecOptions = ["colour": "1"] }
                == "cannot use the option colour of libx264 for \(path): Option not found."
        )
        #expect(
            Self.writing(path) { _ in }
                == "cannot put two pictures at one time in \(path) at 00:00:01.000: "
                + "Invalid argument."
        )
        let avi = folder.path("a.avi")
        #expect(
            Self.writing(avi) { $0.codec = "libx265" }
                == "cannot put hevc into \(avi): Invalid argument."
        )
        let unknown = folder.path("a.footage")
        #expect(
            Self.writing(unknown) { _ in }
                == "cannot find a container for \(unknown): Invalid argument."
        )
        let nowhere = folder.path("none/a.mp4")
        #expect(
            Self.writing(nowhere) { _ in }
                == "cannot write \(nowhere): No such file or directory."
        )
    }

    @Test func `a writer that is let go leaves a file that is cut off`() throws {
        let folder = try FootageFolder()
        let path = folder.path("a.mp4")
        do {
            var writer = try VideoWriter(
                path: path,
                options: VideoWriter.Options(size: NumberedScene().size)
            )
            for number in 0..<100 {
                try writer.append(
                    NumberedScene().frame(number),
                    at: MediaTime(seconds: 0.04 * Double(number))
                )
            }
        }
        let error = #expect(throws: MediaError.self) { _ = try VideoReader(path: path) }
        #expect(error?.cause == .indexMissing)
    }

    // MARK: - Samples

    /// A tenth of a second of silence.
    private static var wave: [UInt8] {
        let samples = [UInt8](repeating: 0, count: 1_600)
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        return Array("RIFF".utf8) + number(36 + samples.count, 4) + Array("WAVEfmt ".utf8)
            + number(16, 4) + number(1, 2) + number(1, 2) + number(8_000, 4) + number(16_000, 4)
            + number(2, 2) + number(16, 2) + Array("data".utf8) + number(samples.count, 4) + samples
    }

    /// Silent MP3 with a JPEG in its ID3 header.
    private static func songWithCover() throws -> [UInt8] {
        let cover = try JPEGEncoder().bytes(
            of: ColourPicture(size: PixelSize(width: 32, height: 32), red: 200)
        )
        let picture = [0] + Array("image/jpeg".utf8) + [0, 3, 0] + cover
        func number(_ value: Int, bits: Int) -> [UInt8] {
            (0..<4).reversed().map { UInt8(value >> (bits * $0) & (1 << bits - 1)) }
        }
        let frame = Array("APIC".utf8) + number(picture.count, bits: 8) + [0, 0] + picture
        let header = Array("ID3".utf8) + [3, 0, 0] + number(frame.count, bits: 7)
        let silence = [0xff, 0xfb, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
        return header + frame + (0..<50).flatMap { _ in silence }
    }
}
