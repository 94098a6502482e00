/// Where a live camera's pictures come from.
public enum CameraSource: Hashable, Sendable, CustomStringConvertible {
    /// A stream of the network.
    case stream(StreamAddress)
    /// A file that is played in real time, again and again: for trials.
    case file(path: String)
    /// A stream in memory that is sent in real time without an end: for measurements. The phase is
    /// how far into it the first packet lies.
    case loop(StreamLoop, phase: MediaDuration)

    /// It as text, with the names of its credentials.
    public var description: String {
        switch self {
        case .stream(let address): address.description
        case .file(let path): path
        case .loop(let loop, _): loop.name
        }
    }
}
