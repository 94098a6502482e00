import Foundation

/// Where an export lies.
enum ExportPlace {
    case folder(String)
    case zip(String)

    /// Tells a folder from a ZIP.
    ///
    /// - Throws: `EvidenceError.noExport` where there is neither.
    init(_ path: String) throws(EvidenceError) {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noExport(path: path, reason: "there is no such file or folder")
        }
        if isFolder.boolValue {
            self = .folder(path)
        } else {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw .noExport(path: path, reason: "permission denied")
            }
            self = .zip(path)
        }
    }

    /// Reads what lies there.
    func listing() throws(EvidenceError) -> ExportListing {
        switch self {
        case .folder(let path): try ExportListing(folder: path)
        case .zip(let path): ExportListing(zip: path)
        }
    }

    /// The first byte at which a ZIP differs from how its files are packed, or nil where none does.
    ///
    /// Its files are packed once more and compared with it on the way, so that nothing can hide
    /// between them, in their headers or behind them.
    ///
    /// `listing` tells what lies in the ZIP.
    func firstForeignByte(_ listing: ExportListing) throws(EvidenceError) -> Int64? {
        guard case .zip(let path) = self else { return nil }
        let comparison = Comparison()
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { file.closeFile() }
            try pack(path, listing, into: ZipWriter { try comparison.compare($0, with: file) })
            let rest = try file.read(upToCount: 1) ?? Data()
            return rest.isEmpty ? nil : comparison.place
        } catch is Difference {
            return comparison.place
        } catch let failure as ZipReader.Failure {
            throw .noExport(path: path, reason: failure.reason)
        } catch {
            throw .noExport(path: path, reason: "\(error)")
        }
    }

    private func pack(_ path: String, _ listing: ExportListing, into zip: ZipWriter) throws {
        let reader = try ZipReader(path)
        while let entry = try reader.next() {
            guard let name = entry.path, let file = listing.files[name] else { throw Difference() }
            try zip.begin(name, sizeBytes: file.sizeBytes)
            try reader.read { try zip.append($0) }
        }
        try zip.finish()
    }

    /// The bytes are not the same.
    private struct Difference: Error {}

    /// Compares bytes as they come with those of a file.
    private final class Comparison {
        /// How many bytes are the same.
        private(set) var place: Int64 = 0

        func compare(_ bytes: Data, with file: FileHandle) throws {
            var rest = bytes
            while !rest.isEmpty {
                guard let other = try file.read(upToCount: rest.count), !other.isEmpty else {
                    throw Difference()
                }
                let pairs = Swift.zip(rest, other)
                guard rest.prefix(other.count) != other else {
                    place += Int64(other.count)
                    rest = rest.dropFirst(other.count)
                    continue
                }
                place += Int64(pairs.prefix { $0 == $1 }.count)
                throw Difference()
            }
        }
    }
}
