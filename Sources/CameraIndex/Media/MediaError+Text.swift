extension MediaError {
    /// Where it happened, behind what is named.
    private var place: String { reached.map { " at \($0.text)" } ?? "" }

    /// It in sentences where a server or the way to it is what is wrong; else nil.
    var textOfServer: String? {
        switch cause {
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
        default: nil
        }
    }

    /// It in sentences where a capture device is what is wrong; else nil.
    var textOfDevice: String? {
        switch cause {
        case .busy:
            "cannot \(operation) \(source): another program has it. Stop that one; fuser \(source) "
                + "tells which it is."
        case .noCamera:
            "cannot \(operation) \(source): it is no device that gives pictures. Check its number; "
                + "one camera may have several (v4l2-ctl --list-devices)."
        case .noDeviceLibrary:
            "cannot \(operation) \(source): FFmpeg's library of devices is missing "
                + "(\(DeviceLibrary.fileName)). Install it (Debian: "
                + "libavdevice\(DeviceLibrary.version))."
        default: nil
        }
    }

    /// It in sentences where footage, or this machine, is what is wrong.
    var textOfFootage: String {
        switch cause {
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
        case .noDescriptors:
            "cannot \(operation) \(source): no file descriptors are left. Raise the limit "
                + "(ulimit -n, or LimitNOFILE of the unit), or stop what takes them."
        case .interrupted: "stopped reading \(source)\(place)."
        case .outOfMemory: "out of memory while trying to \(operation) \(source)."
        case .busy, .noCamera, .noDeviceLibrary, .unknownHost, .refused, .unreachable, .timedOut,
            .unauthorized, .forbidden, .noSuchStream, .otherTransport, .noStream, .certificate,
            .noSecurity:
            cause.words
        }
    }
}
