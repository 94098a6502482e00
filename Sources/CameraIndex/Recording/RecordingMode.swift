/// What of a live camera is recorded.
public enum RecordingMode: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case off
    /// What shows events: from before something came to rest until it left or its limit passed.
    case events
    /// All.
    case continuous
}
