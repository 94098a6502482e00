import GRDB

extension EventIndex {
    /// All footage of a camera: with a known clock first, in the order of time.
    public func footage(of camera: String) throws(IndexError) -> [Footage] {
        try read { try FootageTable.of(camera, in: $0) }
    }

    /// The footage of this content; more than one where several cameras were given the same file.
    public func footage(_ id: FootageID) throws(IndexError) -> [Footage] {
        try read { try FootageTable.named(id, in: $0) }
    }

    /// The stops of a timeline that overlap `range`, the earliest first; all where it is nil.
    public func stops(
        camera: String,
        timeline: Timeline,
        overlapping range: MediaRange? = nil
    ) throws(IndexError) -> [Stop] {
        try onTimeline(camera, timeline) { id, database in
            try StopTable.overlapping(range ?? .unbounded, timeline: id, in: database)
        } ?? []
    }

    /// What the ledger says of a timeline within `range`, in order; of all where it is nil.
    public func coverage(
        camera: String,
        timeline: Timeline,
        overlapping range: MediaRange? = nil
    ) throws(IndexError) -> [CoverageSpan] {
        try onTimeline(camera, timeline) { id, database in
            try CoverageTable.overlapping(range ?? .unbounded, timeline: id, in: database)
        } ?? []
    }

    /// The activity of a timeline within `range`, in order; all where it is nil.
    public func activity(
        camera: String,
        timeline: Timeline,
        overlapping range: MediaRange? = nil
    ) throws(IndexError) -> [ActivityGrid] {
        try onTimeline(camera, timeline) { id, database in
            try ActivityTable.overlapping(range ?? .unbounded, timeline: id, in: database)
        } ?? []
    }

    /// What of the picture could be judged within `range` of a timeline, in order; all where it is
    /// nil.
    public func observability(
        camera: String,
        timeline: Timeline,
        overlapping range: MediaRange? = nil
    ) throws(IndexError) -> [ObservabilityGrid] {
        try onTimeline(camera, timeline) { id, database in
            var grids: [ObservabilityGrid] = []
            try ObservabilityTable.forEach(
                overlapping: range ?? .unbounded,
                timeline: id,
                in: database
            ) { grids.append($0) }
            return grids
        } ?? []
    }

    /// How far `zones` could be judged in the stretches `asked` of a timeline; those of which
    /// nothing is known are left out.
    public func observability(
        of zones: [JudgedZone],
        camera: String,
        timeline: Timeline,
        within asked: [MediaRange]
    ) throws(IndexError) -> [ZoneObservability] {
        try onTimeline(camera, timeline) { id, database in
            try ObservabilityReport(of: zones, timeline: id, in: database).answer(within: asked)
        } ?? []
    }

    /// Where a scan of a timeline goes on, or nil where it begins anew.
    public func checkpoint(
        camera: String,
        timeline: Timeline
    ) throws(IndexError) -> Checkpoint? {
        try onTimeline(camera, timeline) { id, database in
            try CheckpointTable.of(timeline: id, in: database)
        } ?? nil
    }

    /// What a timeline means in the world, by the last batch recorded on it.
    public func clock(camera: String, timeline: Timeline) throws(IndexError) -> MediaClock? {
        try onTimeline(camera, timeline) { id, database in
            try TimelineTable.clock(of: id, in: database)
        } ?? nil
    }

    /// Whether facts of a camera were ever written.
    public func knows(_ camera: String) throws(IndexError) -> Bool {
        try read { try TimelineTable.cameras(in: $0).contains(camera) }
    }

    /// The timelines of a camera, its UTC axis first.
    public func timelines(of camera: String) throws(IndexError) -> [Timeline] {
        try read { database in
            try TimelineTable.all(in: database).filter { $0.camera == camera }.map(\.timeline)
        }
    }

    /// The events of a timeline whose pictures are still to be made, the earliest first.
    public func eventsAwaitingEvidence(
        camera: String,
        timeline: Timeline
    ) throws(IndexError) -> [IndexedEvent] {
        try onTimeline(camera, timeline) { id, database in
            try EventTable.awaitingEvidence(timeline: id, in: database)
        } ?? []
    }

    private func onTimeline<Value>(
        _ camera: String,
        _ timeline: Timeline,
        _ body: (Int64, Database) throws -> Value
    ) throws(IndexError) -> Value? {
        try read { database in
            try TimelineTable.id(of: camera, timeline, in: database).map { try body($0, database) }
        }
    }
}
