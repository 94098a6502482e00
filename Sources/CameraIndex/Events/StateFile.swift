import Foundation
import Glibc

/// A file of detector state in the data folder, written before the row that names it.
///
/// A new state gets a new name, so that the state of the last checkpoint stays whole until the row
/// names the new one. What the bytes mean is the detector's affair.
public struct StateFile: Hashable, Sendable {
    /// Path below the folder of states.
    public let path: String
    /// SHA-256 of the bytes, in hexadecimal.
    public let sha256: String

    /// Takes up a file that was stored.
    init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }

    /// Writes `bytes` as the state of a camera's timeline at the moment `reached`.
    ///
    /// - Returns: the file, on the disk for good and ready to be named by a checkpoint.
    /// - Throws: `IndexError.diskFull`, `.notWritable` or `.failed`.
    public static func write(
        _ bytes: [UInt8],
        camera: String,
        timeline: Timeline,
        reached: MediaTime,
        in directory: DataDirectory
    ) throws(IndexError) -> StateFile {
        let folder = DataDirectory.fileName(for: camera)
        try DataDirectory.make(directory.statePath + "/" + folder, in: directory.path)
        let sha256 = ContentDigest.hexadecimal(of: bytes)
        let axis =
            switch timeline {
            case .utc: "utc"
            case .footage(let id): DataDirectory.fileName(for: id.description)
            }
        let file = StateFile(
            path: "\(folder)/\(axis)-\(reached.microseconds)-\(sha256.prefix(8)).state",
            sha256: sha256
        )
        let target = directory.statePath + "/" + file.path
        do throws(OpenFile.Failure) {
            try put(bytes, at: target, inFolder: directory.statePath + "/" + folder)
        } catch {
            throw IndexError(error, path: target)
        }
        return file
    }

    /// The bytes as they were written.
    ///
    /// - Throws: `IndexError.damaged` where they are not, `.notReadable` where the file is gone.
    public func read(in directory: DataDirectory) throws(IndexError) -> [UInt8] {
        let path = directory.statePath + "/" + self.path
        guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else {
            throw .notReadable(path: path, reason: "the file is gone or no permission")
        }
        guard ContentDigest.hexadecimal(of: bytes) == sha256 else {
            throw .damaged(path: path, detail: "its content is not what was written")
        }
        return bytes
    }

    /// Removes a state that nothing names any more; if it cannot be removed, `sweep` will do it.
    static func discard(_ path: String, in directory: DataDirectory) {
        do throws(OpenFile.Failure) {
            try OpenFile.remove(directory.statePath + "/" + path)
        } catch {
            // The facts are recorded; a file too many does no harm until the next lease.
        }
    }

    /// Removes every state of `camera` that is not among `named`.
    static func sweep(
        camera: String,
        keeping named: Set<String>,
        in directory: DataDirectory
    ) throws(IndexError) {
        let folder = DataDirectory.fileName(for: camera)
        let path = directory.statePath + "/" + folder
        guard let files = FileManager.default.enumerator(atPath: path) else { return }
        for case let file as String in files where !named.contains("\(folder)/\(file)") {
            do throws(OpenFile.Failure) {
                try OpenFile.remove(path + "/" + file)
            } catch {
                throw IndexError(error, path: path + "/" + file)
            }
        }
    }

    /// Writes under another name, then renames: a reader sees the whole file or none.
    private static func put(
        _ bytes: [UInt8],
        at target: String,
        inFolder folder: String
    ) throws(OpenFile.Failure) {
        let draft = try OpenFile(path: target + ".tmp", flags: O_WRONLY | O_CREAT)
        try draft.replaceContents(with: bytes)
        try draft.synchronize()
        try OpenFile.rename(target + ".tmp", to: target)
        // The new name is on the disk only when the folder is.
        let parent = try OpenFile(path: folder, flags: O_RDONLY | O_DIRECTORY)
        try parent.synchronize()
    }
}
