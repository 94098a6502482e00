internal import Crypto
internal import Foundation

/// Signs what an HTTP server is told, as Standard Webhooks 1.0 says: HMAC-SHA256 over name,
/// timestamp and body.
public struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// Makes signatures with a secret: what follows `whsec_` in Base64, else its bytes.
    public init(secret: Secret) {
        let text = secret.revealed()
        let prefix = "whsec_"
        let encoded = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
        let bytes = encoded.flatMap { Data(base64Encoded: $0) } ?? Data(text.utf8)
        key = SymmetricKey(data: bytes)
    }

    /// The header `webhook-signature`.
    ///
    /// - Parameters:
    ///   - id: the header `webhook-id`.
    ///   - timestamp: the header `webhook-timestamp`, in seconds since 1970.
    ///   - body: the body.
    /// - Returns: the version and the code in Base64.
    public func header(id: String, timestamp: Int64, body: String) -> String {
        let signed = Data("\(id).\(timestamp).\(body)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
        return "v1," + Data(code).base64EncodedString()
    }
}
