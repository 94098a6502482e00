/// Why footage cannot be read or written, with the place.
public struct MediaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Cause: Hashable, Sendable {
        /// There is nothing at the path.
        case missing
        /// The path is a folder.
        case isFolder
        /// The file must not be read.
        case permissionDenied
        /// The file has no bytes.
        case empty
        /// The bytes are no footage that FFmpeg knows.
        case notVideo
        /// The part of the file that tells where its pictures lie is missing: it was cut off.
        case indexMissing
        /// There is sound, or something else, but no picture.
        case noVideoStream
        /// This FFmpeg cannot decode the codec of this name.
        case unsupportedCodec(String)
        /// The footage breaks off before its end.
        case truncated
        /// A read failed.
        case readFailed
        /// Nothing of the pictures can be decoded.
        case decodeFailed
        /// A picture cannot be encoded or written.
        case encodeFailed
        /// Its pictures carry no times, or such as jump.
        case untimed
        /// No container for clips carries the codec of this name.
        case unclippable(String)
        /// Somebody asked to stop.
        case interrupted
        /// There is no such host, or nobody says where it is: a reason.
        case unknownHost(String)
        /// Nobody listens on the port.
        case refused
        /// No way leads to the host.
        case unreachable
        /// Nothing came within this time; nil where the system's own limit passed.
        case timedOut(MediaDuration?)
        /// User or password is missing or wrong.
        case unauthorized
        /// The user must not see the stream.
        case forbidden
        /// The server knows no stream of this name.
        case noSuchStream
        /// The server cannot do what it was asked.
        case serverFailed
        /// This process has as many files and connections open as it may.
        case noDescriptors
        /// The server does not send packets in the way that it was asked to.
        case otherTransport
        /// What answers is no stream of pictures.
        case noStream
        /// The server's certificate is not believed.
        case certificate(CertificateProblem)
        /// No connection by TLS can be made: a reason.
        case noSecurity(String)
        /// Memory ran out.
        case outOfMemory
    }

    /// What kind of trouble it is.
    public var cause: Cause
    /// What was being done, such as "read a packet".
    public var operation: String
    /// The file, without any password.
    public var source: String
    /// FFmpeg's error code, or 0.
    public var code: Int32
    /// How far the media time had come, or nil before the first packet.
    public var reached: MediaTime?

    /// What is wrong, where, and what to do.
    public var description: String {
        let place = reached.map { " at \($0.text)" } ?? ""
        return switch cause {
        case .missing: "cannot find \(source): there is no such file. Check the path."
        case .isFolder: "\(source) is a folder, not a video file."
        case .permissionDenied:
            "cannot read \(source): permission denied. Check its owner and mode."
        case .empty: "\(source) is empty: 0 bytes."
        case .notVideo: "\(source) is not a video file, or is damaged from its beginning."
        case .indexMissing:
            "\(source) was cut off: its index (moov) is missing, so its pictures cannot be found. "
                + "Copy it again from the recorder, or repair it with a tool such as untrunc."
        case .noVideoStream: "\(source) holds no video, only sound, a cover picture or data."
        case .unsupportedCodec(let name):
            "\(source) is coded as \(name), which this FFmpeg cannot decode."
        case .truncated: "\(source) breaks off\(place): the rest of the file is missing."
        case .readFailed, .decodeFailed, .encodeFailed, .serverFailed:
            "cannot \(operation) \(source)\(place): \(FFmpeg.text(of: code))."
        case .untimed:
            "\(source) tells no times for its pictures, or such as jump, so that no stretch of it "
                + "can be cut out."
        case .unclippable(let name):
            "\(source) is coded as \(name), which none of the containers for clips carries."
        case .unknownHost(let reason):
            "cannot find the host of \(source): \(reason). Check its name, and this machine's DNS."
        case .refused:
            "cannot \(operation) \(source): nobody listens on that port. Check the port, and that "
                + "the camera's server is on."
        case .unreachable:
            "cannot \(operation) \(source): no route to the host. Check its address, and the "
                + "network between."
        case .timedOut(let limit):
            "\(source) did not answer\(place)"
                + (limit.map { " within \($0.shortText)" } ?? "")
                + ". Check that the camera is on and reachable."
        case .unauthorized:
            "cannot \(operation) \(source): 401 Unauthorized. Check user and password."
        case .forbidden:
            "cannot \(operation) \(source): 403 Forbidden. The user must be allowed to see the "
                + "stream."
        case .noSuchStream:
            "cannot \(operation) \(source): 404 Not Found. Check the path behind the host."
        case .noDescriptors:
            "cannot \(operation) \(source): no file descriptors are left. Raise the limit "
                + "(ulimit -n, or LimitNOFILE of the unit), or stop what takes them."
        case .otherTransport:
            "cannot \(operation) \(source): 461 Unsupported Transport. Write transport: auto, or "
                + "another one that the camera knows."
        case .noStream:
            "\(source) answers, but not with video: check the path behind the host; it may be a "
                + "web page."
        case .certificate(let problem): "cannot \(operation) \(source): \(problem.sentences)"
        case .noSecurity(let reason):
            "cannot \(operation) \(source): no secure connection (\(reason)). Check the port, and "
                + "that the camera speaks TLS there."
        case .interrupted: "stopped reading \(source)\(place)."
        case .outOfMemory: "out of memory while trying to \(operation) \(source)."
        }
    }
}
