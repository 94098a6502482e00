/// A strip of the road, from the pavement at the camera's side to the other.
///
/// People drive on the right: the near half comes towards the camera, the far half goes away.
public enum StreetLane: String, Hashable, Sendable, Codable, CaseIterable {
    /// Along the near kerb: no traffic.
    case nearKerb = "near-kerb"
    /// Traffic that comes towards the camera, and passes in front of all farther lanes.
    case near
    /// Traffic that goes away.
    case far
    /// Along the far kerb: no traffic.
    case farKerb = "far-kerb"

    /// Metres from the near kerb to the middle of the strip.
    var middle: Double {
        switch self {
        case .nearKerb: 1.3
        case .near: 4.4
        case .far: 8
        case .farKerb: 11.1
        }
    }

    /// 1 away from the camera, -1 towards it.
    var heading: Double {
        self == .nearKerb || self == .near ? -1 : 1
    }

    /// The strip from which a vehicle reaches this one.
    var approach: StreetLane {
        switch self {
        case .nearKerb, .near: .near
        case .far, .farKerb: .far
        }
    }

    /// Metres from kerb to kerb.
    static let roadWidth = 12.4
}
