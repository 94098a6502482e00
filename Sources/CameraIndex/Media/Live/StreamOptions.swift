/// How FFmpeg is told to open a stream.
struct StreamOptions {
    let scheme: StreamAddress.Scheme
    let limits: StreamLimits

    /// Where Debian keeps the certificates that are trusted.
    private static let authorities = "/etc/ssl/certs/ca-certificates.crt"
    /// A playlist from the network must not have local files read.
    private static let protocols = "crypto,data,http,https,httpproxy,rtp,rtsp,srt,tcp,tls,udp"

    /// FFmpeg's options by name.
    var entries: [String: String] {
        let limit = String(limits.read.microseconds)
        var entries = [
            "protocol_whitelist": Self.protocols,
            "analyzeduration": String(limits.recognise.microseconds),
        ]
        switch scheme {
        case .rtsp:
            // UDP loses packets where a switch is busy; nothing here is in such a hurry.
            entries["rtsp_transport"] = "tcp"
            entries["allowed_media_types"] = "video"
            entries["timeout"] = limit
        case .http: entries["timeout"] = limit
        case .https:
            entries["timeout"] = limit
            entries["tls_verify"] = "1"
            entries["ca_file"] = Self.authorities
        case .udp: entries["timeout"] = limit
        case .srt: entries["timeout"] = limit
        }
        return entries
    }
}
