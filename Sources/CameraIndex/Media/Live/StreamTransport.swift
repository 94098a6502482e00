/// How packets of an RTSP stream are carried.
public enum StreamTransport: String, Hashable, Sendable, CaseIterable {
    /// In the connection of RTSP itself; in UDP where the server refuses that.
    case automatic = "auto"
    /// In the connection of RTSP itself: nothing is lost.
    case tcp
    /// In UDP: what a busy network loses is lost.
    case udp
    /// RTSP and its packets tunnelled through HTTP, where a firewall lets nothing else pass.
    case http
}
