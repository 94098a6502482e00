/// How a live camera is sampled.
public enum LiveGear: String, Hashable, Sendable, Codable {
    /// Keyframes are decoded, as many as the rules need.
    case keyframes
    /// Keyframes lie too far apart for the rules: what lies between them is decoded as well.
    case between
}

/// How a live camera may be sampled.
public enum LiveGearChoice: String, CaseIterable, Hashable, Sendable {
    /// By what its rules need.
    case automatic = "auto"
    /// By keyframes alone, whatever that misses.
    case keyframes
}
