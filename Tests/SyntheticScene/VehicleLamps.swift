import CameraIndex

/// Which lamps of a vehicle are on, and when.
public enum VehicleLamps: String, Hashable, Sendable, Codable {
    /// As by day: off.
    case day
    /// On while it drives; off from shortly after it has come to rest to shortly before it leaves.
    case driving
    /// On all the time.
    case left
    /// All four indicators blink while it stands.
    case hazard

    /// Seconds of one blink, on and off.
    private static let blink = 0.74

    /// What shines at a moment.
    struct Lights: Hashable, Sendable {
        /// Head and rear lamps.
        var isOn = false
        /// The indicators.
        var blinks = false
    }

    /// What shines at a moment; `isParked` from when the driver has switched off.
    func lights(at time: MediaTime, isParked: Bool) -> Lights {
        switch self {
        case .day: return Lights()
        case .driving: return Lights(isOn: !isParked)
        case .left: return Lights(isOn: true)
        case .hazard:
            let phase = (time.seconds / Self.blink).truncatingRemainder(dividingBy: 1)
            return Lights(isOn: !isParked, blinks: isParked && phase < 0.5)
        }
    }
}
