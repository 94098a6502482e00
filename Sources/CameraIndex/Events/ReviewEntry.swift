/// What a person said of an event, when, and why: an entry of its history.
///
/// Entries are added and never changed. They belong to the event's name, and are still there when
/// the event vanishes and comes back.
public struct ReviewEntry: Hashable, Sendable {
    /// When it was said.
    public var at: UTCTime
    /// Who said it.
    public var by: String
    /// What was said; `pending` takes back what was said before.
    public var decision: Event.Review
    /// Why, in any words; empty where nothing was added.
    public var note: String

    /// Makes an entry.
    public init(at: UTCTime, by: String, decision: Event.Review, note: String = "") {
        self.at = at
        self.by = by
        self.decision = decision
        self.note = note
    }
}
