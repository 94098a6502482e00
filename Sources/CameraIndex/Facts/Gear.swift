/// How footage is sampled: what is decoded of it.
public enum Gear: String, Hashable, Sendable, Codable, CaseIterable {
    /// A keyframe now and then, and more only where it decides something.
    case survey
    /// Every frame.
    case all
}
