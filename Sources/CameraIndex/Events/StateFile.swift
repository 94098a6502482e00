import Foundation
import Glibc

/// A file of detector state in the data folder, written before the row that names it.
///
/// A new state gets a new name, so that the state of the last checkpoint stays whole until the row
/// names the new one. What has not changed since earlier states is not written again: it is read
/// from their files. What the bytes mean is the detector's affair.
public struct StateFile: Hashable, Sendable {
    /// Path below the folder of states.
    public let path: String
    /// SHA-256 of the bytes, in hexadecimal.
    public let sha256: String
    /// Files of earlier states that hold parts of this one, as paths below the folder of states.
    public let earlier: [String]

    /// Takes up a file that was stored.
    init(path: String, sha256: String, earlier: [String]) {
        self.path = path
        self.sha256 = sha256
        self.earlier = earlier
    }

    /// Writes `bytes` as the state of a camera's timeline at the moment `reached`.
    ///
    /// - Parameters:
    ///   - bytes: the state.
    ///   - camera: the camera whose state it is.
    ///   - timeline: the timeline on which the state lies.
    ///   - reached: the moment of the timeline that the state belongs to.
    ///   - earlier: files of earlier states that hold parts of this one.
    ///   - directory: the data folder.
    /// - Returns: the file, on the disk for good and ready to be named by a checkpoint.
    /// - Throws: `IndexError.diskFull`, `.notWritable` or `.failed`.
    public static func write(
        _ bytes: [UInt8],
        camera: String,
        timeline: Timeline,
        reached: MediaTime,
        leaningOn earlier: [String] = [],
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
            sha256: sha256,
            earlier: earlier
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
    /// - Throws: `IndexError.damaged` where they are not, or the file is gone.
    public func read(in directory: DataDirectory) throws(IndexError) -> [UInt8] {
        let size = Self.size(of: path, in: directory) ?? 0
        return try Self.part(of: path, 0..<size, sha256: sha256, in: directory)
    }

    /// A part of an earlier state as it was written.
    ///
    /// - Parameters:
    ///   - path: the file that holds it, below the folder of states.
    ///   - range: the bytes of the file.
    ///   - sha256: the SHA-256 of the part, in hexadecimal.
    ///   - directory: the data folder.
    /// - Returns: the bytes of the part.
    /// - Throws: `IndexError.damaged` where it is not, or the file is gone.
    static func part(
        of path: String,
        _ range: Range<Int>,
        sha256: String,
        in directory: DataDirectory
    ) throws(IndexError) -> [UInt8] {
        let path = directory.statePath + "/" + path
        let bytes: [UInt8]
        do throws(OpenFile.Failure) {
            let file = try OpenFile(path: path, flags: O_RDONLY)
            bytes = try file.bytes(atMost: range.count, from: range.lowerBound)
        } catch {
            throw error.code == ENOENT
                ? .damaged(path: path, detail: "the file is gone")
                : .notReadable(path: path, reason: error.reason)
        }
        guard ContentDigest.hexadecimal(of: bytes) == sha256 else {
            throw .damaged(path: path, detail: "its content is not what was written")
        }
        return bytes
    }

    /// The bytes of a file of a state, or nil where it is gone.
    static func size(of path: String, in directory: DataDirectory) -> Int? {
        OpenFile.size(of: directory.statePath + "/" + path)
    }

    /// Removes files that nothing names any more; what cannot be removed `sweep` will remove.
    static func discard(_ paths: Set<String>, in directory: DataDirectory) {
        for path in paths {
            do throws(OpenFile.Failure) {
                try OpenFile.remove(directory.statePath + "/" + path)
            } catch {
                // The facts are recorded; a file too many does no harm until the next lease.
            }
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
