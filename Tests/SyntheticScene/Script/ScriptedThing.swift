public import CameraIndex

/// A thing without wheels that is put down in the street.
public struct ScriptedThing: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// A skip for rubble, 3.4 m long.
        case skip
        /// A bag, half a metre high.
        case bag
        /// A person who waits; nobody stands quite still.
        case person
    }

    /// What it is.
    public var kind: Kind
    /// Metres from the near kerb.
    public var x: Double
    /// Metres along the street.
    public var y: Double
    /// From when on it is there.
    public var since: MediaTime
    /// From when on it is gone, or nil where it stays.
    public var end: MediaTime?

    /// Puts down a thing.
    public init(_ kind: Kind, x: Double, y: Double, since: MediaTime, end: MediaTime?) {
        self.kind = kind
        self.x = x
        self.y = y
        self.since = since
        self.end = end
    }
}
