import Glibc

/// Which file lies at a path, whatever it is called.
struct FilePlace: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// The file at a path; nil where there is none.
    init?(_ path: String) {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return nil }
        device = UInt64(info.st_dev)
        number = UInt64(info.st_ino)
    }
}
