/// How FFmpeg is told to open a stream.
struct StreamOptions {
    let address: StreamAddress
    let limits: StreamLimits
    let terms: StreamTerms
    /// Whether the stream comes from a port of this machine, without TLS.
    let isRelayed: Bool

    /// FFmpeg's options by name.
    var entries: [String: String] {
        var entries = nested
        entries["protocol_whitelist"] = protocols
        entries["analyzeduration"] = String(limits.recognise.microseconds)
        entries["timeout"] = String(limits.read.microseconds)
        switch address.scheme {
        case .rtsp, .rtsps:
            entries["rtsp_transport"] = transport
            // UDP loses packets where a switch is busy; nothing here is in such a hurry.
            entries["rtsp_flags"] = "prefer_tcp"
            entries["allowed_media_types"] = "video"
        case .https where isRelayed: entries["headers"] = "Host: \(address.place)\r\n"
        case .http, .https, .udp, .srt: break
        }
        return entries
    }

    /// Those that hold for whatever the stream names besides.
    var nested: [String: String] {
        switch (address.scheme, terms.trust) {
        case (.http, .verify(let authorities)), (.https, .verify(let authorities)):
            ["tls_verify": "1", "ca_file": authorities ?? StreamTrust.usualAuthorities]
        default: [:]
        }
    }

    /// How packets of RTSP may be carried.
    private var transport: String {
        switch (terms.transport, address.scheme) {
        case (.http, _): "http"
        case (_, .rtsps), (.tcp, _): "tcp"
        case (.udp, _): "udp"
        case (.automatic, _): "tcp+udp"
        }
    }

    /// By what it may go on: a playlist from the network must not have local files read, and what
    /// was checked must not lead to what was not.
    private var protocols: String {
        switch address.scheme {
        case .rtsp: "http,rtp,rtsp,tcp,udp"
        case .rtsps: "http,rtp,rtsp,tcp"
        case .https where isRelayed: "crypto,data,http,tcp"
        case .http, .https, .udp, .srt: "crypto,data,http,https,httpproxy,rtp,srt,tcp,tls,udp"
        }
    }
}
