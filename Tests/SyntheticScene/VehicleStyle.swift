/// A kind of vehicle.
public enum VehicleStyle: String, Hashable, Sendable, Codable, CaseIterable {
    /// A car with a boot.
    case saloon
    /// A short car.
    case hatchback
    /// A high car.
    case suv
    /// A delivery van.
    case van
    /// A lorry with a box.
    case lorry
    /// A city bus.
    case bus

    /// Metres from bumper to bumper.
    var length: Double {
        switch self {
        case .saloon: 4.7
        case .hatchback: 3.9
        case .suv: 4.6
        case .van: 5.4
        case .lorry: 7.6
        case .bus: 10.8
        }
    }

    /// Metres across.
    var width: Double {
        switch self {
        case .saloon, .hatchback: 1.78
        case .suv: 1.9
        case .van: 2.0
        case .lorry: 2.4
        case .bus: 2.5
        }
    }

    /// Metres from the ground to the roof.
    var height: Double {
        switch self {
        case .saloon: 1.46
        case .hatchback: 1.5
        case .suv: 1.74
        case .van: 2.35
        case .lorry: 3.1
        case .bus: 3.05
        }
    }

    /// What stops at the kerb.
    static let stopping: [VehicleStyle] = [
        .saloon, .saloon, .hatchback, .hatchback, .suv, .suv, .van, .van, .lorry,
    ]

    /// What fits into the places of a jam.
    static let crawling: [VehicleStyle] = [.saloon, .saloon, .hatchback, .suv, .suv, .van, .lorry]

    /// What passes in the street, cars more often than the rest.
    static let traffic: [VehicleStyle] = [
        .saloon, .saloon, .saloon, .hatchback, .hatchback, .suv, .suv, .van, .van, .lorry, .bus,
    ]
}
