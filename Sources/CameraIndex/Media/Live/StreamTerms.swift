/// How a stream is to be had: what its server must show, and how its packets are carried.
public struct StreamTerms: Hashable, Sendable {
    /// What the server of an encrypted stream must show.
    public var trust: StreamTrust
    /// How packets of an RTSP stream are carried.
    public var transport: StreamTransport

    /// Makes terms; the defaults are safe, and fit most cameras.
    public init(
        trust: StreamTrust = .verify(),
        transport: StreamTransport = .automatic
    ) {
        self.trust = trust
        self.transport = transport
    }
}
