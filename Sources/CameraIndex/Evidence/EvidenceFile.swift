import Crypto
import Foundation

/// A file of an event's evidence: where it lies in the data folder, and what it held.
struct EvidenceFile: Hashable, Sendable {
    /// Path below the data folder.
    let path: String
    /// SHA-256 of the file, in hexadecimal.
    let sha256: String

    /// The name under which it is exported.
    var name: String { (path as NSString).lastPathComponent }

    /// The size of the file.
    ///
    /// - Throws: `EvidenceError.evidenceMissing` where it is gone.
    func sizeBytes(in dataFolder: String) throws(EvidenceError) -> Int64 {
        do {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(dataFolder)/\(path)")
            return (facts[.size] as? NSNumber)?.int64Value ?? 0
        } catch {
            throw .evidenceMissing(path: "\(dataFolder)/\(path)")
        }
    }

    /// Size and SHA-256 of what lies at `path` now, read piece by piece.
    ///
    /// - Throws: `EvidenceError.evidenceMissing` where it cannot be read.
    static func digest(of path: String) throws(EvidenceError) -> (sizeBytes: Int64, sha256: String)
    {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { file.closeFile() }
            var hash = SHA256()
            var size: Int64 = 0
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                hash.update(data: piece)
                size += Int64(piece.count)
            }
            return (size, hash.finalize().hexadecimal)
        } catch {
            throw .evidenceMissing(path: path)
        }
    }
}

extension SHA256Digest {
    /// The digest as 64 hexadecimal digits.
    var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
