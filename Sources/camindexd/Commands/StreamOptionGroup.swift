import ArgumentParser
import CameraIndex
import Foundation

/// How a stream is to be had, of commands that open one.
struct StreamOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the server of an encrypted stream must show: verify, insecure, the SHA256 of "
                + "its certificate, or a file of authorities.",
            discussion: "Default: that of --camera in the configuration, else verify.",
            valueName: "terms"
        )
    )
    var tls: String?

    @Option(
        help: ArgumentHelp(
            "How packets of RTSP are carried: auto, tcp, udp or http.",
            discussion: "Default: that of --camera in the configuration, else auto.",
            valueName: "transport"
        )
    )
    var transport: String?

    /// The terms, where the options say nothing those of the configuration.
    ///
    /// - Parameter configured: what the configuration says.
    /// - Returns: the terms.
    /// - Throws: `UsageError` that names the option.
    func terms(over configured: StreamTerms) throws(UsageError) -> StreamTerms {
        var terms = configured
        if let tls { terms.trust = try Self.trust(tls) }
        if let transport {
            guard let wanted = StreamTransport(rawValue: transport) else {
                throw UsageError("--transport is \"\(transport)\"; write auto, tcp, udp or http.")
            }
            terms.transport = wanted
        }
        return terms
    }

    /// Throws where an option is given that means nothing for a file.
    ///
    /// - Parameter path: the file.
    /// - Throws: `UsageError` that names the option.
    func checkUnused(for path: String) throws(UsageError) {
        guard tls == nil, transport == nil else {
            throw UsageError("\(path) is a file; leave out --tls and --transport.")
        }
    }

    private static func trust(_ text: String) throws(UsageError) -> StreamTrust {
        switch text {
        case "verify": return .verify()
        case "insecure": return .insecure
        default: break
        }
        if let pin = CertificatePin(text) { return .pin(pin) }
        guard FileManager.default.fileExists(atPath: text) else {
            throw UsageError(
                "--tls is \"\(text)\"; write verify, insecure, the 64 hexadecimal digits of a "
                    + "SHA256, or the path of a file of authorities."
            )
        }
        return .verify(authorities: text)
    }
}
