import Crypto
import Foundation

/// The Ed25519 key with which a data folder signs its evidence.
///
/// It lies in `keys/evidence.key` of the folder as PEM (PKCS #8), may be read by its owner alone,
/// and is made when it is first needed.
public struct SigningKey: Sendable {
    /// The key that others check with.
    public let publicKey: PublicKey
    private let key: Curve25519.Signing.PrivateKey

    /// What stands before the key in a PrivateKeyInfo of Ed25519 (RFC 8410).
    private static let prefix: [UInt8] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ]

    /// The key of a data folder, which is made where there is none.
    ///
    /// Of two processes that make it at the same time both get the one that was there first.
    ///
    /// - Throws: `EvidenceError.cannotWrite`, `.keyUnreadable`, `.keyOpenToOthers`, `.keyDamaged`.
    public init(of directory: DataDirectory) throws(EvidenceError) {
        let file = KeyFile(path: directory.signingKeyPath)
        let text: String
        if let known = try file.text() {
            text = known
        } else {
            let made = Curve25519.Signing.PrivateKey()
            let pem = PEMText.text(of: "PRIVATE KEY", Self.prefix + made.rawRepresentation)
            try file.makeUnlessThere(pem)
            text = try file.text() ?? pem
        }
        guard let der = PEMText.content(of: "PRIVATE KEY", in: text), der.count == 48,
            Array(der.prefix(16)) == Self.prefix
        else { throw .keyDamaged(path: file.path) }
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: der.dropFirst(16))
        } catch {
            throw .keyDamaged(path: file.path)
        }
        publicKey = PublicKey(key.publicKey)
    }

    /// The signature over `text`: 64 bytes.
    ///
    /// - Throws: `EvidenceError.cannotSign` where the crypto library refuses.
    public func signature(over text: [UInt8]) throws(EvidenceError) -> [UInt8] {
        do {
            return Array(try key.signature(for: Data(text)))
        } catch {
            throw .cannotSign(reason: "\(error)")
        }
    }
}

extension DataDirectory {
    /// The private key that signs the folder's evidence.
    public var signingKeyPath: String { path + "/keys/evidence.key" }
}
