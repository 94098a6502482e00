import Synchronization

/// Which single pictures were decoded of which file; may be written from any thread.
public final class PictureLog: Sendable {
    /// One picture.
    public struct Entry: Hashable, Sendable {
        /// The file.
        public let path: String
        /// The moment in the file.
        public let time: MediaTime
    }

    private let stored = Mutex<[Entry]>([])

    /// Makes an empty log.
    public init() {}

    /// What was decoded so far, by file and time.
    public var entries: [Entry] {
        stored.withLock { $0 }.sorted { ($0.path, $0.time) < ($1.path, $1.time) }
    }

    /// Adds a picture.
    func add(_ path: String, _ time: MediaTime) {
        stored.withLock { $0.append(Entry(path: path, time: time)) }
    }
}
