/// Where the program answers over HTTP: an address of this machine and a port.
public struct ListenAddress: Hashable, Sendable {
    /// The address in numbers, or `localhost`.
    public let host: String
    /// The port; 0 for any that is free.
    public let port: Int

    /// Where it answers when nobody says otherwise: on this machine alone.
    public static let usual = ListenAddress(host: "127.0.0.1", port: 8790)

    /// Makes an address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads a text such as `127.0.0.1:8790` or `[::1]:8790`; nil where it is none.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = UInt16(digits) else {
            return nil
        }
        let written = text[..<colon]
        if written.first == "[", written.last == "]" {
            let host = written.dropFirst().dropLast()
            guard Self.isVersion6(host) else { return nil }
            self.init(host: String(host), port: Int(port))
        } else {
            guard written == "localhost" || Self.isVersion4(written) else { return nil }
            self.init(host: String(written), port: Int(port))
        }
    }

    /// Whether only programs of this machine reach it.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// Where programs of this machine reach it: every address of a machine is no address.
    public var local: ListenAddress {
        switch host {
        case "0.0.0.0": ListenAddress(host: "127.0.0.1", port: port)
        case "::": ListenAddress(host: "::1", port: port)
        default: self
        }
    }

    private static func isVersion4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.allSatisfy { $0.isASCII && $0.isNumber } && UInt8(part) != nil
            }
    }

    private static func isVersion6(_ text: Substring) -> Bool {
        text.contains(":")
            && text.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") }
    }
}

extension ListenAddress: CustomStringConvertible {
    /// The address as `init(_:)` reads it.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
