import Foundation

/// By what a camera is watched: its source, its rules, and how they are told.
struct WatchOrder: Sendable {
    let camera: WatchRequest.Camera
    /// The zone in which times are written on pictures.
    let timeZone: TimeZone
    let index: EventIndex

    /// The exactness at which ends are told by keyframes: so many fit into the shortest limit.
    private static let keyframesPerStop: Int64 = 60
    /// Keyframes are looked at no farther apart than this: a still may wait as long.
    private static let longestGap = MediaDuration.seconds(4)

    /// How far the keyframes that are looked at may lie apart.
    var keyframeGap: MediaDuration {
        let shortest = camera.rules.map(\.need.shortestStop).min() ?? .minutes(4)
        return min(Self.longestGap, shortest / Self.keyframesPerStop)
    }

    /// Whether another order asks for the same.
    func isSame(as other: WatchOrder) -> Bool {
        camera == other.camera && timeZone == other.timeZone
    }

    /// Whether what is received by another order serves this one too.
    func isReceived(as other: WatchOrder) -> Bool {
        camera.source == other.camera.source && keyframeGap == other.keyframeGap
    }

    /// What its status goes by, where it has stalled once nothing has come for `patience`.
    func terms(patience: MediaDuration) -> CameraMeter.Terms {
        CameraMeter.Terms(
            id: camera.id,
            source: camera.source.description,
            bound: ScanSettings(rules: camera.rules, gear: .keyframes).need.longestGap,
            patience: patience
        )
    }

    /// What the camera is watched with.
    var context: CameraContext {
        CameraContext(
            camera: camera.id,
            index: index,
            rules: camera.rules,
            settings: ScanSettings(rules: camera.rules, gear: .keyframes),
            again: false,
            keepsClips: false,
            timeZone: timeZone,
            commitInterval: .seconds(10),
            makesEvidence: true,
            seed: 0,
            storage: StorageMeter(),
            threads: 1,
            // Evidence that is due when the watch ends is still made.
            interrupt: Interrupt(),
            progress: nil
        )
    }
}
