public import CameraIndex
import Foundation

/// What the camera does by itself: moving, trembling, setting its exposure.
public struct CameraWork: Hashable, Sendable {
    /// How far it sinks in the course of an hour, in pixels.
    public var driftPixels = 0.0
    /// Mean time between two turns away from the street and back, or nil where it stands.
    public var turns: MediaDuration?
    /// How far the exposure hunts around its value, as a share of the light.
    public var exposureHunting = 0.0
    /// How far the white balance hunts, in levels of colour.
    public var balanceHunting = 0.0
    /// Whether insects pass close to the lens.
    public var insects = false
    /// Whether a spider's web hangs before the lens.
    public var web = false

    /// A camera that stands and keeps its settings.
    public init() {}

    /// Where the camera looks.
    struct Pose: Hashable, Sendable {
        /// Degrees to the right.
        var pan = 0.0
        /// Factor on the size of all things.
        var zoom = 1.0
    }

    /// Seconds that a turn takes.
    static let turning = 3.0

    /// Where the camera looks at a moment.
    func pose(at time: MediaTime, seed: UInt64) -> Pose {
        guard let turns else { return Pose() }
        let slot = Int((time.seconds / turns.seconds).rounded(.down))
        var random = Seed(seed, slot &+ 95_000)
        let away = Pose(pan: random.number(in: -18...14), zoom: random.number(in: 0.85...1.6))
        let start = (Double(slot) + random.number(in: 0.2...0.4)) * turns.seconds
        let length = random.number(in: 0.2...0.5) * turns.seconds
        let passed = time.seconds - start
        let share = min(Self.ramp(passed / Self.turning), 1 - Self.ramp((passed - length) / 3))
        guard share > 0 else { return Pose() }
        return Pose(pan: away.pan * share, zoom: 1 + (away.zoom - 1) * share)
    }

    /// The stretches in which the camera turns or looks elsewhere, up to an end.
    public func turned(until end: MediaTime, seed: UInt64) -> [MediaRange] {
        guard let turns else { return [] }
        let slots = Int((end.seconds / turns.seconds).rounded(.up))
        return (0..<max(0, slots)).compactMap { slot in
            var random = Seed(seed, slot &+ 95_000)
            _ = (random.unit(), random.unit())
            let start = (Double(slot) + random.number(in: 0.2...0.4)) * turns.seconds
            let length = random.number(in: 0.2...0.5) * turns.seconds
            let range = MediaRange(
                MediaTime(seconds: start),
                MediaTime(seconds: start + length + Self.turning)
            )
            return range.start < end ? range : nil
        }
    }

    /// The factor of the exposure at a moment: it hunts for half a minute, then rests.
    func exposure(at time: MediaTime) -> Double {
        guard exposureHunting > 0 else { return 1 }
        let t = time.seconds
        let episode = max(0, sin(t / 23) + 0.2)
        return 1 + exposureHunting * episode * (0.7 * sin(t * 1.3) + 0.3 * sin(t * 2.9))
    }

    /// What the white balance adds to blue and red at a moment.
    func balance(at time: MediaTime) -> (blue: Double, red: Double) {
        guard balanceHunting > 0 else { return (0, 0) }
        let t = time.seconds
        return (
            balanceHunting * sin(t / 9) * max(0, sin(t / 61)),
            -balanceHunting * sin(t / 9 + 0.4) * max(0, sin(t / 61))
        )
    }

    private static func ramp(_ share: Double) -> Double {
        let share = min(max(share, 0), 1)
        return share * share * (3 - 2 * share)
    }
}
