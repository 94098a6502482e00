import CameraIndex
import Testing

struct PictureFormTests {
    /// Levels that grow from column to column, from black to white.
    private static func ramp(_ size: PixelSize, _ levels: ClosedRange<Int>) -> PaintedFrame {
        let half = ((size.width + 1) / 2) * ((size.height + 1) / 2)
        let luma = (0..<size.areaPixels).map { place in
            UInt8(levels.lowerBound + place % size.width * (levels.count - 1) / (size.width - 1))
        }
        return PaintedFrame(
            size: size,
            luma: luma,
            chromaBlue: [UInt8](repeating: 128, count: half),
            chromaRed: [UInt8](repeating: 128, count: half)
        )
    }

    /// Writes a ramp and gives the largest difference of a level that comes back, and the format.
    private static func worstLevel(
        _ name: String,
        _ size: PixelSize = PixelSize(width: 96, height: 64),
        levels: ClosedRange<Int> = 16...235,
        _ change: (inout VideoWriter.Options) -> Void
    ) throws -> (worst: Int, format: FootageFormat) {
        let folder = try FootageFolder()
        var options = VideoWriter.Options(size: size)
        options.threads = 1
        change(&options)
        let painted = ramp(size, levels)
        var writer = try VideoWriter(path: folder.path(name), options: options)
        for number in 0..<5 {
            try writer.append(painted, at: MediaTime(seconds: 0.04 * Double(number)))
        }
        try writer.finish()
        var reader = try VideoReader(path: folder.path(name))
        var worst = 0
        while let reading = try reader.next() {
            guard case .frame(let frame) = reading else { continue }
            try #require(frame.size == size)
            let off = try frame.withLuma { eight, deeper, stride, bits in
                var off = 0
                for y in 0..<size.height {
                    for x in 0..<size.width {
                        let place = y * stride + x
                        let level = bits == 8 ? Int(eight[place]) : Int(deeper[place]) >> (bits - 8)
                        off = max(off, abs(level - Int(painted.luma[y * size.width + x])))
                    }
                }
                return off
            }
            worst = max(worst, off)
        }
        return (worst, reader.format)
    }

    @Test(arguments: [
        "yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "gray", "gray10le",
    ])
    func `brightness comes back as it was painted`(pixelFormat: String) throws {
        let (worst, format) = try Self.worstLevel("a.mkv") {
            $0.codec = "ffv1"
            $0.pixelFormat = pixelFormat
        }
        #expect(worst == 0)
        #expect(format.pixelFormat == pixelFormat)
        #expect(!format.isFullRange)
    }

    @Test(arguments: [
        ("yuv420p", "libx264"), ("yuv422p10le", "libx264"), ("yuv420p10le", "libx265"),
    ])
    func `lossy codecs keep brightness within two levels`(pixelFormat: String, codec: String) throws
    {
        let (worst, format) = try Self.worstLevel("a.mp4") {
            $0.codec = codec
            $0.pixelFormat = pixelFormat
            $0.codecOptions = ["crf": "1", "preset": "veryfast"]
        }
        #expect(worst <= 2)
        #expect(format.pixelFormat == pixelFormat)
    }

    @Test(arguments: [("a.mp4", "libx264", "yuv420p"), ("a.mp4", "libx265", "yuv420p10le")])
    func `full range is told and its levels are kept`(
        name: String,
        codec: String,
        pixelFormat: String
    ) throws {
        let (worst, format) = try Self.worstLevel(name, levels: 0...255) {
            $0.codec = codec
            $0.pixelFormat = pixelFormat
            $0.isFullRange = true
            $0.codecOptions = ["crf": "1", "preset": "veryfast"]
        }
        #expect(worst <= 2)
        #expect(format.isFullRange)
    }

    @Test func `MJPEG of full range keeps its levels`() throws {
        let (worst, format) = try Self.worstLevel("a.avi", levels: 0...255) {
            $0.codec = "mjpeg"
            $0.pixelFormat = "yuvj420p"
            $0.isFullRange = true
        }
        #expect(worst <= 6)
        #expect(format.isFullRange)
    }

    @Test func `the brightness of RGB pictures uses the full range`() throws {
        // White is painted as 235 and read as 255.
        let (worst, format) = try Self.worstLevel("a.mkv") {
            $0.codec = "ffv1"
            $0.pixelFormat = "bgr0"
        }
        #expect((19...21).contains(worst))
        #expect(format.pixelFormat == "bgr0")
    }

    @Test(arguments: [
        ("a.mkv", "ffv1", 97, 63), ("a.avi", "mjpeg", 97, 63), ("a.mp4", "mpeg4", 75, 49),
        ("a.mkv", "ffv1", 1, 1),
    ])
    func `odd sizes keep every row and column`(
        name: String,
        codec: String,
        width: Int,
        height: Int
    ) throws {
        let size = PixelSize(width: max(width, 2), height: height)
        let (worst, format) = try Self.worstLevel(name, size) { $0.codec = codec }
        #expect(worst <= 6)
        #expect(format.frame == size)
    }

    @Test(arguments: [("a.mp4", "libx264"), ("a.mkv", "mpeg4"), ("a.mpg", "mpeg2video")])
    func `the shape of a pixel is told`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name, frames: 5, size: PixelSize(width: 96, height: 96)) {
            $0.codec = codec
            $0.pixelAspect = 4.0 / 3
        }
        #expect(abs(try Demuxer(path: path).format.pixelAspect - 4.0 / 3) < 0.001)
    }

    @Test(arguments: [("a.mp4", "libx264"), ("a.mpg", "mpeg2video")])
    func `interlaced pictures are told and read`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) {
            $0.codec = codec
            $0.isInterlaced = true
        }
        #expect(try Demuxer(path: path).format.isInterlaced)
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<50).map { $0 })
        #expect(read.damaged.isEmpty)
    }

    @Test func `times between pictures may differ`() throws {
        let steps = [0.0, 0.04, 0.2, 1.7, 1.75, 1.8, 9.3, 9.301, 9.4, 30]
        let folder = try FootageFolder()
        for name in ["a.mp4", "a.mkv", "a.ts"] {
            let path = try folder.footage(name, times: steps.map { MediaTime(seconds: $0) }) {
                $0.isVariableFrameRate = true
                $0.codecOptions = ["bf": "0"]
            }
            let read = try FootageTranscript(path)
            #expect(read.numbers == (0..<10).map { $0 })
            let worst = zip(read.times, steps).map { abs($0.seconds - $1) }.max()
            #expect(try #require(worst) <= 0.001)
            #expect(read.failure == nil)
        }
    }

    @Test(arguments: ["a.mp4", "a.mkv"])
    func `the time of recording is kept`(name: String) throws {
        let folder = try FootageFolder()
        let time = try #require(UTCTime(rfc3339: "2026-01-01T08:02:03+08:00"))
        let path = try folder.footage(name, frames: 5) { $0.creationTime = time }
        #expect(try Demuxer(path: path).format.creationTime == time)
    }
}
