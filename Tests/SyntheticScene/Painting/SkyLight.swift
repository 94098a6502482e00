import CameraIndex
import Foundation

/// The light on the street at one moment, in steps fine enough that nobody sees them.
///
/// Two moments with equal lights have equal empty streets, so that those need not be painted anew.
struct SkyLight: Hashable, Sendable {
    /// Light without lamps, in 512ths of what the picture shows at noon (not linear).
    var day = 512
    /// What each half of the lamps gives, in 64ths.
    var lamps = [0, 0]
    /// Whether the camera sees by infrared.
    var isInfrared = false
    /// Share of light lost on 100 m, in 256ths.
    var fog = 0
    /// Share of the ground under snow, in 256ths.
    var snow = 0
    /// How wet the ground is, in 64ths.
    var wet = 0

    /// Exponent between light and grey level.
    private static let gamma = 2.2

    /// The light of a script at a moment.
    init(_ script: SceneScript, at time: MediaTime) {
        if let sky = script.sky {
            day = Int((512 * pow(sky.daylight(at: time), 1 / Self.gamma)).rounded())
            isInfrared = sky.isInfrared(at: time)
            if !isInfrared {
                let halves = sky.lamps(at: time, seed: script.seed)
                lamps = [halves.0, halves.1].map { Int((64 * $0).rounded()) }
            }
        }
        let weather = script.weather
        fog = Int((256 * weather.thickness(at: time)).rounded())
        snow = Int((256 * weather.cover(at: time)).rounded())
        wet = Int((64 * max(weather.wet, weather.rain)).rounded())
    }

    /// Whether the street looks as it was painted: at noon, dry and clear.
    var isPlain: Bool {
        day == 512 && lamps == [0, 0] && !isInfrared && fog == 0 && snow == 0 && wet == 0
    }

    /// Daylight, linear.
    var daylight: Double { pow(Double(day) / 512, Self.gamma) }

    /// The factor on a level at which `light` falls besides daylight, linear.
    func factor(_ light: Double) -> Double {
        min(1.6, pow(daylight + light, 1 / Self.gamma))
    }

    /// Light besides daylight where the lamps give `halves` or infrared gives `infrared`.
    func added(_ halves: (Double, Double), infrared: Double) -> Double {
        if isInfrared { return infrared }
        return halves.0 * Double(lamps[0]) / 64 + halves.1 * Double(lamps[1]) / 64
    }

    /// Share of fog before something at a depth in metres, 0...1.
    func fogShare(_ depth: Double) -> Double {
        guard fog > 0 else { return 0 }
        return 1 - pow(1 - Double(fog) / 256.0001, depth / 100)
    }

    /// The level of the fog itself.
    var fogLevel: Double { 196 * factor(isInfrared ? 0.1 : 0.12 * Double(lamps[0]) / 64) }
}
