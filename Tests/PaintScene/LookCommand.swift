import ArgumentParser
import CameraIndex
import Foundation

/// Writes one picture of a clip, so that a person can judge what was painted.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look",
        abstract: "Writes a picture of a clip as JPEG or PPM."
    )

    @Argument(help: "The clip.")
    var clip: String

    @Argument(help: "The file to write, .jpg or .ppm.")
    var out: String

    @Option(help: "The second of the clip.")
    var at = 0.0

    func run() throws {
        var reader = try VideoReader(path: clip)
        let time = MediaTime(seconds: at)
        try reader.seek(toKeyframeAtOrBefore: time)
        guard let frame = try reader.frame(atOrAfter: time) else {
            throw ValidationError("\(clip) ends before \(at) s; choose an earlier second.")
        }
        let picture = try frame.colourPicture()
        let header = "P6 \(picture.size.width) \(picture.size.height) 255\n"
        let bytes =
            out.hasSuffix(".ppm")
            ? Array(header.utf8) + picture.bytes : try JPEGEncoder().bytes(of: picture)
        try Data(bytes).write(to: URL(filePath: out))
    }
}
