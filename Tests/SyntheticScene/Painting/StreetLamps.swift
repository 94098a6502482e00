/// The lamps along both pavements, in two halves that are switched apart.
struct StreetLamps: Sendable {
    private static let height = 7.5
    /// The light under a lamp, as a share of daylight in the picture.
    private static let strength = 0.42

    private let places: [(x: Double, y: Double)]

    /// Puts up the lamps, up to a place along the street.
    init(until end: Double = .infinity) {
        places = (0..<7).flatMap { number in
            let along = 4 + 19 * Double(number)
            return [(x: 13.6, y: along), (x: -1.2, y: along + 9.5)].filter { $0.y <= end }
        }
    }

    /// What each half gives at a place in the street, linear, where 1 is daylight.
    func light(_ x: Double, _ y: Double, _ z: Double) -> (Double, Double) {
        var sums = (0.0, 0.0)
        for (number, place) in places.enumerated() {
            let (dx, dy, dz) = (x - place.x, y - place.y, Self.height - z)
            let square = dx * dx + dy * dy + dz * dz
            // They shine downwards only.
            guard dz > 0 else { continue }
            let share = Self.height * Self.height / max(square, 4)
            let light = Self.strength * share * dz * dz / max(square, 4)
            // Lamps of one pavement fail together with every other lamp of the other.
            if number % 4 < 2 { sums.0 += light } else { sums.1 += light }
        }
        return sums
    }
}
