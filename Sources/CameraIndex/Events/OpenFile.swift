import Glibc

/// A file held open through the C library, for what Foundation does not offer: locks and `fsync`.
///
/// Not copyable: the descriptor is closed once, when the value ends.
struct OpenFile: ~Copyable, Sendable {
    /// What a call of the C library said when it failed.
    struct Failure: Error {
        /// The value of `errno`.
        let code: CInt

        /// The reason in the words of the C library.
        var reason: String {
            guard let text = unsafe strerror(code) else { return "error \(code)" }
            return unsafe String(cString: text)
        }

        /// The failure of the call that has just returned.
        static var last: Failure { Failure(code: errno) }
    }

    private let descriptor: CInt

    /// Opens the file or folder at `path`; no child process inherits it.
    init(path: String, flags: CInt, mode: mode_t = 0o644) throws(Failure) {
        descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last }
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock of the file unless another open file holds it; says whether it was taken.
    ///
    /// The kernel lets go of it when the process ends, however it ends.
    func takeLock() throws(Failure) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw .last }
        }
        return true
    }

    /// Whether another open file holds the lock; whoever asks for it in that moment waits or is
    /// refused.
    func isLockedElsewhere() throws(Failure) -> Bool {
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return true }
            guard errno == EINTR else { throw .last }
        }
        releaseLock()
        return false
    }

    /// Lets go of the lock.
    func releaseLock() {
        flock(descriptor, LOCK_UN)
    }

    /// The bytes of the file from `place` on, at most `limit`.
    func bytes(atMost limit: Int, from place: Int = 0) throws(Failure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe pread(descriptor, &buffer, limit, off_t(place))
        guard count >= 0 else { throw .last }
        return Array(buffer.prefix(count))
    }

    /// Puts `bytes` in the place of all the file holds.
    func replaceContents(with bytes: [UInt8]) throws(Failure) {
        guard ftruncate(descriptor, 0) == 0 else { throw .last }
        try write(bytes, at: 0)
    }

    /// Puts `bytes` in the place of what the file holds from `place` on.
    func write(_ bytes: [UInt8], at place: Int) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let rest = bytes[written...]
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor,
                    buffer.baseAddress,
                    buffer.count,
                    off_t(place + written)
                )
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .last }
            written += count
        }
    }

    /// Returns when all that was written is on the disk.
    func synchronize() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw .last }
    }

    /// Returns when what the file or folder at `path` holds is on the disk.
    static func flush(_ path: String, flags: CInt) throws(Failure) {
        let file = try OpenFile(path: path, flags: flags)
        do throws(Failure) {
            try file.synchronize()
        } catch {
            // Some file systems cannot flush a folder and say so; they have no better to offer.
            guard error.code == EINVAL else { throw error }
        }
    }

    /// Makes the folder at `path`, and those above it; one that is there already is well.
    static func makeFolder(_ path: String) throws(Failure) {
        guard unsafe mkdir(path, 0o755) != 0 else { return }
        let failure = Failure.last
        if failure.code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
            guard unsafe mkdir(path, 0o755) != 0 else { return }
            throw .last
        }
        // `open` tells a folder from a file of that name.
        guard failure.code == EEXIST else { throw failure }
        _ = try OpenFile(path: path, flags: O_RDONLY | O_DIRECTORY)
    }

    /// A new file without a name in the folder at `path`: it is gone when it is closed, however the
    /// process ends.
    static func nameless(in path: String) throws(Failure) -> OpenFile {
        let name = "\(path)/.\(UInt64.random(in: .min ... .max))"
        let file = try OpenFile(path: name, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try remove(name)
        return file
    }

    /// Gives the file at `source` the name `target`, in the place of what bore it.
    static func rename(_ source: String, to target: String) throws(Failure) {
        guard unsafe Glibc.rename(source, target) == 0 else { throw .last }
    }

    /// The bytes of the file at `path`, or nil where there is none or it cannot be asked.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int(status.st_size)
    }

    /// Removes the name `path`.
    static func remove(_ path: String) throws(Failure) {
        guard unsafe unlink(path) == 0 else { throw .last }
    }
}

extension IndexError {
    /// The error of a call that failed on `path`.
    init(_ failure: OpenFile.Failure, path: String) {
        switch failure.code {
        case ENOSPC, EDQUOT:
            self = .diskFull(path: path)
        case EACCES, EPERM, EROFS:
            self = .notWritable(path: path, reason: failure.reason)
        default:
            self = .failed(path: path, reason: failure.reason)
        }
    }
}
