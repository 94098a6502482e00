import CameraIndex
import Testing

struct DamageTests {
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            ("a.mp4", "libx264"), ("a.mp4", "libx265"), ("a.mp4", "mpeg4"), ("a.avi", "mpeg4"),
            ("a.avi", "mjpeg"), ("a.ts", "libx264"), ("a.ts", "libx265"), ("a.ts", "mpeg2video"),
            ("a.mpg", "mpeg2video"),
        ]
    )
    func `damage in the middle is told, and what follows is whole`(
        name: String,
        codec: String
    ) throws {
        let folder = try FootageFolder()
        _ = try folder.footage(name) {
            $0.codec = codec
            $0.isFastStart = name == "a.mp4"
        }
        var bytes = try folder.bytes(of: name)
        bytes.spoil(at: 0.6, count: 1_500)
        let read = try FootageTranscript(folder.write(bytes, to: "damaged-" + name))
        #expect(read.failure == nil)
        // The first picture that is hit may decode without a complaint; none after it is shown.
        for (number, time) in zip(read.numbers, read.times) where number == nil {
            #expect(read.damaged.contains { $0.start == time })
        }
        #expect(read.numbers.first == 0 && read.numbers.last == 49)
        #expect(read.timesIncrease)
        // AVI counts its pictures: behind damage it lacks those whose heads are gone.
        let bearable = MediaDuration.seconds(name == "a.avi" ? 0.081 : 0.001)
        #expect(read.worstTimeError <= bearable)
        // Every missing picture lies in a stretch that is told.
        let missing = Set(0..<50).subtracting(read.numbers.compactMap(\.self))
        #expect(!missing.isEmpty && missing.count <= 20)
        for number in missing {
            let time = MediaTime(seconds: 0.04 * Double(number))
            #expect(
                read.damaged.contains { $0.start - bearable <= time && time < $0.end + bearable }
            )
        }
        for time in read.times.dropLast() {
            #expect(!read.damaged.contains { $0.start < time && $0.contains(time) })
        }
    }

    /// Matroska goes on at its next cluster; a picture or two that are missing show only as a gap.
    @Test(.timeLimit(.minutes(10)), arguments: ["libx264", "mpeg2video"])
    func `a Matroska file goes on behind its damage`(codec: String) throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mkv") {
            $0.codec = codec
            $0.containerOptions = ["cluster_time_limit": "200"]
        }
        var bytes = try folder.bytes(of: "a.mkv")
        bytes.spoil(at: 0.5, count: 1_500)
        let read = try FootageTranscript(folder.write(bytes, to: "damaged.mkv"))
        #expect(read.failure == nil)
        #expect(read.numbers.suffix(10) == (40..<50).map { $0 })
        #expect(read.timesIncrease)
        #expect(read.worstTimeError <= .seconds(0.001) || read.numbers.contains(nil))
    }

    @Test(.timeLimit(.minutes(10))) func `damage up to the end is told once`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mp4") {
            $0.codec = "mjpeg"
            $0.isFastStart = true
        }
        var bytes = try folder.bytes(of: "a.mp4")
        bytes.spoil(at: 0.7, count: bytes.count * 3 / 10 - 1)
        let read = try FootageTranscript(folder.write(bytes, to: "damaged.mp4"))
        #expect(read.failure == nil)
        #expect(read.damaged.count == 1)
        #expect(read.damaged.last?.end == MediaTime(seconds: 2))
        #expect(read.damaged.last?.start == read.times.last)
    }

    @Test(.timeLimit(.minutes(10)))
    func `footage with one keyframe mends itself within ten seconds`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mp4", frames: 400) {
            $0.codec = "mpeg4"
            $0.keyframeInterval = 600
            $0.isFastStart = true
        }
        var bytes = try folder.bytes(of: "a.mp4")
        bytes.spoil(at: 0.2, count: 200)
        let read = try FootageTranscript(folder.write(bytes, to: "damaged.mp4"))
        #expect(read.damaged.count == 1)
        let range = try #require(read.damaged.first)
        #expect(range.duration > .seconds(10) && range.duration < .seconds(11))
        #expect(read.times.last == MediaTime(seconds: 15.96))
    }

    @Test(.timeLimit(.minutes(10)))
    func `a recorder that breaks the rules with every picture is read all the same`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.avi", frames: 120) { $0.codec = "mjpeg" }
        var bytes = try folder.bytes(of: "a.avi")
        // The lowest rows of every picture lose their end.
        for place in 40..<bytes.count - 2 where bytes[place] == 0xff && bytes[place + 1] == 0xd9 {
            // No code consists of ones only.
            bytes.replaceSubrange(place - 8..<place, with: [0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0])
        }
        let read = try FootageTranscript(folder.write(bytes, to: "sloppy.avi"))
        #expect(read.damaged.isEmpty)
        #expect(read.times.count == 120)
    }

    @Test(.timeLimit(.minutes(10)))
    func `a size that changes in mid-stream does not end the reading`() throws {
        let folder = try FootageFolder()
        for (name, container) in [("a.ts", "mpegts"), ("a.264", "h264")] {
            var bytes: [UInt8] = []
            let sizes = [PixelSize(width: 96, height: 64), PixelSize(width: 128, height: 96)]
            for (part, size) in sizes.enumerated() {
                _ = try folder.footage(
                    name,
                    size: size,
                    from: MediaTime(seconds: 3 * Double(part))
                ) { $0.container = container }
                bytes += try folder.bytes(of: name)
            }
            let read = try FootageTranscript(folder.write(bytes, to: "joined-" + name))
            #expect(read.failure == nil)
            #expect(read.numbers == (0..<100).map { $0 % 50 })
            #expect(read.sizes == (0..<100).map { sizes[$0 / 50] })
            #expect(read.timesIncrease)
        }
    }
}
