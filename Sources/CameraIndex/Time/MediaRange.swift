/// A stretch of media time, half-open: `start` belongs to it, `end` does not.
public struct MediaRange: Hashable, Sendable, Codable {
    /// The first moment inside.
    public var start: MediaTime
    /// The first moment after.
    public var end: MediaTime

    /// Makes the stretch from `start` up to `end`; an `end` before `start` makes it empty.
    public init(_ start: MediaTime, _ end: MediaTime) {
        self.start = start
        self.end = max(start, end)
    }

    /// How long the stretch is.
    public var duration: MediaDuration { end - start }

    /// Whether no moment lies inside.
    public var isEmpty: Bool { start == end }

    /// Whether `time` lies inside.
    public func contains(_ time: MediaTime) -> Bool {
        start <= time && time < end
    }

    /// Whether some moment lies in both stretches.
    public func overlaps(_ other: MediaRange) -> Bool {
        start < other.end && other.start < end
    }

    /// What both stretches share, or nil where they share nothing.
    public func intersection(with other: MediaRange) -> MediaRange? {
        guard overlaps(other) else { return nil }
        return MediaRange(max(start, other.start), min(end, other.end))
    }
}
