package import CameraIndex

/// Notices when a camera's keyframes come to lie farther apart than its rules bear, and when they
/// no longer do.
package struct BoundWatch {
    /// What became of a camera.
    package struct Change: Hashable, Sendable {
        /// Its name.
        package let camera: String
        /// Whether its keyframes lie too far apart now.
        package let isPastBound: Bool
        /// It in a sentence.
        package let text: String
    }

    private var past: Set<String> = []

    /// Begins with cameras of which nothing is wrong.
    package init() {}

    /// What has changed since the last look.
    ///
    /// - Parameter cameras: how all cameras are now.
    /// - Returns: the changes, in the order of the cameras.
    package mutating func changes(in cameras: [CameraStatus]) -> [Change] {
        let now = cameras.filter(\.isPastBound).map(\.id)
        defer { past = Set(now) }
        return cameras.filter { $0.isPastBound != past.contains($0.id) }.map { camera in
            let bound = MediaDuration.seconds(camera.boundSeconds).shortText
            let gap = MediaDuration.seconds(
                max(camera.gapSeconds ?? 0, camera.longestGapSeconds ?? 0)
            ).shortText
            return Change(
                camera: camera.id,
                isPastBound: camera.isPastBound,
                text: camera.isPastBound
                    ? "keyframes that are looked at lie up to \(gap) apart, and the rules bear "
                        + "\(bound): stops as short as the shortest limit may be missed, and the "
                        + "coverage says so. Have the camera send keyframes more often; where some "
                        + "are passed over, this machine is too slow."
                    : "keyframes that are looked at lie no farther apart than the rules bear, "
                        + "\(bound)"
            )
        }
    }
}
