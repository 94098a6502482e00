import Foundation

/// Where a live stream is to be had, such as `rtsp://${GATE_2}@10.0.0.7/stream1`.
///
/// Credentials stand in it by name alone, `${NAME}`: as text it shows those names, and what they
/// stand for is known only to who opens it.
public struct StreamAddress: Hashable, Sendable, CustomStringConvertible {
    /// How a stream is carried.
    public enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// RTSP, the usual one of cameras.
        case rtsp
        /// RTSP over TLS.
        case rtsps
        /// HTTP: MJPEG, a transport stream, or HLS.
        case http
        /// HTTP over TLS.
        case https
        /// A transport stream in UDP packets.
        case udp
        /// A transport stream by SRT.
        case srt

        /// Whether it goes over TLS.
        public var isSecure: Bool { self == .rtsps || self == .https }
        /// Whether it is RTSP, whatever it goes over.
        public var isRTSP: Bool { self == .rtsp || self == .rtsps }

        /// The one that carries the same without TLS.
        var plain: Scheme {
            switch self {
            case .rtsps: .rtsp
            case .https: .http
            case .rtsp, .http, .udp, .srt: self
            }
        }

        /// The port where an address of it has none, of those that go over TLS.
        var securePort: Int { self == .rtsps ? 322 : 443 }
    }

    /// The address as it was written, with the names of its credentials.
    public let description: String
    /// How the stream is carried.
    public let scheme: Scheme
    /// The name or number of the host.
    public let host: String
    /// The port, or nil for the scheme's own.
    public let port: Int?
    /// User and password, percent-encoded, as they stand before the host; nil where there are none.
    private let credentials: String?
    /// What stands behind host and port.
    private let rest: String

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: the address as written.
    ///   - secrets: what the names in it stand for.
    /// - Throws: `StreamAddressError` where it is none, or a name in it stands for nothing.
    public init(_ text: String, secrets: StreamSecrets) throws(StreamAddressError) {
        description = text
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f }) else {
            throw StreamAddressError(.containsSpace, in: Self.withoutPassword(text))
        }
        guard let colon = text.range(of: "://") else {
            throw StreamAddressError(.noScheme, in: Self.withoutPassword(text))
        }
        let name = text[..<colon.lowerBound].lowercased()
        guard let scheme = Scheme(rawValue: name) else {
            throw StreamAddressError(.unknownScheme(name), in: Self.withoutPassword(text))
        }
        self.scheme = scheme
        let behind = text[colon.upperBound...]
        let end = behind.firstIndex { "/?#".contains($0) } ?? behind.endIndex
        let authority = behind[..<end]
        let at = authority.lastIndex(of: "@")
        let written = at.map { authority[..<$0] }
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        credentials = try written.map { written throws(StreamAddressError) in
            guard Self.hidesPassword(written) else {
                throw StreamAddressError(.openPassword, in: Self.withoutPassword(text))
            }
            return try Self.expanded(String(written), of: text, by: secrets, keeping: ":")
        }
        (host, port) = try Self.hostAndPort(place, of: text)
        rest = try Self.expanded(String(behind[end...]), of: text, by: secrets, keeping: "")
    }

    /// The address as FFmpeg takes it, credentials and all: not to be shown to anybody.
    ///
    /// A number of the host may stand instead of its name.
    func opened(at number: String? = nil) -> String {
        address(of: scheme, at: Self.place(number ?? host, port))
    }

    /// The address as FFmpeg takes it where the stream is to be had without TLS from a port of this
    /// machine, credentials and all: not to be shown to anybody.
    func opened(relayedBy port: Int) -> String {
        address(of: scheme.plain, at: Self.place("127.0.0.1", port))
    }

    /// Host and port, as they stand in the address.
    var place: String { Self.place(host, port) }

    private func address(of scheme: Scheme, at place: String) -> String {
        let user = credentials.map { "\($0)@" } ?? ""
        return "\(scheme.rawValue)://\(user)\(place)\(rest)"
    }

    private static func place(_ host: String, _ port: Int?) -> String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }

    // MARK: - Parts

    private static func hostAndPort(
        _ place: Substring,
        of text: String
    ) throws(StreamAddressError) -> (String, Int?) {
        var host = place
        var digits: Substring?
        if place.first == "[", let end = place.firstIndex(of: "]") {
            host = place[place.index(after: place.startIndex)..<end]
            let behind = place[place.index(after: end)...]
            if behind.first == ":" { digits = behind.dropFirst() }
        } else if let colon = place.lastIndex(of: ":") {
            host = place[..<colon]
            digits = place[place.index(after: colon)...]
        }
        guard !host.isEmpty, !host.contains("${") else {
            throw StreamAddressError(.noHost, in: withoutPassword(text))
        }
        guard let digits else { return (String(host), nil) }
        guard let port = Int(digits), (1...65_535).contains(port) else {
            throw StreamAddressError(.badPort(String(digits)), in: withoutPassword(text))
        }
        return (String(host), port)
    }

    /// Whether the password, where there is one, stands there by name.
    private static func hidesPassword(_ credentials: Substring) -> Bool {
        guard let colon = credentials.firstIndex(of: ":") else { return true }
        let password = credentials[credentials.index(after: colon)...]
        return password.isEmpty || password.wholeMatch(of: /\$\{[^{}]*\}/) != nil
    }

    /// A part of an address with what its names stand for; `kept` are characters of those that keep
    /// their meaning.
    private static func expanded(
        _ part: String,
        of text: String,
        by secrets: StreamSecrets,
        keeping kept: String
    ) throws(StreamAddressError) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~" + kept)
        var result = ""
        var remaining = part[...]
        while let match = remaining.firstMatch(of: /\$\{([^{}]*)\}/) {
            let name = String(match.1)
            guard let value = try secrets.value(of: name) else {
                throw StreamAddressError(.unknownName(name), in: withoutPassword(text))
            }
            result += remaining[..<match.range.lowerBound]
            result += value.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
            remaining = remaining[match.range.upperBound...]
        }
        return result + remaining
    }

    /// A text that may hold a password where none should stand, without it.
    private static func withoutPassword(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        let start = text.range(of: "://")?.upperBound ?? text.startIndex
        guard start < at, let colon = text[start..<at].firstIndex(of: ":") else { return text }
        let password = text[text.index(after: colon)..<at]
        guard password.wholeMatch(of: /\$\{[^{}]*\}/) == nil else { return text }
        return text[...colon] + "***" + text[at...]
    }
}
