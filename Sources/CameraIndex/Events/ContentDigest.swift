import Crypto
import Foundation

/// SHA-256 as text.
enum ContentDigest {
    /// The SHA-256 of `bytes`, as 64 hexadecimal digits.
    static func hexadecimal(of bytes: some DataProtocol) -> String {
        SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
