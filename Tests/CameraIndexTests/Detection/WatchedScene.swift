import CameraIndex
import SyntheticScene

/// A painted scene as the detector sees it: planes at a steady rate, no file, no codec.
struct WatchedScene {
    var scene: BoxScene
    var seconds: Double
    var samplesPerSecond = 6.0
    var floor = MediaDuration.seconds(20)

    var geometry: AnalysisGeometry { AnalysisGeometry(frame: scene.size) }
    var parameters: DetectorParameters { DetectorParameters(floor: floor) }

    /// The moments that are seen.
    var moments: [MediaTime] {
        (0..<Int(seconds * samplesPerSecond)).map {
            MediaTime(seconds: Double($0) / samplesPerSecond)
        }
    }

    /// All stops that a detector finds; `change` may alter a plane before it is seen, nil skips it.
    func stops(change: (MediaTime, inout LumaPlane) -> Bool = { _, _ in true }) -> [Stop] {
        var detector = StopDetector(geometry: geometry, parameters: parameters)
        for time in moments {
            var plane = scene.luma(at: time)
            if change(time, &plane) { detector.observe(plane.pixels, at: time) }
        }
        detector.finish()
        return detector.takeFinished() + detector.openStops
    }
}

extension Stop {
    /// Whether begin and end lie within `tolerance` of what was painted.
    func matches(
        _ since: Double,
        _ end: Double?,
        within tolerance: Double = 0.5
    ) -> Bool {
        guard abs(self.since.seconds - since) <= tolerance else { return false }
        guard let end else { return ending == nil }
        return abs(lastSeen.seconds - end) <= tolerance
    }
}
