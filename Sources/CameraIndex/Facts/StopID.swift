/// The name of a stop among all stops of its camera.
///
/// Made of when and where the stop was first found, and carried over to the matching stop when the
/// same footage is scanned again, so that events, reviews and evidence stay with it.
public struct StopID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as text: 16 hexadecimal digits.
    public let description: String

    /// Makes the name of a stop first found at `since` in `box`.
    public init(since: MediaTime, box: Box) {
        // FNV-1a: stable across processes and versions, unlike `Hasher`.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for value in [
            since.microseconds, Int64(box.x), Int64(box.y), Int64(box.width), Int64(box.height),
        ] {
            for shift in stride(from: 0, to: 64, by: 8) {
                hash = (hash ^ UInt64(truncatingIfNeeded: value >> shift) & 0xff) &* 0x100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        description = String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Takes up a name that was stored.
    public init(stored: String) {
        description = stored
    }
}
