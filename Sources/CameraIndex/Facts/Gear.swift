/// How footage is sampled: what is decoded of it.
public enum Gear: String, Hashable, Sendable, Codable, CaseIterable {
    /// A keyframe now and then, and more only where it decides something.
    case survey
    /// Every keyframe.
    case keyframes
    /// The frames that are analysed, and those that others lean on.
    case nth
    /// Every frame.
    case all

    /// Whether as many samples are analysed as the rules may ask for at the most.
    var isFullRate: Bool { self == .nth || self == .all }

    /// The gear and all that see more.
    var andDearer: [Gear] { Array(Gear.allCases.drop { $0 != self }) }
}
