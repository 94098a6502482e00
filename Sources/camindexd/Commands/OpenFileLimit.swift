import Foundation

/// How many files and connections this process may have open at once.
enum OpenFileLimit {
    /// As many as thousands of cameras take: more would cost time wherever all are gone through.
    private static let most: rlim_t = 65_536

    /// Takes as many as the system lets it: shells and services give 1,024 unless asked.
    static func raise() {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(kind, &limit) == 0, limit.rlim_cur < most else { return }
        limit.rlim_cur = min(limit.rlim_max, most)
        // Where it is refused, cameras say that no descriptors are left.
        _ = unsafe setrlimit(kind, &limit)
    }
}
