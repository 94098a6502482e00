internal import Crypto
internal import Foundation

/// The SHA256 of a certificate, by which it is known whoever vouches for it.
public struct CertificatePin: Hashable, Sendable, CustomStringConvertible {
    /// Its 32 bytes.
    private let bytes: [UInt8]

    /// The pin of a certificate.
    ///
    /// - Parameter certificate: the certificate, in DER.
    public init(of certificate: some Sequence<UInt8>) {
        bytes = Array(SHA256.hash(data: Data(certificate)))
    }

    /// Reads 64 hexadecimal digits, with colons between pairs or without, as browsers and
    /// `openssl x509 -fingerprint -sha256` print them; nil where the text is anything else.
    public init?(_ text: String) {
        let digits = text.filter { $0 != ":" }.map(\.hexDigitValue)
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap(\.self)
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(16 * values[$0] + values[$0 + 1]) }
    }

    /// The hexadecimal digits, without colons.
    public var description: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
