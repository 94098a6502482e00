import Crypto
import Foundation

/// What lies in an export, read once: the hash of every file, and the bytes of those that say
/// something of the others.
struct ExportListing {
    /// A plain file.
    struct Content: Hashable {
        /// SHA-256, in hexadecimal.
        var sha256: String
        /// Size in bytes.
        var sizeBytes: Int64
        /// The bytes, of the files that are read.
        var bytes: [UInt8]?
    }

    /// All plain files by their paths.
    private(set) var files: [String: Content] = [:]
    /// What no export holds, each as a finding.
    var oddities: [ExportFinding] = []

    /// Makes an empty list.
    init() {}

    /// The bytes of a file, or nil where it is not there or is not read.
    func bytes(_ path: String) -> [UInt8]? { files[path]?.bytes }

    /// Reads a file through `read`, which gives out its bytes piece by piece.
    mutating func add(_ path: String, _ read: ((Data) throws -> Void) throws -> Void) rethrows {
        guard files[path] == nil else {
            oddities.append(.odd(path, "stands there twice"))
            try read { _ in }
            return
        }
        var hash = SHA256()
        var content = Content(sha256: "", sizeBytes: 0, bytes: Self.isRead(path) ? [] : nil)
        defer {
            content.sha256 = hash.finalize().hexadecimal
            files[path] = content
        }
        try read { piece in
            hash.update(data: piece)
            content.sizeBytes += Int64(piece.count)
            if content.sizeBytes > Self.mostBytesRead { content.bytes = nil }
            content.bytes?.append(contentsOf: piece)
        }
    }

    /// A chain of four million manifests is smaller than this.
    private static let mostBytesRead: Int64 = 1 << 28

    private static func isRead(_ path: String) -> Bool {
        [".json", ".sig", ".pem"].contains { path.hasSuffix($0) }
    }
}

extension ExportListing {
    /// Lists a folder; links and special files are told and never followed.
    ///
    /// - Throws: `EvidenceError.noExport` where the folder itself cannot be read.
    init(folder: String) throws(EvidenceError) {
        self.init()
        do {
            try addFolder("", of: folder)
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? "\(error)"
            throw .noExport(path: folder, reason: reason)
        }
    }

    private mutating func addFolder(_ path: String, of root: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)")
        if names.isEmpty, !path.isEmpty { oddities.append(.odd(path, "is an empty folder")) }
        for name in names.sorted() {
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            let facts = try FileManager.default.attributesOfItem(atPath: "\(root)/\(inner)")
            switch facts[.type] as? FileAttributeType {
            case .typeRegular?: addFile(inner, of: root)
            case .typeDirectory?:
                do {
                    try addFolder(inner, of: root)
                } catch {
                    oddities.append(.odd(inner, "cannot be read"))
                }
            case .typeSymbolicLink?: oddities.append(.odd(inner, "is a symbolic link"))
            default: oddities.append(.odd(inner, "is no plain file"))
            }
        }
    }

    private mutating func addFile(_ path: String, of root: String) {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: "\(root)/\(path)"))
            defer { file.closeFile() }
            try add(path) { body in
                while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                    try body(piece)
                }
            }
        } catch {
            oddities.append(.odd(path, "cannot be read"))
        }
    }
}

extension ExportListing {
    /// Lists a ZIP.
    init(zip path: String) {
        self.init()
        var last: String?
        do throws(ZipReader.Failure) {
            let reader = try ZipReader(path)
            while let entry = try reader.next() {
                last = entry.path
                addEntry(entry, from: reader)
            }
        } catch {
            oddities.append(.unreadable(behind: last, reason: error.reason))
        }
    }

    private mutating func addEntry(_ entry: ZipReader.Entry, from reader: ZipReader) {
        guard let path = entry.path else {
            oddities.append(.odd("an entry of the ZIP", "has a name that is no text"))
            return
        }
        guard entry.isFile else {
            oddities.append(.odd(path, "is no plain file"))
            return
        }
        do {
            try add(path) { body in try reader.read(body) }
        } catch {
            // What was read differs from what was signed, or what stands around it does: either is
            // found later.
        }
    }
}
