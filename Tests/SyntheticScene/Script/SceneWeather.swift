import CameraIndex
import Foundation

/// Rain, snow, fog, wind and clouds.
public struct SceneWeather: Hashable, Sendable {
    /// How hard it rains, 0...1.
    public var rain = 0.0
    /// How much snow falls, 0...1.
    public var snow = 0.0
    /// Hours until the snow covers the ground, or nil where it melts.
    public var snowSettles: Double?
    /// How thick the fog is: the share of light that is lost on 100 m, 0...1.
    public var fog = 0.0
    /// How wet the road is, 0...1.
    public var wet = 0.0
    /// How strong the wind moves trees and flags, 0...1; 0 leaves the trees as they are.
    public var wind = 0.0
    /// How much light the shadows of clouds take that move over the street, 0...1.
    public var cloudShadows = 0.0
    /// Whether houses behind the camera cast a shadow on the road that moves with the sun.
    public var houseShadow = false
    /// Whether flags hang over the pavement.
    public var flags = false

    /// Calm and dry.
    public init() {}

    /// How hard it rains or snows at a moment, as a share of the most.
    func swell(at time: MediaTime) -> Double {
        0.7 + 0.2 * sin(time.seconds / 311) + 0.1 * sin(time.seconds / 73)
    }

    /// How much of the ground snow covers at a moment, 0...1.
    func cover(at time: MediaTime) -> Double {
        guard let snowSettles, snowSettles > 0 else { return 0 }
        return min(max(time.seconds / 3_600 / snowSettles, 0), 1)
    }

    /// Share of the light lost on 100 m at a moment: fog comes in banks.
    func thickness(at time: MediaTime) -> Double {
        let banks = 0.75 + 0.17 * sin(time.seconds / 260) + 0.08 * sin(time.seconds / 71)
        let mist = max(rain, snow) * 0.35 * swell(at: time)
        return min(0.97, fog * banks + mist)
    }
}
