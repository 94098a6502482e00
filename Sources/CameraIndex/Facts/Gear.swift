/// How footage is sampled: what is decoded of it.
public enum Gear: String, Hashable, Sendable, Codable, CaseIterable {
    /// A keyframe now and then, and more only where it decides something.
    case survey
    /// Every keyframe.
    case keyframes
    /// Every frame.
    case all

    /// The gear and all that see more.
    var andDearer: [Gear] { Array(Gear.allCases.drop { $0 != self }) }
}
