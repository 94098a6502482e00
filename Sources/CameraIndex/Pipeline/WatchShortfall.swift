/// A stretch that was watched, but not closely enough for a rule.
public struct WatchShortfall: Hashable, Sendable {
    /// The axis.
    public var timeline: Timeline
    /// The stretch.
    public var range: MediaRange
    /// The shortest stop that was not missed there.
    public var floor: MediaDuration
    /// The shortest stop that must not be missed.
    public var need: MediaDuration
    /// The longest time between two pictures that were looked at.
    public var longestGap: MediaDuration
    /// The files that show it.
    public var files: [String]

    /// Whether a closer look at the same footage may tell; its pictures may be too far apart.
    public var canBeWatchedCloser: Bool { longestGap * 4 <= need }

    /// All such stretches of an answer about coverage.
    static func all(
        in part: CoverageAnswer.Part,
        need: MediaDuration?,
        footage: [Footage]
    ) -> [WatchShortfall] {
        guard let need else { return [] }
        var found: [WatchShortfall] = []
        for stretch in part.floors where stretch.floor > need {
            let next = WatchShortfall(
                timeline: part.timeline,
                range: stretch.range,
                floor: stretch.floor,
                need: need,
                longestGap: stretch.longestGap,
                files: footage.filter {
                    $0.timeline == part.timeline && $0.range.overlaps(stretch.range)
                }.map(\.path)
            )
            if let last = found.last, last.range.end == next.range.start,
                last.canBeWatchedCloser == next.canBeWatchedCloser
            {
                found[found.count - 1].join(next)
            } else {
                found.append(next)
            }
        }
        return found
    }

    private mutating func join(_ next: WatchShortfall) {
        range.end = next.range.end
        floor = max(floor, next.floor)
        longestGap = max(longestGap, next.longestGap)
        files += next.files.filter { !files.contains($0) }
    }
}
