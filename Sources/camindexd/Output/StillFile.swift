import CameraIndex
import Foundation

/// A picture of some footage as a JPEG file.
struct StillFile {
    /// The file's content.
    let bytes: [UInt8]

    /// Takes what was encoded.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Decodes the first picture at or after `time`: as it was recorded, upright, nothing drawn on
    /// it.
    ///
    /// - Throws: `MediaError`, or `UsageError` where the footage ends before.
    init(path: String, at time: MediaTime) throws {
        var reader = try VideoReader(path: path)
        guard let frame = try reader.frame(atOrAfter: time) else {
            throw UsageError("\(path) ends before \(time.text).")
        }
        bytes = try JPEGEncoder().bytes(of: frame.colourPicture())
    }

    /// Writes the picture, in place of a file that may be there.
    ///
    /// - Throws: `OutputError` with what the system says.
    func write(to path: String) throws(OutputError) {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw OutputError(path: path, error)
        }
    }
}
