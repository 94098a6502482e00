import CameraIndex
import Foundation

/// A folder for a test's footage, gone with the test.
final class FootageFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("footage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: url)
        } catch {
            print("cannot remove \(url.path): \(error)")
        }
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes bytes into a file; gives its path.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    /// The bytes of a file.
    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// Writes numbered pictures, 25 a second, as quickly as the encoder can; gives the path.
    func footage(
        _ name: String,
        frames: Int = 50,
        size: PixelSize = NumberedScene().size,
        from start: MediaTime = .zero,
        _ change: (inout VideoWriter.Options) -> Void = { _ in }
    ) throws -> String {
        let times = (0..<frames).map { start + .seconds(0.04 * Double($0)) }
        return try footage(name, times: times, size: size, change)
    }

    /// Writes numbered pictures at given times; gives the path.
    func footage(
        _ name: String,
        times: [MediaTime],
        size: PixelSize = NumberedScene().size,
        _ change: (inout VideoWriter.Options) -> Void = { _ in }
    ) throws -> String {
        var options = VideoWriter.Options(size: size)
        options.keyframeInterval = 10
        options.threads = 1
        change(&options)
        if ["libx264", "libx265"].contains(options.codec) {
            // Quick, and with so many bits that damage hits some.
            options.codecOptions.merge(["preset": "veryfast", "crf": "12"]) { given, _ in given }
            if options.codec == "libx265" {
                // No threads of its own.
                let own = ["pools=none:frame-threads=1", options.codecOptions["x265-params"]]
                options.codecOptions["x265-params"] = own.compactMap(\.self).joined(separator: ":")
            }
        }
        let scene = NumberedScene(size: size)
        var writer = try VideoWriter(path: path(name), options: options)
        for (number, time) in times.enumerated() {
            try writer.append(scene.frame(number), at: time)
        }
        try writer.finish()
        return path(name)
    }
}

extension [UInt8] {
    /// Overwrites bytes with noise, from a share of them on.
    mutating func spoil(at share: Double, count length: Int) {
        let start = Int(Double(count) * share)
        var noise: UInt32 = 7
        for place in start..<start + length {
            noise = noise &* 1_664_525 &+ 1_013_904_223
            self[place] = UInt8(noise >> 24)
        }
    }
}
