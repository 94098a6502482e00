/// Where a configuration file says that a camera's live pictures come from.
public struct SourceConfiguration: Hashable, Sendable {
    /// What stands there: the address of a stream, or the path of a file.
    public let text: String
    /// The line in the file, from 1.
    let line: Int
    /// The column, from 1.
    let column: Int

    /// Whether it is meant as the address of a stream.
    var isStream: Bool {
        text.contains("://")
            || StreamAddress.Scheme.allCases.contains { scheme in
                text.lowercased().hasPrefix(scheme.rawValue + ":")
            }
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
        var problems: [ConfigurationProblem] = []
        for camera in cameras {
            guard let written = camera.source else { continue }
            do throws(StreamAddressError) {
                let source = try source(written, secrets)
                watched.append(.init(id: camera.id, source: source, rules: []))
            } catch {
                problems.append(
                    ConfigurationProblem(
                        line: written.line,
                        column: written.column,
                        message: "cameras.\(camera.id).source: \(error)"
                    )
                )
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(file: file, problems: problems) }
        for place in watched.indices { watched[place].rules = try rules(for: watched[place].id) }
        return watched
    }

    private func source(
        _ written: SourceConfiguration,
        _ secrets: StreamSecrets
    ) throws(StreamAddressError) -> CameraSource {
        guard written.isStream else {
            return .file(path: Self.absolute(written.text, besides: file))
        }
        return .stream(try StreamAddress(written.text, secrets: secrets))
    }
}
