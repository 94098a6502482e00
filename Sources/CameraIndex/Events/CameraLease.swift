import Glibc

/// The right to write the facts of one camera, or to judge them anew; one process has it at a time.
///
/// Hold it for as long as the camera is written or judged. It ends with `release`, with the last
/// reference, or with the process, however that ends: the kernel keeps the lock, the file only
/// names the holder.
public final class CameraLease: Sendable {
    /// What a lease is the right to.
    public enum Right: Sendable {
        /// To write facts, and to judge them as they come.
        case writing
        /// To judge what was written.
        case judging
    }

    /// The camera.
    public let camera: String
    private let file: OpenFile

    /// Takes the lease of `camera`.
    ///
    /// - Parameters:
    ///   - camera: The camera.
    ///   - directory: The data folder.
    ///   - holder: Who takes it, for others to read.
    ///   - right: What for.
    /// - Throws: `IndexError.cameraHeld` where another holder has it.
    public init(
        camera: String,
        in directory: DataDirectory,
        holder: LeaseHolder,
        for right: Right = .writing
    ) throws(IndexError) {
        self.camera = camera
        // No name of a camera's file begins with a dot.
        let prefix = right == .judging ? ".judging-" : ""
        let name = "\(prefix)\(DataDirectory.fileName(for: camera)).lock"
        let path = directory.locksPath + "/" + name
        file = try OpenFile.leased(path, by: holder) { .cameraHeld(camera: camera, by: $0) }
    }

    /// Gives the lease back.
    public func release() {
        file.releaseLock()
    }
}

/// The right to run as the daemon of a data folder; one process has it at a time.
///
/// Other daemons only are kept away: scans of cameras that the daemon does not write, and queries,
/// work beside it.
public final class DaemonLease: Sendable {
    private let file: OpenFile

    /// Takes the lease of the folder.
    ///
    /// - Throws: `IndexError.folderHeld` where another daemon has it.
    public init(of directory: DataDirectory, holder: LeaseHolder) throws(IndexError) {
        // No camera's lock file begins with a dot (`DataDirectory.fileName`).
        file = try OpenFile.leased(directory.locksPath + "/.daemon.lock", by: holder) {
            .folderHeld(path: directory.path, by: $0)
        }
    }

    /// Gives the lease back.
    public func release() {
        file.releaseLock()
    }

    /// Who runs as the daemon of a folder now, or nil where nobody does.
    ///
    /// - Parameter directory: the folder.
    /// - Returns: the holder of the lease, as it wrote itself down.
    /// - Throws: `IndexError` when the lock cannot be read.
    public static func holder(of directory: DataDirectory) throws(IndexError) -> LeaseHolder? {
        let path = directory.locksPath + "/.daemon.lock"
        do throws(OpenFile.Failure) {
            let file = try OpenFile(path: path, flags: O_RDONLY)
            guard try file.isLockedElsewhere() else { return nil }
            let text = try file.bytes(atMost: 4096)
            return LeaseHolder(text: String(decoding: text, as: UTF8.self))
        } catch {
            // No daemon has ever run there.
            if error.code == ENOENT { return nil }
            if [EACCES, EPERM].contains(error.code) {
                throw .notReadable(path: path, reason: error.reason)
            }
            throw IndexError(error, path: path)
        }
    }
}

extension OpenFile {
    /// Opens the lock file at `path`, takes its lock and writes `holder` into it.
    ///
    /// The file stays when the lease ends: to remove it would let two processes lock two files of
    /// one name.
    fileprivate static func leased(
        _ path: String,
        by holder: LeaseHolder,
        held: (LeaseHolder?) -> IndexError
    ) throws(IndexError) -> OpenFile {
        var other: LeaseHolder?
        do throws(OpenFile.Failure) {
            let file = try OpenFile(path: path, flags: O_RDWR | O_CREAT)
            if try file.takeLock() {
                try file.replaceContents(with: Array(holder.text.utf8))
                return file
            }
            let text = try file.bytes(atMost: 4096)
            other = LeaseHolder(text: String(decoding: text, as: UTF8.self))
        } catch {
            throw IndexError(error, path: path)
        }
        throw held(other)
    }
}
