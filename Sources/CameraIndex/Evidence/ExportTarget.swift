import Crypto
import Foundation

/// The place to which an export goes: whole, or not at all.
struct ExportTarget {
    /// The folder or ZIP to be.
    let path: String

    private var draft: String { "\(path).\(ProcessInfo.processInfo.processIdentifier).part" }

    /// Writes the files into a folder.
    func writeFolder(_ entries: [EvidenceExport.Entry]) throws(EvidenceError) {
        try refuseExisting()
        do throws(EvidenceError) {
            try fillFolder(entries)
            // An empty folder takes the name first: what somebody else put there meanwhile makes
            // this fail, and the name of an empty folder can be given to a full one.
            guard unsafe mkdir(path, 0o755) == 0 else { throw failure(path, errno) }
            guard unsafe rename(draft, path) == 0 else {
                let code = errno
                _ = unsafe rmdir(path)
                throw failure(path, code)
            }
        } catch {
            remove(draft)
            throw error
        }
        try DurableFile.flushFolder(of: path)
    }

    /// Writes the files into a ZIP.
    func writeZIP(_ entries: [EvidenceExport.Entry]) throws(EvidenceError) {
        try refuseExisting()
        do throws(EvidenceError) {
            let file = try Self.newFile(draft)
            try Self.write(to: file, draft) {
                let zip = try ZipWriter { bytes in try file.write(contentsOf: bytes) }
                for entry in entries {
                    try zip.begin(entry.file.path, sizeBytes: entry.file.sizeBytes)
                    try Self.read(entry) { try zip.append($0) }
                }
                try zip.finish()
            }
            // A link, unlike a new name, never takes the place of something.
            guard unsafe link(draft, path) == 0 else { throw failure(path, errno) }
            remove(draft)
        } catch {
            remove(draft)
            throw error
        }
        try DurableFile.flushFolder(of: path)
    }

    // MARK: - Steps

    private func refuseExisting() throws(EvidenceError) {
        remove(draft)
        var status = stat()
        // A link that leads nowhere is something, too.
        if unsafe lstat(path, &status) == 0 { throw .exportExists(path: path) }
    }

    private func failure(_ path: String, _ code: CInt) -> EvidenceError {
        if code == EEXIST || code == ENOTEMPTY { return .exportExists(path: path) }
        return .cannotExport(path: path, reason: unsafe String(cString: strerror(code)))
    }

    private func fillFolder(_ entries: [EvidenceExport.Entry]) throws(EvidenceError) {
        guard unsafe mkdir(draft, 0o755) == 0 else { throw failure(path, errno) }
        var folders: Set<String> = [draft]
        for entry in entries {
            let target = "\(draft)/\(entry.file.path)"
            let folder = (target as NSString).deletingLastPathComponent
            if folders.insert(folder).inserted {
                guard unsafe mkdir(folder, 0o755) == 0 else { throw failure(path, errno) }
            }
            let file = try Self.newFile(target)
            try Self.write(to: file, target) {
                try Self.read(entry) { try file.write(contentsOf: $0) }
            }
        }
        for folder in folders { try DurableFile.flushFolder(of: folder + "/.") }
    }

    private static func newFile(_ path: String) throws(EvidenceError) -> FileHandle {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            throw .cannotExport(path: path, reason: unsafe String(cString: strerror(errno)))
        }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    /// Runs `body`, which writes to `file`, and sees to it that the file is on the disk.
    private static func write(
        to file: FileHandle,
        _ path: String,
        _ body: () throws -> Void
    ) throws(EvidenceError) {
        do {
            try body()
            try file.synchronize()
            try file.close()
        } catch let error as EvidenceError {
            throw error
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? "\(error)"
            throw .cannotExport(path: path, reason: reason)
        }
    }

    /// Gives out a file of the export piece by piece, and checks that it is what was signed.
    private static func read(
        _ entry: EvidenceExport.Entry,
        _ body: (Data) throws -> Void
    ) throws {
        switch entry.content {
        case .bytes(let bytes): try body(Data(bytes))
        case .file(let path):
            var hash = SHA256()
            var size: Int64 = 0
            let file: FileHandle
            do {
                file = try FileHandle(forReadingFrom: URL(filePath: path))
            } catch {
                throw EvidenceError.evidenceMissing(path: path)
            }
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                hash.update(data: piece)
                size += Int64(piece.count)
                guard size <= entry.file.sizeBytes else { break }
                try body(piece)
            }
            guard size == entry.file.sizeBytes, hash.finalize().hexadecimal == entry.file.sha256
            else { throw EvidenceError.evidenceChanged(path: path) }
        }
    }

    private func remove(_ path: String) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // It bears a name that no export has; the next attempt tries again.
        }
    }
}
