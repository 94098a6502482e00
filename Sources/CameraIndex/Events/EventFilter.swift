import GRDB

/// The conditions of a query beyond cameras and time.
struct EventFilter {
    /// SQL to put behind a condition: empty, or beginning with `AND`.
    private(set) var condition = ""
    /// Values of its parameters, in order.
    private(set) var arguments = StatementArguments()

    /// The conditions of `query`.
    init(_ query: EventQuery) {
        restrict("rule", to: query.rules)
        restrict("kind", to: query.kinds.map(\.rawValue))
        restrict("zone", to: query.zones)
        restrict("state", to: query.states.map(\.rawValue))
        restrict("review", to: query.reviews.map(\.rawValue))
        if let dwell = query.minimumDwell {
            condition += " AND event.dwell_us >= ?"
            arguments += [dwell.microseconds]
        }
    }

    private mutating func restrict(_ column: String, to values: [String]) {
        guard !values.isEmpty else { return }
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        condition += " AND event.\(column) IN (\(marks))"
        arguments += StatementArguments(values)
    }
}
