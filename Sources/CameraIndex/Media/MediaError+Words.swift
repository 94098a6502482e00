extension MediaError.Cause {
    /// It in a few words, without the source.
    public var words: String {
        switch self {
        case .missing: "no such file"
        case .isFolder: "a folder"
        case .permissionDenied: "permission denied"
        case .empty: "0 bytes"
        case .notVideo: "not video"
        case .indexMissing, .truncated: "cut off"
        case .noVideoStream: "no video in it"
        case .unsupportedCodec(let name): "\(name) cannot be decoded"
        case .readFailed: "reading failed"
        case .decodeFailed: "decoding failed"
        case .encodeFailed: "encoding failed"
        case .untimed: "no times"
        case .unclippable(let name): "\(name) cannot be clipped"
        case .interrupted: "stopped"
        case .unknownHost: "no such host"
        case .refused: "connection refused"
        case .unreachable: "no route to the host"
        case .timedOut: "no answer in time"
        case .unauthorized: "401 Unauthorized"
        case .forbidden: "403 Forbidden"
        case .noSuchStream: "404 Not Found"
        case .serverFailed: "the server failed"
        case .noDescriptors: "no file descriptors are left"
        case .busy: "another program has it"
        case .noCamera: "no camera"
        case .noDeviceLibrary: "libavdevice is missing"
        case .otherTransport: "461 Unsupported Transport"
        case .noStream: "an answer, but no video"
        case .certificate: "its certificate is not trusted"
        case .noSecurity: "no secure connection"
        case .outOfMemory: "out of memory"
        }
    }
}
