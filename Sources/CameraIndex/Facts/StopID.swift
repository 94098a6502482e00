/// The name of a stop among all stops of its camera.
///
/// Made of when and where the stop was first found, and carried over to the matching stop when the
/// same footage is scanned again, so that events, reviews and evidence stay with it.
public struct StopID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as text: 16 hexadecimal digits.
    public let description: String

    /// Makes the name of a stop first found at `since` in `box`.
    public init(since: MediaTime, box: Box) {
        var hash = FNVHash()
        for value in [
            since.microseconds, Int64(box.x), Int64(box.y), Int64(box.width), Int64(box.height),
        ] {
            for shift in stride(from: 0, to: 64, by: 8) {
                hash.add(UInt64(truncatingIfNeeded: value >> shift) & 0xff)
            }
        }
        let digits = String(hash.value, radix: 16)
        description = String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Takes up a name that was stored.
    public init(stored: String) {
        description = stored
    }
}
