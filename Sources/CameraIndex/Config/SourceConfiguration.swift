/// Where a configuration file says that a camera's live pictures come from.
public struct SourceConfiguration: Hashable, Sendable {
    /// The key of the camera that says it.
    let key: String
    /// The address of a stream, or the path of a device or a file, with the camera's values in it.
    public let text: String
    /// How its stream is carried; nil where it is a file.
    var scheme: StreamAddress.Scheme?
    /// What the server of an encrypted stream must show; nil where the file does not say.
    public internal(set) var trust: StreamTrust?
    /// How packets of RTSP are carried; nil where the file does not say.
    public internal(set) var transport: StreamTransport?
    /// What a capture device is asked for; nil where the file does not say.
    public internal(set) var capture: CaptureMode?
    /// Where it stands; relative paths start from that file's folder.
    let spot: ConfigurationSpot
    /// Where the camera stands that has it; the same place where it is the camera's own.
    let camera: ConfigurationSpot

    /// Whether it is meant as the address of a stream.
    var isStream: Bool {
        text.contains("://")
            || StreamAddress.Scheme.allCases.contains { scheme in
                text.lowercased().hasPrefix(scheme.rawValue + ":")
            }
    }

    /// Whether it is a device of this machine.
    var isDevice: Bool { CameraSource.isDevice(text) }

    /// How its stream is to be had.
    public var terms: StreamTerms {
        StreamTerms(trust: trust ?? .verify(), transport: transport ?? .automatic)
    }
}

extension SiteConfiguration {
    /// Whether a camera is watched live.
    public var isWatching: Bool { cameras.contains { $0.source != nil } }

    /// The cameras that are watched live, with what the names in their addresses stand for.
    ///
    /// - Parameter secrets: what the names stand for.
    /// - Returns: the cameras in the order of the file, with their rules.
    /// - Throws: `ConfigurationError` where a name stands for nothing, or no camera is watched.
    public func watchedCameras(
        secrets: StreamSecrets
    ) throws(ConfigurationError) -> [WatchRequest.Camera] {
        guard isWatching else {
            throw .whole(
                file: file,
                "no camera has a source; write where its live pictures come from, such as "
                    + "cameras.gate-2.source: rtsp://10.0.0.7/stream1"
            )
        }
        var watched: [WatchRequest.Camera] = []
        var problems = SharedProblems()
        for camera in cameras {
            let source = source(camera.source, of: camera.id, secrets, noting: &problems)
            let detect = self.source(camera.detectSource, of: camera.id, secrets, noting: &problems)
            guard let source else { continue }
            var made = WatchRequest.Camera(id: camera.id, source: source, rules: [])
            made.detectSource = detect
            made.gear = camera.gear
            watched.append(made)
        }
        let found = problems.problems
        guard found.isEmpty else { throw ConfigurationError(file: file, problems: found) }
        let byID = Dictionary(cameras.map { ($0.id, $0) }) { first, _ in first }
        for place in watched.indices {
            let id = watched[place].id
            watched[place].rules = try rules(for: id, configured: byID[id])
        }
        return watched
    }

    /// A source of a camera; nil where it has none, or a name in it stands for nothing, which is
    /// noted.
    private func source(
        _ written: SourceConfiguration?,
        of camera: String,
        _ secrets: StreamSecrets,
        noting problems: inout SharedProblems
    ) -> CameraSource? {
        guard let written else { return nil }
        if written.isDevice { return .device(path: written.text, written.capture) }
        guard written.isStream else {
            return .file(path: Self.absolute(written.text, besides: written.spot.file))
        }
        do throws(StreamAddressError) {
            return .stream(try StreamAddress(written.text, secrets: secrets), written.terms)
        } catch {
            problems.add(
                "cameras.\(camera).\(written.key): \(error)",
                of: written.camera,
                by: written.spot,
                kind: "\(error.cause)"
            )
            return nil
        }
    }
}
