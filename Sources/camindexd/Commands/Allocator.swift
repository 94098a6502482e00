import CMalloc

/// How the C library hands out memory to this process.
enum Allocator {
    /// Has large planes of pixels mapped by themselves, so that they are given back when they are
    /// let go of.
    ///
    /// Else glibc raises its threshold with what it sees freed, and keeps what the detectors of
    /// many cameras need for a moment each between what they keep.
    static func givesBackPlanes() {
        mallopt(M_MMAP_THRESHOLD, 128 * 1_024)
    }

    /// Gives back what lies free between what is held.
    ///
    /// Detectors and streams let go of pieces of all sizes all the time, and glibc gives back only
    /// what lies at the end of its heaps: after an hour half of them would be free.
    static func trim() {
        _ = malloc_trim(0)
    }
}
