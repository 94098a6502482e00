import CameraIndex
import Testing

struct FootageProbeTests {
    @Test(arguments: [("a.mp4", "libx264"), ("a.mkv", "libx265"), ("a.ts", "mpeg2video")])
    func `a probe counts keyframes without decoding`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) {
            $0.codec = codec
            if codec == "libx264" { $0.codecOptions = ["sc_threshold": "0"] }
        }
        let probe = try FootageProbe(path: path)
        #expect(probe.sizeBytes == Int64(try folder.bytes(of: name).count))
        #expect(probe.format.frame == PixelSize(width: 96, height: 64))
        #expect(probe.isWhole)
        #expect(probe.trouble == nil)
        let keyframes = probe.keyframes
        #expect(keyframes.packetCount == 50)
        #expect(keyframes.keyframeCount == 5)
        #expect(abs(try #require(keyframes.medianDistance).seconds - 0.4) < 0.001)
        #expect(abs(try #require(keyframes.longestDistance).seconds - 0.4) < 0.001)
        let keyframeBytes = try #require(keyframes.medianKeyframeBytes)
        #expect(try keyframeBytes > #require(keyframes.meanBytes))
        #expect(!keyframes.hasOneKeyframe)
    }

    @Test func `a single keyframe is told`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.mp4") { $0.keyframeInterval = 600 }
        let keyframes = try FootageProbe(path: path).keyframes
        #expect(keyframes.hasOneKeyframe)
        #expect(keyframes.medianDistance == nil)
        #expect(abs(try #require(keyframes.longestDistance).seconds - 1.96) < 0.001)
    }

    @Test func `only the first five minutes are read`() throws {
        let folder = try FootageFolder()
        let times = (0..<60).map { MediaTime(seconds: 10 * Double($0)) }
        let path = try folder.footage("a.mkv", times: times) {
            $0.codec = "mpeg4"
            $0.frameRate = 1
        }
        let probe = try FootageProbe(path: path)
        #expect(!probe.isWhole)
        #expect(probe.keyframes.packetCount == 31)
        #expect(probe.trouble == nil)
    }

    @Test func `a file that breaks off is probed as far as it goes`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.mp4", frames: 100) { $0.isFastStart = true }
        let bytes = try folder.bytes(of: "a.mp4")
        let path = try folder.write(bytes.prefix(bytes.count / 2), to: "cut.mp4")
        let probe = try FootageProbe(path: path)
        #expect(probe.trouble?.cause == .truncated)
        #expect(!probe.isWhole)
        #expect((30..<60).contains(probe.keyframes.packetCount))
    }
}
