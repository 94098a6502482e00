/// The blocks and wheels of a vehicle.
///
/// Lengths are metres from the middle of the vehicle, forwards.
struct VehicleModel: Hashable, Sendable {
    /// The lowest block, which carries the others.
    var chassis: Block
    /// What stands on it, from the rear to the front.
    var bodies: [Block]
    /// Where the axles are.
    var axles: [Double]
    /// Radius of the wheels.
    var wheelRadius: Double

    private static let glass = Paint(38, 46, 56)
    private static let plate = Paint(40, 78, 150)

    /// Builds a vehicle.
    init(
        _ style: VehicleStyle,
        paint: Paint,
        brakes: Bool,
        lights: VehicleLamps.Lights = VehicleLamps.Lights(),
        isDark: Bool = false
    ) {
        let lamps = Self.lamps(brakes, lights, isDark: isDark)
        switch style {
        case .saloon, .hatchback, .suv: self = .car(style, paint, lamps)
        case .van: self = .van(paint, lamps)
        case .lorry: self = .lorry(paint, lamps)
        case .bus: self = .bus(paint, lamps)
        }
    }

    private init(chassis: Block, bodies: [Block], axles: [Double], wheelRadius: Double) {
        self.chassis = chassis
        self.bodies = bodies
        self.axles = axles
        self.wheelRadius = wheelRadius
    }

    private static func car(_ style: VehicleStyle, _ paint: Paint, _ lamps: [Block.Pane])
        -> VehicleModel
    {
        let half = style.width / 2
        let end = style.length / 2
        let belt = style.height * 0.6
        let boot = style == .saloon ? 0.95 : 0.12
        let bonnet = style == .hatchback ? 0.95 : 1.15
        let lower = Block(
            floor: .init(rear: -end, front: end, half: half - 0.03, height: 0.22),
            roof: .init(rear: -end + 0.08, front: end - 0.1, half: half, height: belt),
            paint: paint,
            panes: lamps + Self.sheen(paint)
                + flanks(left: 0.52, right: 0.527, low: 0.1, high: 1, paint: paint.shaded(0.55))
        )
        let cabin = Block(
            floor: .init(rear: -end + boot, front: end - bonnet, half: half - 0.06, height: belt),
            roof: .init(
                rear: -end + boot + 0.45,
                front: end - bonnet - 0.75,
                half: half - 0.24,
                height: style.height
            ),
            paint: paint,
            panes: [
                .init(side: .front, left: 0.06, right: 0.94, low: 0.06, high: 0.92, paint: glass),
                .init(
                    side: .front,
                    left: 0.12,
                    right: 0.4,
                    low: 0.3,
                    high: 0.85,
                    paint: Paint(84, 98, 112)
                ),
                .init(side: .rear, left: 0.08, right: 0.92, low: 0.1, high: 0.9, paint: glass),
            ]
                + flanks(left: 0.08, right: 0.48, low: 0.08, high: 0.88, paint: glass)
                + flanks(left: 0.52, right: 0.92, low: 0.08, high: 0.88, paint: glass)
        )
        return VehicleModel(
            chassis: lower,
            bodies: [cabin],
            axles: [-end + 0.85, end - 0.85],
            wheelRadius: 0.32
        )
    }

    private static func van(_ paint: Paint, _ lamps: [Block.Pane]) -> VehicleModel {
        let half = VehicleStyle.van.width / 2
        let end = VehicleStyle.van.length / 2
        let middle = Block.Level(rear: -end, front: end - 0.15, half: half, height: 1.15)
        let lower = Block(
            floor: .init(rear: -end, front: end, half: half, height: 0.35),
            roof: middle,
            paint: paint,
            panes: lamps + sheen(paint)
        )
        let upper = Block(
            floor: middle,
            roof: .init(rear: -end + 0.05, front: end - 1.35, half: half - 0.1, height: 2.35),
            paint: paint,
            panes: [
                .init(side: .front, left: 0.08, right: 0.92, low: 0.15, high: 0.85, paint: glass),
                .init(side: .rear, left: 0.1, right: 0.46, low: 0.4, high: 0.85, paint: glass),
                .init(side: .rear, left: 0.54, right: 0.9, low: 0.4, high: 0.85, paint: glass),
            ] + flanks(left: 0.74, right: 0.9, low: 0.2, high: 0.7, paint: glass)
        )
        return VehicleModel(
            chassis: lower,
            bodies: [upper],
            axles: [-end + 1.1, end - 0.95],
            wheelRadius: 0.36
        )
    }

