import CArchive
import Foundation

/// Packs files into a ZIP that has the same bytes whenever, wherever and by whomever it is packed.
///
/// Nothing is compressed, so that a file can be found in it byte by byte, and no time, owner or
/// other property of this machine goes in.
@safe
final class ZipWriter {
    private let archive: OpaquePointer
    private let sink: Sink

    /// Takes the bytes that libarchive gives out; its callback can carry no Swift closure.
    private final class Sink {
        let write: (Data) throws -> Void
        var failure: (any Error)?

        init(_ write: @escaping (Data) throws -> Void) {
            self.write = write
        }
    }

    /// Begins a ZIP whose bytes go to `write` in order.
    ///
    /// - Throws: `EvidenceError.cannotExport` where libarchive refuses.
    init(_ write: @escaping (Data) throws -> Void) throws {
        sink = Sink(write)
        guard let made = unsafe archive_write_new() else {
            throw EvidenceError.cannotExport(path: "the ZIP", reason: "out of memory")
        }
        unsafe archive = made
        try check(unsafe archive_write_set_format_zip(archive))
        try check(unsafe archive_write_zip_set_compression_store(archive))
        // The last block is not filled up with zeros.
        try check(unsafe archive_write_set_bytes_in_last_block(archive, 1))
        // The writer lives as long as the archive, which it frees, and keeps the sink alive.
        let opaque = unsafe Unmanaged.passUnretained(sink).toOpaque()
        try check(
            unsafe archive_write_open2(
                archive,
                opaque,
                nil,
                { _, opaque, bytes, count in
                    guard let opaque = unsafe opaque, let bytes = unsafe bytes else { return -1 }
                    let sink = unsafe Unmanaged<Sink>.fromOpaque(opaque).takeUnretainedValue()
                    do {
                        try sink.write(unsafe Data(bytes: bytes, count: count))
                        return count
                    } catch {
                        sink.failure = error
                        return -1
                    }
                },
                nil,
                nil
            )
        )
    }

    deinit {
        unsafe archive_write_free(archive)
    }

    /// Begins a file; its bytes follow with `append`.
    func begin(_ path: String, sizeBytes: Int64) throws {
        guard let entry = unsafe archive_entry_new() else {
            throw EvidenceError.cannotExport(path: path, reason: "out of memory")
        }
        defer { unsafe archive_entry_free(entry) }
        unsafe archive_entry_set_pathname(entry, path)
        unsafe archive_entry_set_size(entry, sizeBytes)
        unsafe archive_entry_set_filetype(entry, carchive_regular_file)
        unsafe archive_entry_set_perm(entry, 0o644)
        // Without a time a ZIP shows the first of its calendar, in any time zone.
        unsafe archive_entry_unset_mtime(entry)
        try check(unsafe archive_write_header(archive, entry))
    }

    /// Adds bytes to the file that was begun.
    func append(_ bytes: Data) throws {
        var written = 0
        while written < bytes.count {
            let rest = bytes.dropFirst(written)
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe archive_write_data(archive, buffer.baseAddress, buffer.count)
            }
            guard count > 0 else { throw failure() }
            written += count
        }
    }

    /// Writes the end of the ZIP.
    func finish() throws {
        try check(unsafe archive_write_close(archive))
    }

    private func check(_ code: CInt) throws {
        guard code >= ARCHIVE_WARN else { throw failure() }
    }

    private func failure() -> any Error {
        if let failure = sink.failure { return failure }
        let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
        return EvidenceError.cannotExport(path: "the ZIP", reason: text ?? "libarchive refuses")
    }
}
