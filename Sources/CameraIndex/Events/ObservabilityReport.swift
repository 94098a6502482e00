import GRDB

/// Reads out of the stored grids how far zones could be judged.
struct ObservabilityReport {
    private let zones: [JudgedZone]
    private let timeline: Int64
    private let database: Database

    /// Asks of `zones` on a timeline.
    init(of zones: [JudgedZone], timeline: Int64, in database: Database) {
        self.zones = zones
        self.timeline = timeline
        self.database = database
    }

    /// One answer for each zone of which something is known, over the time of `asked` that was
    /// watched; what was not watched is told by the ledger.
    func answer(within asked: [MediaRange]) throws -> [ZoneObservability] {
        var tallies = zones.map { ZoneTally($0) }
        guard !tallies.isEmpty else { return [] }
        var reached: MediaTime?
        for stretch in asked.sorted(by: { $0.start < $1.start }) {
            // Stretches may overlap; what they share counts once.
            let start = max(stretch.start, reached ?? stretch.start)
            let range = MediaRange(start, max(start, stretch.end))
            reached = range.end
            try add(range, to: &tallies)
        }
        return tallies.compactMap(\.answer)
    }

    private func add(_ range: MediaRange, to tallies: inout [ZoneTally]) throws {
        guard !range.isEmpty else { return }
        let watched = try CoverageTable.overlapping(range, timeline: timeline, in: database)
            .filter { $0.state == .watched }.compactMap { $0.range.intersection(with: range) }
        var next = 0
        try ObservabilityTable.forEach(
            overlapping: range,
            timeline: timeline,
            in: database
        ) { grid in
            while next < watched.count, watched[next].end <= grid.range.start { next += 1 }
            var place = next
            while place < watched.count, watched[place].start < grid.range.end {
                if let piece = watched[place].intersection(with: grid.range) {
                    for index in tallies.indices { tallies[index].add(grid, within: piece) }
                }
                place += 1
            }
        }
    }
}

/// Sums up how far one zone could be judged.
private struct ZoneTally {
    private let zone: JudgedZone
    private var cells: [QuarterTurn: ZoneCells] = [:]
    private var seconds = 0.0
    private var judgedSeconds = 0.0
    /// Stretches in which it could not be judged, however short.
    private var poor: [MediaRange] = []
    /// The end of the newest piece, and whether it was poor.
    private var newest: (end: MediaTime, isPoor: Bool)?

    /// A grid ends with its minute and the next one begins with its own first sample: pieces this
    /// near to each other follow each other.
    private static let seam = MediaDuration.seconds(15)

    init(_ zone: JudgedZone) {
        self.zone = zone
    }

    mutating func add(_ grid: ObservabilityGrid, within piece: MediaRange) {
        let own = cells[grid.turn] ?? ZoneCells(of: zone.outline, turn: grid.turn)
        cells[grid.turn] = own
        let share = own.judgedShare(of: grid)
        seconds += piece.duration.seconds
        judgedSeconds += share * piece.duration.seconds
        let before = newest.flatMap { piece.start - $0.end <= Self.seam ? $0 : nil }
        let isPoor = share < ZoneObservability.leastShare
        newest = (piece.end, isPoor)
        guard isPoor else { return }
        if before?.isPoor == true, let last = poor.last {
            poor[poor.count - 1] = MediaRange(last.start, piece.end)
        } else {
            poor.append(MediaRange(before?.end ?? piece.start, piece.end))
        }
    }

    /// The answer, or nil where nothing is known.
    var answer: ZoneObservability? {
        guard seconds > 0 else { return nil }
        return ZoneObservability(
            rule: zone.rule,
            zone: zone.zone,
            judgedShare: judgedSeconds / seconds,
            notObservable: poor.filter { $0.duration >= zone.limit }
        )
    }
}
