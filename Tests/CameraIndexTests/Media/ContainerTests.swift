import CameraIndex
import Testing

struct ContainerTests {
    private static let pairs: [(name: String, codec: String)] = [
        ("a.mp4", "libx264"), ("a.mp4", "libx265"), ("a.mp4", "mpeg4"), ("a.mp4", "mjpeg"),
        ("a.mov", "libx264"), ("a.mov", "libx265"), ("a.mov", "mjpeg"), ("a.mov", "cinepak"),
        ("a.mkv", "libx264"), ("a.mkv", "libx265"), ("a.mkv", "mpeg4"), ("a.mkv", "mpeg2video"),
        ("a.mkv", "mjpeg"), ("a.mkv", "ffv1"), ("a.avi", "libx264"), ("a.avi", "mpeg4"),
        ("a.avi", "mjpeg"), ("a.avi", "cinepak"), ("a.ts", "libx264"), ("a.ts", "libx265"),
        ("a.ts", "mpeg2video"), ("a.mpg", "mpeg2video"), ("a.mpg", "libx264"),
        ("a.vob", "mpeg2video"),
    ]

    @Test(arguments: pairs)
    func `every picture comes back once, in order and at its time, and is found by it`(
        name: String,
        codec: String
    ) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) {
            $0.codec = codec
            // As recorders write it: a timestamp for every picture.
            if name == "a.mpg" { $0.containerOptions = ["packetsize": "512"] }
        }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<50).map { $0 })
        #expect(read.damaged.isEmpty)
        #expect(read.failure == nil)
        // Matroska counts in milliseconds, the others finer.
        #expect(read.worstTimeError <= .seconds(0.001))
        var reader = try VideoReader(path: path)
        for wanted in [25, 0, 49, 10, 9, 31, 1, 40] {
            let time = MediaTime(seconds: 0.04 * Double(wanted) - 0.005)
            guard let frame = try reader.frame(atOrAfter: time) else {
                Issue.record("no picture at or after \(time.text)")
                continue
            }
            #expect(try NumberedScene().number(in: frame) == wanted)
            #expect((frame.time - time).magnitude <= .seconds(0.007))
        }
        #expect(try reader.frame(atOrAfter: MediaTime(seconds: 2.1)) == nil)
    }

    @Test(arguments: [
        ("a.mp4", "libx264"), ("a.mov", "mjpeg"), ("a.mkv", "libx265"), ("a.avi", "mpeg4"),
        ("a.ts", "libx264"), ("a.mpg", "mpeg2video"),
    ])
    func `sound beside the pictures changes nothing`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) {
            $0.codec = codec
            $0.hasAudio = true
        }
        #expect(try Demuxer(path: path).format.hasAudio)
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<50).map { $0 })
        #expect(read.damaged.isEmpty)
        #expect(read.failure == nil)
        #expect(read.worstTimeError <= .seconds(0.001))
    }
}
