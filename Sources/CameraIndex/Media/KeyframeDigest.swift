/// A keyframe of a file: when it is shown, and what its bytes are.
public struct KeyframeDigest: Hashable, Sendable {
    /// Media time of the keyframe in the file, as its own timestamps say.
    public let at: MediaTime
    /// SHA-256 of its packet, as 64 hexadecimal digits.
    public let sha256: String
}
