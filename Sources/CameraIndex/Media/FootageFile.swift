import CFFmpeg
import Foundation

/// What can be told of a file without FFmpeg: enough to say plainly why it cannot be opened.
struct FootageFile {
    let path: String

    /// - Throws: `MediaError` where no footage can be at the path.
    func check() throws(MediaError) {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw error(.missing)
        }
        if isFolder.boolValue { throw error(.isFolder) }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw error(.permissionDenied)
        }
        if try head(1).isEmpty { throw error(.empty) }
    }

    /// What an error code of opening means for this file.
    func openingError(_ code: Int32) -> MediaError {
        var cause = MediaError.Cause.notVideo
        do throws(MediaError) {
            // An MP4 or MOV begins with one of these boxes; its index may come last, and is lost
            // when the file is cut off.
            let head = try head(12)
            let box = String(decoding: head.dropFirst(4).prefix(4), as: UTF8.self)
            if head.count == 12, ["ftyp", "wide", "mdat", "free", "skip"].contains(box) {
                cause = .indexMissing
            }
        } catch {
            return error
        }
        return MediaError(cause: cause, operation: "open", source: path, code: code)
    }

    private func head(_ count: Int) throws(MediaError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return Array(try file.read(upToCount: count) ?? Data())
        } catch {
            throw MediaError(
                cause: .readFailed,
                operation: "read",
                source: path,
                code: cffmpeg_error_input_output
            )
        }
    }

    /// Size of the file.
    func sizeBytes() throws(MediaError) -> Int64 {
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
            return (size as? NSNumber)?.int64Value ?? 0
        } catch {
            throw self.error(.missing)
        }
    }

    private func error(_ cause: MediaError.Cause) -> MediaError {
        MediaError(cause: cause, operation: "open", source: path, code: 0)
    }
}
