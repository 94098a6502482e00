import GRDB

extension EventIndex {
    /// How SQLite finds what a question asks for.
    public struct QueryPlan: Hashable, Sendable {
        /// What is looked for.
        public var purpose: String
        /// The steps in SQLite's words (`EXPLAIN QUERY PLAN`), outermost first.
        public var steps: [String]
    }

    /// The plans of all that answers a question, for the documentation and for the test that no
    /// table is ever read from end to end.
    public func plans(of query: EventQuery) throws(IndexError) -> [QueryPlan] {
        try read { database in
            let filter = EventFilter(query)
            let walks: [(String, EventWalk)] = [
                ("events of a camera that stood at the start", .standing(.one(1))),
                ("events of a camera that began inside", .began(.one(1))),
                ("events of all cameras that stood at the start", .standing(.many([1]))),
                ("events of all cameras that began inside", .began(.many([1]))),
            ]
            let cursors = [nil, EventCursor(group: 0, since: .zero, id: EventID(stored: ""))]
            var plans: [QueryPlan] = []
            for (purpose, walk) in walks {
                for cursor in cursors {
                    let steps = try steps(
                        of: walk.hitsSQL(filter.condition, isContinued: cursor != nil),
                        walk.arguments(in: query.timeRange, after: cursor)
                            + filter.arguments + [query.limit],
                        in: database
                    )
                    let place = cursor == nil ? "" : ", behind a cursor"
                    plans.append(QueryPlan(purpose: purpose + place, steps: steps))
                }
            }
            let others: [(String, String, StatementArguments)] = [
                ("one event with its files", EventTable.byNumber, [1]),
                ("stops of a camera", StopTable.overlapping, [1, 0, 1]),
                ("coverage of a camera", CoverageTable.overlapping, [1, 0, 1]),
                ("observability of a camera", ObservabilityTable.overlapping, [1, 0, 1]),
            ]
            for (purpose, sql, arguments) in others {
                let steps = try steps(of: sql, arguments, in: database)
                plans.append(QueryPlan(purpose: purpose, steps: steps))
            }
            return plans
        }
    }

    private func steps(
        of sql: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> [String] {
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
            try $0.decode(String.self, forColumn: "detail")
        }
    }
}
