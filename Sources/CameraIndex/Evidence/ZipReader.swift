import CArchive
import Foundation

/// Reads the files of a ZIP one after the other, as its table of files lists them.
@safe
final class ZipReader {
    /// A file in the ZIP.
    struct Entry {
        /// Its path as the ZIP tells it; nil where that is no text.
        let path: String?
        /// Whether it is a plain file.
        let isFile: Bool
    }

    private let archive: OpaquePointer

    /// Opens a ZIP.
    ///
    /// - Throws: `Failure` where the end of the file is no table of a ZIP.
    init(_ path: String) throws(Failure) {
        guard let made = unsafe archive_read_new() else { throw Failure(reason: "out of memory") }
        unsafe archive = made
        // The form that reads the table; the other one believes what stands before each file.
        _ = unsafe archive_read_support_format_zip_seekable(archive)
        guard unsafe archive_read_open_filename(archive, path, 65_536) == ARCHIVE_OK else {
            throw failure()
        }
    }

    deinit {
        unsafe archive_read_free(archive)
    }

    /// Why a ZIP cannot be read.
    struct Failure: Error {
        /// In libarchive's words.
        let reason: String
    }

    /// The next file, or nil behind the last.
    func next() throws(Failure) -> Entry? {
        var entry: OpaquePointer?
        let code = unsafe archive_read_next_header(archive, &entry)
        if code == ARCHIVE_EOF { return nil }
        guard code >= ARCHIVE_WARN, let entry = unsafe entry else { throw failure() }
        let path = unsafe archive_entry_pathname(entry).map { unsafe String(cString: $0) }
        let isFile = unsafe UInt32(archive_entry_filetype(entry)) == UInt32(carchive_regular_file)
        return Entry(path: path, isFile: isFile)
    }

    /// Gives the bytes of the file that came last to `body`, piece by piece.
    func read(_ body: (Data) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe archive_read_data(archive, &buffer, buffer.count)
            if count == 0 { return }
            guard count > 0 else { throw failure() }
            try body(Data(buffer.prefix(count)))
        }
    }

    private func failure() -> Failure {
        let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
        return Failure(reason: text ?? "libarchive cannot read it")
    }
}
