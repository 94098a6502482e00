import CameraIndex
import Testing

struct FootageFingerprintTests {
    @Test func `a name stays with the pictures, whatever lies around them`() throws {
        let folder = try FootageFolder()
        func written(_ name: String, _ change: (inout VideoWriter.Options) -> Void) throws
            -> FootageID
        {
            let path = try folder.footage(name) {
                // The same pictures give the same packets.
                $0.codec = "mpeg4"
                change(&$0)
            }
            return try FootageFingerprint.id(of: path)
        }
        let id = try written("a.mp4") { _ in }
        #expect(id.description.count == 64)
        #expect(try written("b.mp4") { $0.isFastStart = true } == id)
        #expect(try written("c.mp4") { $0.hasAudio = true } == id)
        #expect(try written("d.mp4") { $0.creationTime = UTCTime(microseconds: 1) } == id)
        #expect(try written("e.mov") { _ in } == id)
        #expect(try written("f.mkv") { _ in } == id)
        #expect(try written("g.mp4") { $0.bitsPerSecond = 20_000 } != id)
        #expect(try written("h.mp4") { $0.codec = "mjpeg" } != id)
    }

    @Test(arguments: [("a.ts", "libx264"), ("a.mpg", "mpeg2video")])
    func `a name stays when the file grows`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) { $0.codec = codec }
        let id = try FootageFingerprint.id(of: path)
        let bytes = try folder.bytes(of: name)
        #expect(try FootageFingerprint.id(of: folder.write(bytes + bytes, to: "g-" + name)) == id)
        let half = try folder.write(bytes.prefix(bytes.count / 2), to: "h-" + name)
        #expect(try FootageFingerprint.id(of: half) == id)
    }

    @Test func `a file that is cut off has its name`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.mp4", frames: 200) { $0.isFastStart = true }
        let bytes = try folder.bytes(of: "a.mp4")
        let cut = try folder.write(bytes.prefix(bytes.count / 2), to: "cut.mp4")
        #expect(try FootageFingerprint.id(of: cut) == FootageFingerprint.id(of: path))
    }

    @Test(arguments: [
        ("a.mp4", "libx264"), ("a.mkv", "libx265"), ("a.avi", "mpeg4"), ("a.ts", "libx264"),
        ("a.mpg", "mpeg2video"),
    ])
    func `the last keyframe up to a moment is found`(name: String, codec: String) throws {
        let folder = try FootageFolder()
        let path = try folder.footage(name) {
            $0.codec = codec
            if codec == "libx264" { $0.codecOptions = ["sc_threshold": "0"] }
        }
        let found = try FootageFingerprint.keyframe(of: path, atOrBefore: MediaTime(seconds: 1.5))
        let digest = try #require(found)
        #expect(digest.sha256.count == 64)
        #expect(abs(digest.at.seconds - 1.2) < 0.001)
        let again = try FootageFingerprint.keyframe(of: path, atOrBefore: digest.at)
        #expect(again == digest)
        let first = try FootageFingerprint.keyframe(of: path, atOrBefore: MediaTime(seconds: 0.3))
        #expect(first?.at == .zero)
        #expect(first?.sha256 != digest.sha256)
    }

    @Test func `a file that grew still has its keyframe`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.ts", frames: 100) { $0.codecOptions = ["bf": "0"] }
        let bytes = try folder.bytes(of: "a.ts")
        let short = try folder.write(bytes.prefix(bytes.count * 6 / 10), to: "short.ts")
        let last = MediaTime(seconds: 2.2)
        let before = try #require(try FootageFingerprint.keyframe(of: short, atOrBefore: last))
        #expect(before.at > MediaTime(seconds: 1.5))
        #expect(try FootageFingerprint.keyframe(of: path, atOrBefore: before.at) == before)
    }

    @Test func `a stop that is asked for ends the reading`() throws {
        let folder = try FootageFolder()
        let path = try folder.footage("a.mp4", frames: 5)
        let interrupt = Interrupt()
        interrupt.request()
        let error = #expect(throws: MediaError.self) {
            try FootageFingerprint.id(of: path, interrupt: interrupt)
        }
        #expect(error?.cause == .interrupted)
    }
}
