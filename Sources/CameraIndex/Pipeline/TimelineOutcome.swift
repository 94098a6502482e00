/// What came of watching the files of one timeline.
struct TimelineOutcome: Sendable {
    /// Files that were decoded.
    var watched: [String] = []
    /// Files that were known already.
    var skipped: [String] = []
    var problems: [ScanProblem] = []
    /// Pictures that were decoded to find stops.
    var decodedCount = 0
    /// The gear in which it was watched; nil before it was chosen.
    var gear: Gear?
}
