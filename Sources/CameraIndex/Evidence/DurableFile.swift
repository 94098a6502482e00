import Foundation

/// A file that is either there as a whole or not at all, also after a power cut.
///
/// The bytes go to a temporary file in the same folder and to the disk, then the file takes its
/// name, then the folder goes to the disk. Foundation's atomic writing does not wait for the disk.
struct DurableFile {
    /// Where the file will stand.
    let path: String

    /// Writes the file, in place of one that may stand there.
    func write(_ bytes: [UInt8]) throws(EvidenceError) {
        let temporary = temporaryPath
        do {
            // A leftover of a killed process with the same number must not stand in the way.
            _ = unsafe unlink(temporary)
            try DurableFile(path: temporary).fill(with: bytes)
            try check(unsafe rename(temporary, path), path)
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
        try Self.flushFolder(of: path)
    }

    /// The name under which what becomes this file may be written.
    var temporaryPath: String { path + ".\(ProcessInfo.processInfo.processIdentifier).part" }

    /// Gives what lies at `temporary` its name, once it is on the disk.
    func settle(_ temporary: String) throws(EvidenceError) {
        let file = unsafe open(temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        try check(file, path)
        let result = fsync(file)
        let code = errno
        close(file)
        guard result == 0 else { throw EvidenceError.cannotWrite(path: path, code: code) }
        try check(unsafe rename(temporary, path), path)
        try Self.flushFolder(of: path)
    }

    /// Writes a new file, to the disk; one that is there already is an error.
    func fill(with bytes: [UInt8], mode: mode_t = 0o644) throws(EvidenceError) {
        let file = unsafe open(
            path,
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            mode
        )
        try check(file, path)
        do {
            try writeAll(bytes, to: file)
            try check(fsync(file), path)
        } catch {
            close(file)
            throw error
        }
        // Network file systems report a full disk only here.
        try check(close(file), path)
    }

    private func writeAll(_ bytes: [UInt8], to file: CInt) throws(EvidenceError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    file,
                    buffer.baseAddress?.advanced(by: written),
                    buffer.count - written
                )
            }
            if count < 0, errno == EINTR { continue }
            try check(CInt(clamping: count), path)
            written += count
        }
    }

    /// Makes the name of a new file last.
    static func flushFolder(of path: String) throws(EvidenceError) {
        let folder = (path as NSString).deletingLastPathComponent
        do throws(OpenFile.Failure) {
            try OpenFile.flush(folder.isEmpty ? "." : folder, flags: O_RDONLY | O_DIRECTORY)
        } catch {
            throw EvidenceError.cannotWrite(path: folder, code: error.code)
        }
    }

    /// Makes a folder and those above it, and makes their names last.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(EvidenceError) {
        if unsafe mkdir(path, mode) == 0 { return try flushFolder(of: path) }
        switch errno {
        case EEXIST:
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { throw failure(path) }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw EvidenceError.cannotWrite(path: path, code: ENOTDIR)
            }
        case ENOENT:
            let parent = (path as NSString).deletingLastPathComponent
            guard !parent.isEmpty, parent != path else { throw failure(path) }
            try makeFolder(parent)
            guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
            try flushFolder(of: path)
        default:
            throw failure(path)
        }
    }

    private static func failure(_ path: String) -> EvidenceError {
        EvidenceError.cannotWrite(path: path, code: errno)
    }

    private func check(_ result: CInt, _ path: String) throws(EvidenceError) {
        try Self.check(result, path)
    }

    private static func check(_ result: CInt, _ path: String) throws(EvidenceError) {
        guard result >= 0 else { throw failure(path) }
    }
}
