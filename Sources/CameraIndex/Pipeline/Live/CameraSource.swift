/// Where a live camera's pictures come from.
public enum CameraSource: Hashable, Sendable, CustomStringConvertible {
    /// A stream of the network.
    case stream(StreamAddress, StreamTerms = StreamTerms())
    /// A capture device of this machine (V4L2), such as `/dev/video0`, and what it is asked for;
    /// nil for what it is set to.
    case device(path: String, CaptureMode? = nil)
    /// A file that is played in real time, again and again: for trials.
    case file(path: String)
    /// A stream in memory that is sent in real time without an end: for measurements. The phase is
    /// how far into it the first packet lies.
    case loop(StreamLoop, phase: MediaDuration)

    /// Whether a path is that of a device of this machine; below `/dev/shm` are files in memory.
    public static func isDevice(_ path: String) -> Bool {
        path.hasPrefix("/dev/") && !path.hasPrefix("/dev/shm/")
    }

    /// It as text, with the names of its credentials.
    public var description: String {
        switch self {
        case .stream(let address, _): address.description
        case .device(let path, _): path
        case .file(let path): path
        case .loop(let loop, _): loop.name
        }
    }

    /// How its server is known, where it goes over TLS; else nil.
    public var trust: StreamTrust? {
        guard case .stream(let address, let terms) = self, address.scheme.isSecure else {
            return nil
        }
        return terms.trust
    }
}
