import GRDB

/// Finds the events that a query asks for: numbers first, in order, without reading whole rows.
///
/// Events that overlap `[from, to)` are those that stood at `from`, all of which began before it,
/// and then those that began inside. So the second part follows the first, each comes out of one
/// index, and a page costs what it holds (design/event-index.md).
struct EventSearch {
    /// An event that was found.
    struct Hit {
        let place: EventCursor
        let number: Int64
    }

    /// Above this many cameras one walk over all cameras is cheaper than a walk for each.
    static let mostSeparateTimelines = 16

    private let database: Database
    private let filter: EventFilter
    private let range: MediaRange
    /// UTC axes of the asked cameras.
    private let shared: [Int64]
    /// Axes of single files without a clock, in the order of the answer.
    private let own: [Int64]

    /// Searches for what `query` asks of `timelines`.
    init(_ query: EventQuery, timelines: [TimelineTable.Entry], in database: Database) {
        self.database = database
        filter = EventFilter(query)
        range = query.timeRange
        shared = timelines.filter { $0.timeline == .utc }.map(\.id)
        own =
            query.includesUnknownClock
            ? timelines.filter { $0.timeline != .utc }.map(\.id).sorted() : []
    }

    /// The first `limit` events behind `cursor`.
    func hits(limit: Int, after cursor: EventCursor?) throws -> [Hit] {
        var hits: [Hit] = []
        if cursor == nil || cursor?.group == 0 {
            hits = try sharedHits(limit: limit, after: cursor)
        }
        for timeline in own where hits.count < limit {
            if let cursor, timeline < cursor.group { continue }
            hits += try fetch(
                .began(.one(timeline)),
                in: .unbounded,
                group: timeline,
                limit: limit - hits.count,
                after: cursor?.group == timeline ? cursor : nil
            )
        }
        return hits
    }

    /// How many events there are in all pages.
    func count() throws -> Int {
        var total = 0
        for scope in scopes {
            total += try count(.standing(scope), in: range)
            total += try count(.began(scope), in: range)
        }
        for timeline in own {
            total += try count(.began(.one(timeline)), in: .unbounded)
        }
        return total
    }

    /// The walks that together see every asked camera once.
    private var scopes: [EventWalk.Scope] {
        guard !range.isEmpty else { return [] }
        return shared.count <= Self.mostSeparateTimelines
            ? shared.map { .one($0) } : [.many(shared)]
    }

    private func sharedHits(limit: Int, after cursor: EventCursor?) throws -> [Hit] {
        let scopes = scopes
        // What stood at the start of the range began before all that began inside.
        var hits: [Hit] = []
        if cursor.map({ $0.since < range.start }) ?? true {
            hits = try merged(scopes.map { .standing($0) }, limit: limit, after: cursor)
        }
        if hits.count < limit {
            hits += try merged(
                scopes.map { .began($0) },
                limit: limit - hits.count,
                after: cursor
            )
        }
        return hits
    }

    /// The first of all walks: they are among the first of each.
    private func merged(
        _ walks: [EventWalk],
        limit: Int,
        after cursor: EventCursor?
    ) throws -> [Hit] {
        var hits: [Hit] = []
        for walk in walks {
            hits += try fetch(walk, in: range, group: 0, limit: limit, after: cursor)
        }
        guard walks.count > 1 else { return hits }
        hits.sort { left, right in
            (left.place.since, left.place.id.description)
                < (right.place.since, right.place.id.description)
        }
        return Array(hits.prefix(limit))
    }

    private func fetch(
        _ walk: EventWalk,
        in range: MediaRange,
        group: Int64,
        limit: Int,
        after cursor: EventCursor?
    ) throws -> [Hit] {
        let arguments = walk.arguments(in: range, after: cursor)
        let statement = try database.cachedStatement(
            sql: walk.hitsSQL(filter.condition, isContinued: cursor != nil)
        )
        let rows = try Row.fetchCursor(
            statement,
            arguments: arguments + filter.arguments + [limit]
        )
        var hits: [Hit] = []
        while let row = try rows.next() {
            var columns = ColumnReader(row)
            let number: Int64 = try columns.next()
            let since = try columns.nextTime()
            let id = EventID(stored: try columns.next())
            hits.append(
                Hit(place: EventCursor(group: group, since: since, id: id), number: number)
            )
        }
        return hits
    }

    private func count(_ walk: EventWalk, in range: MediaRange) throws -> Int {
        let statement = try database.cachedStatement(sql: walk.countSQL(filter.condition))
        let arguments = walk.arguments(in: range, after: nil) + filter.arguments
        return try Int.fetchOne(statement, arguments: arguments) ?? 0
    }
}

extension EventQuery {
    /// The asked time on the UTC axis.
    var timeRange: MediaRange {
        MediaRange(
            from.map { MediaTime(microseconds: $0.microseconds) } ?? MediaRange.unbounded.start,
            to.map { MediaTime(microseconds: $0.microseconds) } ?? MediaRange.unbounded.end
        )
    }
}

extension MediaRange {
    /// Longer than any footage, and short enough that adding a length to it cannot overflow.
    static let unbounded = MediaRange(
        MediaTime(microseconds: -(1 << 61)),
        MediaTime(microseconds: 1 << 61)
    )
}