    private static func lorry(_ paint: Paint, _ lamps: [Block.Pane]) -> VehicleModel {
        let half = VehicleStyle.lorry.width / 2
        let end = VehicleStyle.lorry.length / 2
        let seam = Paint(90, 92, 94)
        let chassis = Block(
            floor: .init(rear: -end, front: end, half: half - 0.15, height: 0.45),
            roof: .init(rear: -end, front: end, half: half - 0.1, height: 0.8),
            paint: Paint(48, 50, 54),
            panes: lamps
        )
        let box = Block(
            floor: .init(rear: -end, front: end - 2.1, half: half, height: 0.75),
            roof: .init(rear: -end, front: end - 2.1, half: half, height: 3.1),
            paint: paint.mixed(with: .white, 0.6),
            panes: [.init(side: .rear, left: 0.485, right: 0.515, low: 0, high: 1, paint: seam)]
                + flanks(left: 0.1, right: 0.9, low: 0.3, high: 0.62, paint: paint)
        )
        let cab = Block(
            floor: .init(rear: end - 1.9, front: end, half: half - 0.05, height: 0.75),
            roof: .init(rear: end - 1.8, front: end - 0.25, half: half - 0.15, height: 2.55),
            paint: paint,
            panes: [
                .init(side: .front, left: 0.08, right: 0.92, low: 0.42, high: 0.86, paint: glass)
            ]
                + flanks(left: 0.35, right: 0.88, low: 0.45, high: 0.85, paint: glass)
        )
        return VehicleModel(
            chassis: chassis,
            bodies: [box, cab],
            axles: [-end + 1.6, end - 1.2],
            wheelRadius: 0.48
        )
    }

    private static func bus(_ paint: Paint, _ lamps: [Block.Pane]) -> VehicleModel {
        let half = VehicleStyle.bus.width / 2
        let end = VehicleStyle.bus.length / 2
        let belt = Block.Level(rear: -end, front: end, half: half, height: 1.2)
        let lower = Block(
            floor: .init(rear: -end, front: end, half: half, height: 0.35),
            roof: belt,
            paint: paint,
            panes: lamps
        )
        let windows = (0..<7).flatMap { number in
            let left = 0.03 + Double(number) * 0.137
            return flanks(left: left, right: left + 0.122, low: 0.1, high: 0.7, paint: glass)
        }
        let upper = Block(
            floor: belt,
            roof: .init(rear: -end + 0.1, front: end - 0.2, half: half - 0.08, height: 3.05),
            paint: paint,
            panes: windows + [
                .init(side: .front, left: 0.06, right: 0.94, low: 0, high: 0.78, paint: glass),
                .init(side: .rear, left: 0.1, right: 0.9, low: 0.35, high: 0.8, paint: glass),
            ]
        )
        return VehicleModel(
            chassis: lower,
            bodies: [upper],
            axles: [-end + 2.6, end - 2.4],
            wheelRadius: 0.48
        )
    }

    /// The same pane on both flanks.
    private static func flanks(
        left: Double,
        right: Double,
        low: Double,
        high: Double,
        paint: Paint
    ) -> [Block.Pane] {
        [Block.Side.left, .right].map {
            .init(side: $0, left: left, right: right, low: low, high: high, paint: paint)
        }
    }

    /// How the flanks mirror the sky above and the road below.
    private static func sheen(_ paint: Paint) -> [Block.Pane] {
        flanks(left: 0, right: 1, low: 0, high: 0.24, paint: paint.shaded(0.68))
            + flanks(left: 0.01, right: 0.99, low: 0.66, high: 0.86, paint: paint.shaded(1.14))
    }

    /// Lamps and number plates at both ends.
    private static func lamps(
        _ brakes: Bool,
        _ lights: VehicleLamps.Lights,
        isDark: Bool
    ) -> [Block.Pane] {
        // By day the glass of head lamps is white by itself.
        let isFrontLit = lights.isOn || !isDark
        let isRearLit = brakes || lights.isOn
        let red = brakes ? Paint(255, 70, 56) : Paint(150, 26, 28)
        let white = Paint(244, 244, 232)
        var panes: [Block.Pane] = []
        for (left, right) in [(0.03, 0.2), (0.8, 0.97)] {
            panes.append(Block.Pane(.rear, left, right, 0.55, 0.85, red, shines: isRearLit))
        }
        panes.append(Block.Pane(.rear, 0.36, 0.64, 0.35, 0.55, plate))
        panes.append(Block.Pane(.rear, 0, 1, 0, 0.2, Paint(44, 46, 50)))
        for (left, right) in [(0.04, 0.24), (0.76, 0.96)] {
            panes.append(Block.Pane(.front, left, right, 0.5, 0.78, white, shines: isFrontLit))
        }
        panes.append(Block.Pane(.front, 0.28, 0.72, 0.42, 0.72, Paint(30, 32, 36)))
        panes.append(Block.Pane(.front, 0.36, 0.64, 0.14, 0.32, plate))
        guard lights.blinks else { return panes }
        let amber = Paint(255, 170, 40)
        for side in [Block.Side.front, .rear] {
            for (left, right) in [(0, 0.09), (0.91, 1)] {
                panes.append(Block.Pane(side, left, right, 0.5, 0.85, amber, shines: true))
            }
        }
        return panes
    }
}
