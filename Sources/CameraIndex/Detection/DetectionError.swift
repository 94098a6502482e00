/// What can go wrong in detection.
public enum DetectionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A stored detector state cannot be read.
    case damagedState
    /// A stored detector state belongs to another version, plane size or parameters.
    case foreignState

    /// What is wrong, as a sentence.
    public var description: String {
        switch self {
        case .damagedState: "the stored detector state is damaged"
        case .foreignState: "the stored detector state was made with other settings"
        }
    }
}
