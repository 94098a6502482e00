import Crypto
import Foundation

/// The name of an event: derived from camera, rule, zone and the stop's identity.
///
/// The same after a re-scan, so that reviews and idempotency keys survive.
public struct EventID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name as text: 16 hexadecimal digits.
    public let description: String

    /// Makes the name of the event that `rule` makes of a stop in `zone`.
    ///
    /// `segment` counts from 0 the parts into which unwatched gaps cut the stop. On a file's own
    /// timeline the file is part of the name: two files of a camera may both show something that
    /// stands in one place from the first frame on.
    public init(
        camera: String,
        rule: String,
        zone: String,
        stop: StopID,
        segment: Int = 0,
        timeline: Timeline = .utc
    ) {
        // Lengths keep ("a", "bc") and ("ab", "c") apart.
        var parts = [camera, rule, zone, stop.description, String(segment)]
        if case .footage(let footage) = timeline { parts.append(footage.description) }
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        let digest = SHA256.hash(data: Data(text.utf8))
        description = digest.prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Takes up a name that was stored or typed.
    public init(stored: String) {
        description = stored
    }
}
