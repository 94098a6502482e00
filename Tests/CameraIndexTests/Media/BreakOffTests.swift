import CameraIndex
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BreakOffTests {
    /// Eight seconds of which only a share is left, read to where it ends.
    private static func cut(
        _ name: String,
        to share: Double,
        _ change: (inout VideoWriter.Options) -> Void
    ) throws -> FootageTranscript {
        let folder = try FootageFolder()
        _ = try folder.footage(name, frames: 200, change)
        let bytes = try folder.bytes(of: name)
        let left = bytes.prefix(Int(Double(bytes.count) * share))
        return try FootageTranscript(folder.write(left, to: "cut-" + name))
    }

    @Test(arguments: [0.3, 0.6, 0.95, 0.999])
    func `an MP4 whose index comes first tells how far it goes`(share: Double) throws {
        let read = try Self.cut("a.mp4", to: share) { $0.isFastStart = true }
        #expect(read.failure?.cause == .truncated)
        let reached = try #require(read.failure?.reached)
        #expect(abs(reached.seconds - 8 * share) < 0.6)
        #expect(read.numbers == (0..<read.numbers.count).map { $0 })
        #expect(read.damaged.isEmpty)
    }

    @Test(arguments: [("a.mkv", "libx264"), ("a.avi", "mpeg4")])
    func `a container that announces its length tells that it is cut off`(
        name: String,
        codec: String
    ) throws {
        let read = try Self.cut(name, to: 0.5) { $0.codec = codec }
        #expect(read.failure?.cause == .truncated)
        let reached = try #require(read.failure?.reached)
        #expect(abs(reached.seconds - 4) < 0.6)
        #expect(read.numbers == (0..<read.numbers.count).map { $0 })
    }

    @Test(arguments: [("a.ts", "libx264"), ("a.mpg", "mpeg2video")])
    func `a stream that may be cut anywhere ends where it ends`(name: String, codec: String) throws
    {
        let read = try Self.cut(name, to: 0.5) { $0.codec = codec }
        #expect(read.failure == nil)
        let last = try #require(read.times.last)
        #expect(abs(last.seconds - 4) < 0.6)
        let whole = read.numbers.dropLast()
        #expect(Array(whole) == (0..<whole.count).map { $0 })
    }

    @Test func `a fragmented MP4 that is cut inside a fragment tells it`() throws {
        let options = ["movflags": "frag_keyframe+empty_moov"]
        let whole = try Self.cut("a.mp4", to: 1) { $0.containerOptions = options }
        #expect(whole.failure == nil)
        #expect(whole.numbers == (0..<200).map { $0 })
        let read = try Self.cut("a.mp4", to: 0.5) { $0.containerOptions = options }
        #expect(read.failure?.cause == .truncated)
        #expect(abs(try #require(read.failure?.reached).seconds - 4) < 0.6)
    }

    @Test func `sound that goes on behind the pictures is no break-off`() throws {
        for (name, codec) in [("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.avi", "mpeg4")] {
            let folder = try FootageFolder()
            // The last picture stays for ten seconds.
            let times = [0.0, 0.04, 0.08, 0.12, 10].map { MediaTime(seconds: $0) }
            let path = try folder.footage(name, times: times) {
                $0.codec = codec
                $0.hasAudio = true
                $0.isVariableFrameRate = name != "a.avi"
            }
            let read = try FootageTranscript(path)
            #expect(read.failure == nil)
            #expect(read.numbers == [0, 1, 2, 3, 4])
            #expect(read.damaged.isEmpty)
        }
    }
}
