import GRDB

/// The timelines of the cameras that a query asks for.
struct AskedTimelines {
    /// By the name of their camera, each camera's UTC axis first.
    let entries: [TimelineTable.Entry]
    /// Asked names that no camera of the index bears.
    let unmatched: [String]

    /// Looks them up.
    init(_ query: EventQuery, in database: Database) throws {
        let patterns = query.cameras.map { CameraPattern($0) }
        // Names without a wildcard are looked up; there may be ten thousand other cameras.
        let isExact = !patterns.isEmpty && patterns.allSatisfy(\.isExact)
        let entries = try TimelineTable.entries(
            of: isExact ? query.cameras : nil,
            withUnknownClock: query.includesUnknownClock,
            in: database
        ).filter { entry in
            patterns.isEmpty || patterns.contains { $0.matches(entry.camera) }
        }
        self.entries = entries
        let found = Set(entries.map(\.camera))
        let missing = zip(query.cameras, patterns).filter { _, pattern in
            !found.contains { pattern.matches($0) }
        }
        // A camera may have nothing on a known clock and exist all the same.
        let known = missing.isEmpty ? [] : try TimelineTable.cameras(in: database)
        unmatched = missing.filter { _, pattern in
            !known.contains { pattern.matches($0) }
        }.map(\.0)
    }
}
