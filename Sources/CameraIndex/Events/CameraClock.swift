/// How far a camera's own clock was off, as its sender reports told.
///
/// Times of events go by when pictures arrived; this tells what the camera itself would have said.
public struct CameraClock: Hashable, Sendable {
    /// By how much it was ahead of this machine's.
    ///
    /// It includes the way through the network.
    public var offset: MediaDuration
    /// By how much that may be wrong.
    public var uncertainty: MediaDuration
    /// Whether this machine's own clock was kept right then; nil where that is not known.
    public var isHostKept: Bool?

    /// Makes a statement.
    public init(offset: MediaDuration, uncertainty: MediaDuration, isHostKept: Bool?) {
        self.offset = offset
        self.uncertainty = uncertainty
        self.isHostKept = isHostKept
    }

    /// Whether it tells something else than an earlier one, beyond what either may be wrong by.
    func differs(from earlier: CameraClock) -> Bool {
        isHostKept != earlier.isHostKept
            || (offset - earlier.offset).magnitude > max(uncertainty, earlier.uncertainty)
    }
}

/// What a camera's clock was like from a moment of its timeline on.
public struct CameraClockReading: Hashable, Sendable {
    /// The moment.
    public var at: MediaTime
    /// What it was like.
    public var clock: CameraClock

    /// Makes a reading.
    public init(at: MediaTime, clock: CameraClock) {
        self.at = at
        self.clock = clock
    }
}
