import Crypto
import Foundation

/// An Ed25519 key with which anybody can check signatures.
public struct PublicKey: Hashable, Sendable {
    /// The key's 32 bytes.
    let bytes: [UInt8]
    private let key: Curve25519.Signing.PublicKey

    /// What stands before the key in a SubjectPublicKeyInfo of Ed25519 (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    /// Takes up a key.
    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
        bytes = Array(key.rawRepresentation)
    }

    /// Takes up the 32 bytes of a key; nil where they are none.
    init?(bytes: [UInt8]) {
        do {
            self.init(try Curve25519.Signing.PublicKey(rawRepresentation: bytes))
        } catch {
            return nil
        }
    }

    /// Reads a key in PEM, as `camindexd key show` and OpenSSL write it; nil where it is none.
    ///
    /// What stands before and behind the key is passed over.
    public init?(pem: String) {
        guard let der = PEMText.content(of: "PUBLIC KEY", in: pem), der.count == 44,
            Array(der.prefix(12)) == Self.prefix
        else { return nil }
        self.init(bytes: Array(der.dropFirst(12)))
    }

    /// The key in PEM: a SubjectPublicKeyInfo, as OpenSSL reads it.
    public var pem: String { PEMText.text(of: "PUBLIC KEY", Self.prefix + bytes) }

    /// SHA-256 of the SubjectPublicKeyInfo in Base64, by which people compare keys.
    public var fingerprint: String {
        let digest = SHA256.hash(data: Data(Self.prefix + bytes))
        let text = Data(digest).base64EncodedString()
        return "SHA256:" + text.prefix { $0 != "=" }
    }

    /// Whether `signature` over `text` was made with the private key that belongs to this one.
    public func isValid(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        key.isValidSignature(Data(signature), for: Data(text))
    }

    /// Compares keys.
    public static func == (left: PublicKey, right: PublicKey) -> Bool { left.bytes == right.bytes }

    /// Hashes the key.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
