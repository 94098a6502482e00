/// A server that speaks TLS, and what it must show.
struct TLSServer: Sendable {
    /// Its host's name or number, as it was asked for and as its certificate must have it.
    let host: String
    /// Its port.
    let port: Int
    /// What its certificate must be.
    let trust: StreamTrust
}
