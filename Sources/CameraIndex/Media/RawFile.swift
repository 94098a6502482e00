import Glibc

/// The bytes of a file beside FFmpeg's reading of it: what is read here lies in memory when FFmpeg
/// comes to it.
///
/// Not copyable: the descriptor is closed once, when the value ends.
struct RawFile: ~Copyable {
    let path: String
    let sizeBytes: Int64
    /// The number of the device it lies on.
    let device: UInt64
    private let descriptor: CInt

    /// The kernel reads no more at one call than a device's usual stretch, which is at least this.
    private static let pieceBytes: Int64 = 128 * 1_024

    /// Opens a file, or is nil where it is none whose places can be read.
    init?(path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.path = path
        sizeBytes = Int64(status.st_size)
        device = UInt64(status.st_dev)
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Reads bytes only to have read them; returns how many there were, or -1.
    func read(_ count: Int, at place: Int64) -> Int {
        unsafe withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { buffer in
            unsafe pread(descriptor, buffer.baseAddress, count, off_t(place))
        }
    }

    /// Tells the kernel what will be done with a stretch, or with the whole file.
    func advise(_ advice: CInt, _ stretch: Range<Int64> = 0..<0) {
        // A mere hint: where it is not taken reading is slower, nothing else.
        _ = posix_fadvise(
            descriptor,
            off_t(stretch.lowerBound),
            off_t(stretch.upperBound - stretch.lowerBound),
            advice
        )
    }

    /// Lets the kernel read a stretch into memory meanwhile.
    func readAhead(_ stretch: Range<Int64>) {
        var place = stretch.lowerBound
        while place < min(stretch.upperBound, sizeBytes) {
            let end = min(place + Self.pieceBytes, stretch.upperBound)
            advise(POSIX_FADV_WILLNEED, place..<end)
            place = end
        }
    }
}
