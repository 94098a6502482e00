public import CameraIndex
import Foundation

/// The sun, the dark, and the street's lamps over the hours of a day.
public struct SceneSky: Hashable, Sendable {
    /// The hour of the day, 0..<24, at the scene's start.
    public var startHour: Double
    /// The hour at which the sun rises.
    public var sunrise: Double
    /// The hour at which the sun sets.
    public var sunset: Double
    /// Mean time between two failures of a part of the lamps, or nil where they work; each lasts
    /// for some minutes.
    public var lampFailures: MediaDuration?
    /// Mean time between two beams that sweep through the street in the dark, or nil.
    public var sweeps: MediaDuration?
    /// Whether the camera turns to infrared in the dark, and its pictures to grey.
    public var hasInfrared: Bool
    /// Whether the lamps are lit at all; without them and infrared only vehicles give light.
    public var hasLamps: Bool
    /// Metres along the street behind which no lamp stands, or nil where they stand all along.
    public var litUntil: Double?

    /// Makes a sky.
    public init(
        startHour: Double = 12,
        sunrise: Double = 6.5,
        sunset: Double = 19.5,
        lampFailures: MediaDuration? = nil,
        sweeps: MediaDuration? = nil,
        hasInfrared: Bool = false,
        hasLamps: Bool = true
    ) {
        self.startHour = startHour
        self.sunrise = sunrise
        self.sunset = sunset
        self.lampFailures = lampFailures
        self.sweeps = sweeps
        self.hasInfrared = hasInfrared
        self.hasLamps = hasLamps
    }

    /// The hour of the day at a moment.
    func hour(at time: MediaTime) -> Double {
        let hour = (startHour + time.seconds / 3_600).truncatingRemainder(dividingBy: 24)
        return hour < 0 ? hour + 24 : hour
    }

    /// How high the sun stands, 1 at noon, below 0 in the night.
    func height(at time: MediaTime) -> Double {
        let hour = hour(at: time)
        if hour >= sunrise, hour <= sunset {
            return sin(.pi * (hour - sunrise) / (sunset - sunrise))
        }
        let since = hour > sunset ? hour - sunset : hour + 24 - sunset
        return -sin(.pi * since / (24 - sunset + sunrise))
    }

    /// Light without lamps after the camera's exposure, 0...1, linear.
    func daylight(at time: MediaTime) -> Double {
        let share = min(max((height(at: time) + 0.14) / 0.42, 0), 1)
        return 0.006 + 0.994 * share * share * (3 - 2 * share)
    }

    /// How dark it is, 0 by day and 1 at night.
    func darkness(at time: MediaTime) -> Double {
        min(max(1 - daylight(at: time) / 0.35, 0), 1)
    }

    /// Where the sun stands: across and along the street for each metre of height.
    func sun(at time: MediaTime) -> (across: Double, along: Double) {
        let share = (hour(at: time) - sunrise) / (sunset - sunrise)
        let low = 1 / max(0.22, height(at: time))
        return (-0.35 * low * cos(.pi * share) - 0.25, -0.3 * low)
    }

    /// How much of its light each half of the lamps gives, 0...1.
    func lamps(at time: MediaTime, seed: UInt64) -> (Double, Double) {
        guard hasLamps else { return (0, 0) }
        func on(_ threshold: Double, _ number: Int) -> Double {
            let dark = min(max((threshold - daylight(at: time)) / 0.02, 0), 1)
            guard dark > 0, let lampFailures else { return dark }
            let slot = Int((time.seconds / lampFailures.seconds).rounded(.down))
            var random = Seed(seed, slot &* 2 &+ number &+ 90_000)
            let start = (Double(slot) + random.number(in: 0...0.6)) * lampFailures.seconds
            let passed = time.seconds - start
            let length = random.number(in: 0.1...0.4) * lampFailures.seconds
            guard passed >= 0, passed < length + 40 else { return dark }
            // It goes out at once and comes back as it warms up.
            return passed < length ? 0 : dark * min(1, 0.15 + (passed - length) / 40)
        }
        return (on(0.16, 0), on(0.12, 1))
    }

    /// Whether the camera sees by infrared.
    func isInfrared(at time: MediaTime) -> Bool {
        guard hasInfrared else { return false }
        // Around the threshold clouds decide: it goes back and forth before it stays.
        let waver = 0.03 * sin(time.seconds / 47) + 0.02 * sin(time.seconds / 19)
        return daylight(at: time) < 0.16 + waver
    }
}
