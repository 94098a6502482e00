/// The axis on which the facts of a camera lie.
public enum Timeline: Hashable, Sendable, Codable {
    /// Footage with a known clock: the origin is the Unix epoch, all files of a camera share it.
    case utc
    /// One file whose clock is unknown: the origin is its first frame.
    case footage(FootageID)
}

/// The name of a piece of footage, derived from its content, so that a moved file is recognised.
public struct FootageID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as text: hexadecimal digits.
    public let description: String

    /// Takes up a name that was computed or stored.
    public init(stored: String) {
        description = stored
    }
}
