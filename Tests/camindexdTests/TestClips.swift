import CameraIndex
import Foundation
import SyntheticScene

/// A folder with footage: a minute in which a box stands from 25 s to 45 s,
/// and files that are none.
final class TestClips {
    let folder: String

    /// The minute of footage, an MP4 whose container tells no time.
    var clip: String { folder + "/clip.mp4" }

    /// Makes the folder; it is removed with the last reference.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-clips-\(UUID())").path(percentEncoded: false)
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try Self.painted.get().write(to: URL(filePath: clip))
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // A folder left in /tmp is not worth a failed test.
        }
    }

    /// Puts a file of these bytes into the folder.
    func add(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let path = folder + "/" + name
        let parent = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// The bytes of the footage, painted and encoded once for all tests.
    static let painted = Result { try paint() }

    private static func paint() throws -> Data {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "camindexd-clip-\(UUID()).mp4")
        let box = BoxScene.Resting(
            Box(x: 90, y: 60, width: 60, height: 36),
            since: MediaTime(seconds: 25),
            end: MediaTime(seconds: 45)
        )
        let scene = BoxScene(resting: [box])
        var options = VideoWriter.Options(size: scene.size)
        options.frameRate = 5
        options.keyframeInterval = 10
        options.codecOptions = ["preset": "ultrafast", "crf": "18"]
        var writer = try VideoWriter(path: path.path(percentEncoded: false), options: options)
        for frame in 0..<300 {
            let time = MediaTime(microseconds: Int64(frame) * 200_000)
            try writer.append(scene.frame(at: time), at: time)
        }
        try writer.finish()
        let bytes = try Data(contentsOf: path)
        try FileManager.default.removeItem(at: path)
        return bytes
    }
}
