import Glibc

/// Lets one process at a time make or upgrade the index of a folder.
struct UpgradeLock: ~Copyable {
    private let file: OpenFile

    /// Takes the lock; waits for it as long as `patience`.
    ///
    /// - Throws: `IndexError.busy` where another process keeps it longer.
    init(_ directory: DataDirectory, patience: Duration) throws(IndexError) {
        let file = try Self.open(directory.locksPath + "/.upgrade.lock")
        let deadline = ContinuousClock.now + patience
        while try !Self.take(file, in: directory) {
            guard ContinuousClock.now < deadline else {
                throw .busy(path: directory.indexPath)
            }
            usleep(20_000)
        }
        self.file = file
    }

    /// Lets go of the lock.
    borrowing func release() {
        file.releaseLock()
    }

    private static func open(_ path: String) throws(IndexError) -> OpenFile {
        do throws(OpenFile.Failure) {
            return try OpenFile(path: path, flags: O_RDWR | O_CREAT)
        } catch {
            throw IndexError(error, path: path)
        }
    }

    private static func take(
        _ file: borrowing OpenFile,
        in directory: DataDirectory
    ) throws(IndexError) -> Bool {
        do throws(OpenFile.Failure) {
            return try file.takeLock()
        } catch {
            throw IndexError(error, path: directory.locksPath)
        }
    }
}
