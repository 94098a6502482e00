import CameraIndex
import Logging

/// The cameras whose certificates are not checked, as that was asked for: never silently.
struct InsecureCameras {
    private let ids: [String]

    /// So many are named.
    private static let mostNamed = 5

    /// Those among the cameras of a watch.
    init(among cameras: [WatchRequest.Camera]) {
        ids = cameras.filter { camera in
            camera.source.trust == .insecure || camera.detectSource?.trust == .insecure
        }.map(\.id)
    }

    /// Says which they are, where there are any.
    func tell(_ logger: Logger) {
        guard !ids.isEmpty else { return }
        let named = ids.prefix(Self.mostNamed).joined(separator: ", ")
        let more = ids.count > Self.mostNamed ? " and \(ids.count - Self.mostNamed) more" : ""
        logger.warning(
            """
            tls is insecure for \(named)\(more): anybody in between may answer in their place and \
            learn their passwords; camindexd probe tells the SHA256 to pin
            """
        )
    }
}
