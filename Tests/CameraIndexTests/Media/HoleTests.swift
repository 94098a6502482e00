import CameraIndex
import Testing

/// Bytes that are missing in the middle of a file, and recorders that record nothing for a while.
@Suite(.timeLimit(.minutes(10)))
struct HoleTests {
    enum Loss: CaseIterable {
        case cut, zeroed
    }

    private static let files = [
        ("a.ts", "libx264"), ("a.ts", "mpeg2video"), ("a.mkv", "mpeg4"), ("a.mkv", "mpeg2video"),
    ]

    /// The pictures of a file without a stretch of its bytes.
    private static func read(
        _ bytes: [UInt8],
        of name: String,
        without loss: Loss,
        from share: Double,
        in folder: FootageFolder
    ) throws -> FootageTranscript {
        let start = Int(Double(bytes.count) * share)
        let end = start + bytes.count / 8
        let hole = loss == .cut ? [] : [UInt8](repeating: 0, count: end - start)
        return try FootageTranscript(folder.write(bytes[..<start] + hole + bytes[end...], to: name))
    }

    @Test(arguments: files, Loss.allCases)
    func `pictures whose bytes are gone lie in a stretch that is told`(
        file: (name: String, codec: String),
        loss: Loss
    ) throws {
        let folder = try FootageFolder()
        _ = try folder.footage(file.name, frames: 500) {
            $0.codec = file.codec
            $0.keyframeInterval = 25
            $0.hasAudio = true
        }
        let bytes = try folder.bytes(of: file.name)
        for share in stride(from: 0.15, to: 0.8, by: 0.04) {
            let read = try Self.read(
                bytes,
                of: "hole-" + file.name,
                without: loss,
                from: share,
                in: folder
            )
            let missing = Set(0..<500).subtracting(read.numbers.compactMap(\.self))
            let untold = missing.filter { number in
                let time = MediaTime(seconds: 0.04 * Double(number))
                return !read.damaged.contains { $0.contains(time) }
            }
            #expect(read.failure == nil)
            #expect(missing.count > 25 && missing.count < 150)
            #expect(untold.isEmpty, "\(share) of the file: \(untold.sorted())")
        }
    }

    @Test func `zeros for many megabytes do not end the reading`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.ts", frames: 200) { $0.codec = "mpeg2video" }
        let bytes = try folder.bytes(of: "a.ts")
        let zeros = [UInt8](repeating: 0, count: 20_000_000)
        let (start, end) = (bytes.count * 2 / 5, bytes.count * 3 / 5)
        let path = try folder.write(bytes[..<start] + zeros + bytes[end...], to: "hole.ts")
        let read = try FootageTranscript(path)
        #expect(read.failure == nil)
        #expect(read.damaged.count == 1)
        #expect(read.numbers.last == 199)
    }

    @Test func `a keyframe behind a jump of the count and of the clock tells of a loss`() throws {
        let folder = try FootageFolder()
        var bytes: [[UInt8]] = []
        for second in [0.0, 10] {
            _ = try folder.footage("a.ts", frames: 75, from: MediaTime(seconds: second)) {
                $0.codecOptions = Self.plain
            }
            bytes.append(try folder.bytes(of: "a.ts"))
        }
        let read = try FootageTranscript(folder.write(bytes[0] + bytes[1], to: "joined.ts"))
        #expect(read.numbers.suffix(75) == (0..<75).map { $0 })
        let hole = try #require(read.damaged.first)
        #expect(read.damaged.count == 1)
        #expect(hole.start >= MediaTime(seconds: 2.8) && hole.end == MediaTime(seconds: 10))
    }

    @Test func `behind a long hole pictures are in doubt until the next keyframe`() throws {
        let folder = try FootageFolder()
        _ = try folder.footage("a.ts", frames: 1_500) {
            $0.codec = "mpeg2video"
            $0.keyframeInterval = 250
            $0.codecOptions = ["bf": "0", "sc_threshold": "1000000000"]
        }
        let bytes = try folder.bytes(of: "a.ts")
        // Some 15 s, to the middle between two keyframes.
        let left = bytes[..<(bytes.count * 3 / 10)] + bytes[(bytes.count * 55 / 100)...]
        let read = try FootageTranscript(folder.write(left, to: "hole.ts"))
        let hole = try #require(read.damaged.first)
        #expect(read.damaged.count == 1)
        #expect(hole.duration > .seconds(12))
        // It ends at a keyframe.
        #expect(hole.end.microseconds % 10_000_000 == 0)
        #expect(!read.numbers.contains(nil))
        #expect(read.worstTimeError <= .seconds(0.001))
    }

    @Test(arguments: ["a.ts", "a.mkv", "a.mp4"])
    func `a recorder that pauses and begins again with a keyframe loses nothing`(
        name: String
    ) throws {
        let folder = try FootageFolder()
        let times = Self.times(from: 0, 50) + Self.times(from: 60, 50) + Self.times(from: 660, 50)
        let path = try folder.footage(name, times: times) {
            $0.hasAudio = name == "a.mkv"
            $0.codecOptions = ["sc_threshold": "0"]
        }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<150).map { $0 })
        #expect(read.damaged.isEmpty)
    }

    @Test func `pictures of a stream that lean on what is missing were lost`() throws {
        let folder = try FootageFolder()
        let times = Self.times(from: 0, 55) + Self.times(from: 7, 45)
        let path = try folder.footage("a.ts", times: times) { $0.codecOptions = Self.plain }
        let read = try FootageTranscript(path)
        let hole = MediaRange(times[54], times[60])
        #expect(read.damaged == [hole])
        #expect(read.numbers == Array(0..<55) + Array(60..<100))
    }

    /// What an MP4 does not list was never there, and in Matroska bytes would be left over.
    @Test(arguments: ["a.mp4", "a.mkv"])
    func `a whole file whose pictures stay for a while has lost none`(name: String) throws {
        let folder = try FootageFolder()
        let times = Self.times(from: 0, 55) + Self.times(from: 7, 45)
        let path = try folder.footage(name, times: times) { $0.codecOptions = Self.plain }
        let read = try FootageTranscript(path)
        #expect(read.numbers == (0..<100).map { $0 })
        #expect(read.damaged.isEmpty)
    }

    @Test(arguments: ["a.ts", "a.mkv"])
    func `a camera that sends few pictures, or fewer from some moment on, loses none`(
        name: String
    ) throws {
        let folder = try FootageFolder()
        let slow = (0..<60).map { MediaTime(seconds: 5 * Double($0)) }
        // By day 25 a second, by night one in 10 s, in the middle of a group of pictures.
        let night = (1...20).map { MediaTime(seconds: 3 + 10 * Double($0)) }
        let day = Self.times(from: 0, 75)
        for times in [slow, day + night, day + night + Self.times(from: 204, 55)] {
            let path = try folder.footage(name, times: times) {
                $0.isVariableFrameRate = true
                $0.keyframeInterval = 20
                $0.codecOptions = Self.plain
            }
            let read = try FootageTranscript(path)
            #expect(read.numbers == times.indices.map { $0 })
            #expect(read.damaged.isEmpty)
        }
    }

    /// No keyframes but those of the interval, pictures in the order in which they are shown.
    private static let plain = ["bf": "0", "sc_threshold": "0"]

    /// So many moments, 25 a second.
    private static func times(from second: Double, _ count: Int) -> [MediaTime] {
        (0..<count).map { MediaTime(seconds: second + 0.04 * Double($0)) }
    }
}
