import Foundation
import Glibc

/// Waits until files and their names are on the disk.
enum DiskFlush {
    /// Waits for what a file holds.
    static func file(_ path: String) throws(RecordingError) {
        try synchronize(path, O_RDWR)
    }

    /// Waits for the names in the folder that holds `path`.
    static func folder(of path: String) throws(RecordingError) {
        try synchronize((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY)
    }

    /// Makes a folder and those above it, and waits for their names, down to `root`.
    static func makeFolder(_ path: String, below root: String) throws(RecordingError) {
        do throws(OpenFile.Failure) {
            try OpenFile.makeFolder(path)
        } catch {
            throw RecordingError(error, path: path)
        }
        var folder = path
        while folder.count > root.count {
            try self.folder(of: folder)
            folder = (folder as NSString).deletingLastPathComponent
        }
        try self.folder(of: root)
    }

    /// Deletes a file; one that is gone already is well.
    static func remove(_ path: String) throws(RecordingError) {
        do throws(OpenFile.Failure) {
            try OpenFile.remove(path)
        } catch {
            guard error.code != ENOENT, error.code != ENOTDIR else { return }
            throw RecordingError(error, path: path)
        }
    }

    /// Bytes of a file.
    static func size(of path: String) throws(RecordingError) -> Int64 {
        do throws(MediaError) {
            return try FootageFile(path: path).sizeBytes()
        } catch {
            throw .media(error)
        }
    }

    private static func synchronize(_ path: String, _ flags: CInt) throws(RecordingError) {
        do throws(OpenFile.Failure) {
            try OpenFile.flush(path, flags: flags)
        } catch {
            throw RecordingError(error, path: path)
        }
    }
}
