/// What a camera must show before its encrypted stream is believed to be its own.
public enum StreamTrust: Hashable, Sendable {
    /// A certificate for its host, which authorities vouch for: those of a file, or of this
    /// machine where none is named.
    case verify(authorities: String? = nil)
    /// This certificate and no other, whatever stands in it.
    case pin(CertificatePin)
    /// Nothing: anybody in between may answer in its place.
    case insecure

    /// Where Debian keeps the certificates of the authorities that it trusts.
    static let usualAuthorities = "/etc/ssl/certs/ca-certificates.crt"

    /// A word for it, as a configuration has it.
    public var word: String {
        switch self {
        case .verify: "verify"
        case .pin: "pin"
        case .insecure: "insecure"
        }
    }
}
