import Foundation

/// A file that its owner alone may read, made once and never written again.
struct KeyFile {
    /// Where it lies.
    let path: String

    private static let longestBytes = 4_096

    /// What the file holds, or nil where there is none.
    ///
    /// - Throws: `EvidenceError.keyOpenToOthers` where somebody else may read it,
    ///   `.keyUnreadable` where this user may not.
    func text() throws(EvidenceError) -> String? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .keyUnreadable(path: path, code: errno)
        }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else {
            throw .keyUnreadable(path: path, code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .keyDamaged(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw .keyOpenToOthers(path: path, mode: Int(status.st_mode & 0o777))
        }
        var bytes = [UInt8](repeating: 0, count: Self.longestBytes)
        let count = unsafe pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else { throw .keyUnreadable(path: path, code: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Makes the file with this text, unless it is there already by now.
    ///
    /// It is written under another name first and linked to its own, which fails where the name is
    /// taken: nobody ever sees half a key, and of two that are made at once one is forgotten.
    func makeUnlessThere(_ text: String) throws(EvidenceError) {
        let folder = (path as NSString).deletingLastPathComponent
        try DurableFile.makeFolder(folder, mode: 0o700)
        let draft = "\(path).\(UUID().uuidString).part"
        try DurableFile(path: draft).fill(with: Array(text.utf8), mode: 0o600)
        defer { _ = unsafe unlink(draft) }
        guard unsafe link(draft, path) == 0 || errno == EEXIST else {
            throw .cannotWrite(path: path, code: errno)
        }
        try DurableFile.flushFolder(of: path)
    }
}
