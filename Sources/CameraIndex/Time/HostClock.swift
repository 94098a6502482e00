/// The clock of this machine: what time it is, and how time passes.
public protocol HostClock: Sendable {
    /// The time since some moment, which passes evenly whatever the clock is set to.
    var steady: MediaTime { get }
    /// What the clock shows.
    var utc: UTCTime { get }

    /// Waits until `steady` has reached `moment`, or `isOver` says so, which is asked ten times a
    /// second.
    func wait(until moment: MediaTime, unless isOver: () -> Bool)
}
