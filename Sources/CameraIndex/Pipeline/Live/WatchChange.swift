/// What became of the cameras of a watch when it was given another request.
public struct WatchChange: Sendable {
    /// Cameras that are watched from now on.
    public internal(set) var added: [String] = []
    /// Cameras that are watched no more.
    public internal(set) var removed: [String] = []
    /// Cameras whose source or rules are others.
    public internal(set) var changed: [String] = []
    /// How many go on untouched.
    public internal(set) var unchangedCount = 0
    /// Cameras that cannot be watched, and why.
    public internal(set) var refused: [String: IndexError] = [:]

    /// Whether everything goes on as it was.
    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && refused.isEmpty
    }
}
