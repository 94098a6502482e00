internal import CTimex

/// Whether this machine's clock is kept right by others, as the kernel knows it.
///
/// Whoever sets the clock by the network (`systemd-timesyncd`, `chronyd`, `ntpd`) tells the kernel
/// so; where nobody does for long, the kernel no longer believes it.
public struct ClockSynchronisation: Hashable, Sendable {
    /// Whether the clock is kept right.
    public var isSynchronised: Bool
    /// By how much it may be wrong at most, as who keeps it says.
    public var largestError: MediaDuration

    /// Makes a statement.
    public init(isSynchronised: Bool, largestError: MediaDuration) {
        self.isSynchronised = isSynchronised
        self.largestError = largestError
    }

    /// What the kernel says now, or nil where it may not be asked.
    public static var current: ClockSynchronisation? {
        var state = timex()
        let answer = unsafe adjtimex(&state)
        guard answer >= 0 else { return nil }
        return ClockSynchronisation(
            isSynchronised: answer != TIME_ERROR,
            largestError: MediaDuration(microseconds: Int64(state.maxerror))
        )
    }
}
