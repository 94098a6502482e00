public import CameraIndex
import Foundation

/// How the light of a scene changes.
public struct SceneLight: Hashable, Sendable {
    /// How far daylight swings around its mean, as a share of it.
    public var swing: Double
    /// How long one swing takes.
    public var swingPeriod: MediaDuration
    /// How much of the light a cloud takes, 0 for a clear sky.
    public var cloudDepth: Double
    /// Mean time between two clouds; each comes and goes within 6 to 20 s.
    public var cloudInterval: MediaDuration
    /// Sudden changes: from each moment on, the light is multiplied by the factor.
    public var steps: [Step]
    /// Exponent between light and grey level, as cameras apply it.
    public var gamma: Double

    /// A sudden change of the light, as by street lamps or a camera's exposure.
    public struct Step: Hashable, Sendable {
        /// From when on.
        public var at: MediaTime
        /// Factor on the light.
        public var factor: Double

        /// Makes a change.
        public init(at: MediaTime, factor: Double) {
            self.at = at
            self.factor = factor
        }
    }

    /// Makes a light.
    public init(
        swing: Double = 0.12,
        swingPeriod: MediaDuration = .minutes(7),
        cloudDepth: Double = 0.3,
        cloudInterval: MediaDuration = .seconds(75),
        steps: [Step] = [],
        gamma: Double = 2.2
    ) {
        self.swing = swing
        self.swingPeriod = swingPeriod
        self.cloudDepth = cloudDepth
        self.cloudInterval = cloudInterval
        self.steps = steps
        self.gamma = gamma
    }

    /// A light that never changes.
    public static let steady = SceneLight(swing: 0, cloudDepth: 0)

    /// The factor on all grey levels at a moment.
    func gain(at time: MediaTime, seed: UInt64) -> Double {
        var light = 1.0
        if swing != 0 {
            light += swing * sin(2 * .pi * time.seconds / max(1, swingPeriod.seconds))
        }
        if cloudDepth > 0 { light *= 1 - cloudDepth * cover(at: time, seed: seed) }
        for step in steps where time >= step.at { light *= step.factor }
        return pow(max(light, 0.001), 1 / gamma)
    }

    /// Share of the sun that clouds cover: one cloud in each stretch of `cloudInterval`.
    private func cover(at time: MediaTime, seed: UInt64) -> Double {
        let interval = max(30, cloudInterval.seconds)
        let slot = Int((time.seconds / interval).rounded(.down))
        var random = Seed(seed, slot &+ 7_000)
        let strength = random.number(in: 0.4...1)
        let come = random.number(in: 6...min(20, interval / 5))
        let go = random.number(in: 6...min(20, interval / 5))
        let stay = random.number(in: 2...max(2, interval / 2 - 12))
        let start = random.number(in: 0...max(0, interval - come - go - stay))
        let passed = time.seconds - Double(slot) * interval - start
        return strength * Self.ramp(passed / come) * (1 - Self.ramp((passed - come - stay) / go))
    }

    private static func ramp(_ share: Double) -> Double {
        let share = min(max(share, 0), 1)
        return share * share * (3 - 2 * share)
    }
}
