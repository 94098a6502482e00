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

    @Option(
        help: ArgumentHelp(
            "What a capture device is asked for: a size, and a rate behind @.",
            discussion: "Default: that of --camera in the configuration, else what it is set to.",
            valueName: "1280x720@15"
        )
    )
    var capture: String?

    /// What a command reads.
    enum SourceKind {
        case file
        case device
        case stream

        /// Tells by a path or an address.
        init(_ text: String) {
            if text.contains("://") {
                self = .stream
            } else {
                self = CameraSource.isDevice(text) ? .device : .file
            }
        }
    }

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

    /// What a capture device is asked for, where the option says nothing that of the configuration.
    ///
    /// - Parameter configured: what the configuration says; nil where it says nothing.
    /// - Returns: the mode; nil for what the device is set to.
    /// - Throws: `UsageError` that names the option.
    func mode(over configured: CaptureMode?) throws(UsageError) -> CaptureMode? {
        guard let capture else { return configured }
        guard let mode = CaptureMode(capture) else {
            throw UsageError("--capture is \"\(capture)\"; \(CaptureMode.example).")
        }
        return mode
    }

    /// Throws where an option is given that means nothing for what is read.
    ///
    /// - Parameters:
    ///   - path: what is read.
    ///   - kind: what kind of source that is.
    /// - Throws: `UsageError` that names the options.
    func checkUnused(for path: String, _ kind: SourceKind) throws(UsageError) {
        let isStreamGiven = tls != nil || transport != nil
        let (isGiven, options) =
            switch kind {
            case .file: (isStreamGiven || capture != nil, "--tls, --transport and --capture")
            case .device: (isStreamGiven, "--tls and --transport")
            case .stream: (capture != nil, "--capture")
            }
        guard !isGiven else {
            throw UsageError("\(path) is a \(kind); leave out \(options).")
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
