import GRDB

extension EventIndex {
    /// Adds what a person said to the history of each of `ids`; of all of them or of none.
    ///
    /// - Throws: `IndexError.unknownEvent` where there is no such event.
    public func review(_ ids: [EventID], _ entry: ReviewEntry) throws(IndexError) {
        try write { database in
            for id in ids {
                guard try ReviewTable.add(entry, to: id, in: database) else {
                    throw IndexError.unknownEvent(id.description)
                }
            }
        }
    }

    /// What was said of an event, the oldest entry first; also of one that no longer holds.
    public func reviews(of id: EventID) throws(IndexError) -> [ReviewEntry] {
        try read { try ReviewTable.entries(of: id, in: $0) }
    }
}
