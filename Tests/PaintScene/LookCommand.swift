import ArgumentParser
import CameraIndex
import Foundation

/// Writes one picture of a clip, so that a person can judge what was painted.
struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look",
        abstract: "Writes a picture of a clip as JPEG."
    )

    @Argument(help: "The clip.")
    var clip: String

    @Argument(help: "The JPEG file to write.")
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
        let bytes = try JPEGEncoder().bytes(of: frame.colourPicture())
        try Data(bytes).write(to: URL(filePath: out))
    }
}
