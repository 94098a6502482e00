import Glibc

/// Processor time, as the kernel counts it.
enum ProcessorTime {
    /// What the calling thread has used so far.
    static var ofThisThread: MediaDuration {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return .zero }
        return MediaDuration(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        )
    }
}
