/// Why a text is no address of a stream.
public struct StreamAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Cause: Hashable, Sendable {
        /// There is a space or a control character in it.
        case containsSpace
        /// It does not begin with a scheme.
        case noScheme
        /// Nothing is read by this scheme.
        case unknownScheme(String)
        /// It names no host.
        case noHost
        /// This is no port.
        case badPort(String)
        /// A password stands in it as it is.
        case openPassword
        /// Neither a credential nor a variable has this name.
        case unknownName(String)
        /// The credential of this name cannot be read, for a reason.
        case unreadable(String, String)
    }

    /// What kind of trouble it is.
    public let cause: Cause
    /// The address, without any password.
    public let address: String

    init(_ cause: Cause, in address: String) {
        self.cause = cause
        self.address = address
    }

    /// What is wrong, and what to write instead.
    public var description: String {
        switch cause {
        case .containsSpace:
            "\"\(address)\" has a space or a control character in it; write it as %20, or leave "
                + "it out."
        case .noScheme:
            "\"\(address)\" is no address of a stream; write one such as "
                + "rtsp://10.0.0.7/stream1."
        case .unknownScheme(let name):
            "\"\(address)\" begins with \"\(name)\"; streams are read by \(Self.schemes)."
        case .noHost: "\"\(address)\" names no host; write one such as rtsp://10.0.0.7/stream1."
        case .badPort(let text):
            "\"\(address)\" has the port \"\(text)\"; write a number from 1 to 65535."
        case .openPassword:
            "\"\(address)\" holds a password, which would be seen in lists of processes and in "
                + "files; name it instead, such as rtsp://admin:${GATE_2_PASSWORD}@10.0.0.7/, and "
                + "set the variable or the systemd credential of that name."
        case .unknownName(let name):
            "\"\(address)\" names ${\(name)}, which is neither a systemd credential nor an "
                + "environment variable; set it, or correct the name."
        case .unreadable(let name, let reason):
            "cannot read the credential ${\(name)}: \(reason)."
        }
    }

    private static let schemes =
        StreamAddress.Scheme.allCases.map(\.rawValue).joined(separator: ", ")
}
