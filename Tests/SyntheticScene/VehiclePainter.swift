import CameraIndex
import Foundation

/// Projects vehicles onto the picture.
struct VehiclePainter: Sendable {
    /// Where the sun stands: to the left of the camera, behind it, high.
    private static let sun = (x: -0.42, y: -0.38, z: 0.82)

    /// The camera that sees them.
    let camera: SceneCamera
    /// What the light does to the next vehicle.
    var tone = PaintTone()

    /// A vehicle at a place.
    struct Placed: Hashable, Sendable {
        /// What it is.
        var style: VehicleStyle
        /// Its paint.
        var paint: Paint
        /// Whether its brake lamps are on.
        var brakes: Bool
        /// Metres from the near kerb to its middle.
        var x: Double
        /// Metres along the street to its middle.
        var y: Double
        /// 1 away from the camera, -1 towards it.
        var heading: Double
        /// Metres across the road for each metre forward.
        var slope = 0.0
        /// What shines.
        var lights = VehicleLamps.Lights()
        /// How far the driver's door is open, 0...1.
        var door = 0.0

        /// A place on the vehicle as a place in the street.
        func street(_ forward: Double, _ right: Double, _ up: Double) -> StreetPoint {
            guard slope != 0 else {
                return StreetPoint(x: x + right * heading, y: y + forward * heading, z: up)
            }
            let length = (1 + slope * slope).squareRoot()
            let (across, along) = (slope / length, heading / length)
            return StreetPoint(
                x: x + forward * across + right * along,
                y: y + forward * along - right * across,
                z: up
            )
        }
    }

    /// Paints a vehicle with its shadow.
    func paint(_ vehicle: Placed, on canvas: inout FrameCanvas) {
        let model = VehicleModel(
            vehicle.style,
            paint: vehicle.paint,
            brakes: vehicle.brakes,
            lights: vehicle.lights,
            isDark: tone.darkness > 0.5
        )
        if tone.mirror > 0 { mirror(model, of: vehicle, on: &canvas) }
        shadow(of: vehicle, on: &canvas)
        // The driver sits on the left: the camera sees that side of what goes away from it.
        if vehicle.door > 0, vehicle.heading < 0 { door(of: vehicle, on: &canvas) }
        body(model, of: vehicle, on: &canvas)
        if vehicle.door > 0, vehicle.heading > 0 { door(of: vehicle, on: &canvas) }
    }

    private func door(of vehicle: Placed, on canvas: inout FrameCanvas) {
        let half = -vehicle.style.width / 2
        let angle = vehicle.door * 1.1
        let (length, hinge) = (1.05, vehicle.style.length * 0.16)
        let (forward, right) = (hinge - length * cos(angle), half - length * sin(angle))
        let edge = [
            vehicle.street(hinge, half, 0.35), vehicle.street(forward, right, 0.35),
            vehicle.street(forward, right, 1.2), vehicle.street(hinge, half, 1.2),
        ]
        fill(edge, tone.applied(to: vehicle.paint.shaded(0.8)), on: &canvas)
    }

    private func body(_ model: VehicleModel, of vehicle: Placed, on canvas: inout FrameCanvas) {
        paint(model.chassis, of: vehicle, on: &canvas)
        wheels(model, of: vehicle, on: &canvas)
        // Of what stands on the chassis, the front end is the far one on the way out.
        for block in vehicle.heading > 0 ? model.bodies.reversed() : model.bodies {
            paint(block, of: vehicle, on: &canvas)
        }
    }

    /// The vehicle upside down beneath itself, as a wet road shows it.
    private func mirror(_ model: VehicleModel, of vehicle: Placed, on canvas: inout FrameCanvas) {
        for block in [model.chassis] + model.bodies {
            for side in [Block.Side.front, .rear, .right, .left] {
                let corners = Self.corners(of: side, on: block).map {
                    vehicle.street($0.0, $0.1, $0.2)
                }
                guard let shade = shade(corners) else { continue }
                let below = corners.map { StreetPoint(x: $0.x, y: $0.y, z: -$0.z * 0.8) }
                let paint = tone.applied(to: block.paint.shaded(shade))
                fill(below, paint, opacity: 0.3 * tone.mirror, on: &canvas)
            }
        }
    }

    /// The box that a vehicle covers without its shadow, cut to the picture; nil outside of it.
    func box(of vehicle: Placed) -> Box? {
        var low = PixelPoint(x: .infinity, y: .infinity)
        var high = PixelPoint(x: -.infinity, y: -.infinity)
        for point in corners(of: vehicle) {
            guard let pixel = camera.project(point) else { return nil }
            low = PixelPoint(x: min(low.x, pixel.x), y: min(low.y, pixel.y))
            high = PixelPoint(x: max(high.x, pixel.x), y: max(high.y, pixel.y))
        }
        let left = Int(low.x.rounded(.down))
        let top = Int(low.y.rounded(.down))
        let whole = Box(
            x: left,
            y: top,
            width: Int(high.x.rounded(.up)) - left,
            height: Int(high.y.rounded(.up)) - top
        )
        return whole.intersection(
            with: Box(x: 0, y: 0, width: camera.size.width, height: camera.size.height)
        )
    }

    /// The corners of all blocks, and the lowest points of the wheels.
    private func corners(of vehicle: Placed) -> [StreetPoint] {
        let model = VehicleModel(vehicle.style, paint: vehicle.paint, brakes: false)
        let levels = ([model.chassis] + model.bodies).flatMap { [$0.floor, $0.roof] }
        let blocks = levels.flatMap { level in
            [level.rear, level.front].flatMap { along in
                [-level.half, level.half].map { vehicle.street(along, $0, level.height) }
            }
        }
        let half = vehicle.style.width / 2
        return blocks
            + model.axles.flatMap { [vehicle.street($0, -half, 0), vehicle.street($0, half, 0)] }
    }

    private func shadow(of vehicle: Placed, on canvas: inout FrameCanvas) {
        let half = vehicle.style.width / 2
        let end = vehicle.style.length / 2
        let (dx, dy) = (
            vehicle.style.height * tone.shadow.across, vehicle.style.height * tone.shadow.along
        )
        for (margin, opacity) in [(0.16, 0.2), (0.0, 0.3)] where tone.sun > 0.05 {
            // The side from which the sun comes, and the one to which the shadow falls.
            let sign: Double = dx < 0 ? -1 : 1
            let (x0, x1) = (vehicle.x - sign * (half + margin), vehicle.x + sign * (half + margin))
            let (y0, y1) = (vehicle.y - end - margin, vehicle.y + end + margin)
            ground(
                [
                    (x0, y0), (x1, y0), (x1 + dx, y0 + dy), (x1 + dx, y1 + dy), (x0 + dx, y1 + dy),
                    (x0, y1),
                ],
                opacity * tone.sun * tone.contrast,
                on: &canvas
            )
        }
        let (x0, x1) = (vehicle.x - half + 0.1, vehicle.x + half - 0.1)
        let (y0, y1) = (vehicle.y - end + 0.1, vehicle.y + end - 0.1)
        ground([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], 0.6 * tone.contrast, on: &canvas)
    }

    private func ground(
        _ outline: [(x: Double, y: Double)],
        _ opacity: Double,
        on canvas: inout FrameCanvas
    ) {
        let pixels = outline.compactMap { camera.project(StreetPoint(x: $0.x, y: $0.y, z: 0)) }
        guard pixels.count == outline.count else { return }
        canvas.darken(pixels, opacity: opacity)
    }

    private func wheels(_ model: VehicleModel, of vehicle: Placed, on canvas: inout FrameCanvas) {
        // The camera hangs on the left of the road: it sees the wheels on the side of lesser x.
        let side = -vehicle.heading * (vehicle.style.width / 2 + 0.01)
        for axle in model.axles {
            for (share, paint) in [
                (1.0, Paint(20, 20, 22)), (0.55, Paint(128, 130, 134)), (0.2, Paint(60, 60, 64)),
            ] {
                let outline = (0..<14).compactMap { step -> PixelPoint? in
                    let angle = Double(step) / 14 * 2 * Double.pi
                    let radius = model.wheelRadius * share
                    return camera.project(
                        vehicle.street(
                            axle + radius * cos(angle),
                            side,
                            model.wheelRadius + radius * sin(angle)
                        )
                    )
                }
                guard outline.count == 14 else { return }
                canvas.fill(outline, tone.applied(to: paint))
            }
        }
    }

    private func paint(_ block: Block, of vehicle: Placed, on canvas: inout FrameCanvas) {
        for side in [Block.Side.front, .rear, .right, .left, .roof] {
            // Lower left, lower right, upper right, upper left as seen from outside.
            let corners = Self.corners(of: side, on: block).map { vehicle.street($0.0, $0.1, $0.2) }
            guard let shade = shade(corners) else { continue }
            fill(corners, tone.applied(to: block.paint.shaded(shade)), on: &canvas)
            for pane in block.panes where pane.side == side {
                let paint =
                    pane.shines
                    ? tone.shining(pane.paint) : tone.applied(to: pane.paint.shaded(shade))
                fill(Self.part(of: corners, pane), paint, on: &canvas)
            }
        }
    }

    private func fill(
        _ corners: [StreetPoint],
        _ paint: Paint,
        opacity: Double = 1,
        on canvas: inout FrameCanvas
    ) {
        let pixels = corners.compactMap { camera.project($0) }
        guard pixels.count == corners.count else { return }
        canvas.fill(pixels, paint, opacity: opacity)
    }

    /// How bright the sun makes a side, or nil where the camera does not see it.
    private func shade(_ corners: [StreetPoint]) -> Double? {
        let (a, b, c) = (corners[0], corners[1], corners[3])
        let u = (x: b.x - a.x, y: b.y - a.y, z: b.z - a.z)
        let v = (x: c.x - a.x, y: c.y - a.y, z: c.z - a.z)
        let normal = (x: u.y * v.z - u.z * v.y, y: u.z * v.x - u.x * v.z, z: u.x * v.y - u.y * v.x)
        let eye = camera.position
        let facing = normal.x * (eye.x - a.x) + normal.y * (eye.y - a.y) + normal.z * (eye.z - a.z)
        guard facing > 0 else { return nil }
        let length = (normal.x * normal.x + normal.y * normal.y + normal.z * normal.z).squareRoot()
        guard length > 0 else { return nil }
        let sun = (normal.x * Self.sun.x + normal.y * Self.sun.y + normal.z * Self.sun.z) / length
        return 0.55 + 0.55 * max(0, sun)
    }

    /// The corners of a side on the vehicle: forward, right, up; counter-clockwise from outside.
    private static func corners(of side: Block.Side, on block: Block) -> [(Double, Double, Double)]
    {
        let (low, high) = (block.floor, block.roof)
        switch side {
        case .rear:
            return [
                (low.rear, -low.half, low.height), (low.rear, low.half, low.height),
                (high.rear, high.half, high.height), (high.rear, -high.half, high.height),
            ]
        case .front:
            return [
                (low.front, low.half, low.height), (low.front, -low.half, low.height),
                (high.front, -high.half, high.height), (high.front, high.half, high.height),
            ]
        case .left:
            return [
                (low.front, -low.half, low.height), (low.rear, -low.half, low.height),
                (high.rear, -high.half, high.height), (high.front, -high.half, high.height),
            ]
        case .right:
            return [
                (low.rear, low.half, low.height), (low.front, low.half, low.height),
                (high.front, high.half, high.height), (high.rear, high.half, high.height),
            ]
        case .roof:
            return [
                (high.rear, -high.half, high.height), (high.rear, high.half, high.height),
                (high.front, high.half, high.height), (high.front, -high.half, high.height),
            ]
        }
    }

    /// The corners of a pane on a side; shares of its length run from rear to front on both flanks.
    private static func part(of corners: [StreetPoint], _ pane: Block.Pane) -> [StreetPoint] {
        let flip = pane.side == .left
        let (left, right) = flip ? (1 - pane.right, 1 - pane.left) : (pane.left, pane.right)
        return [(left, pane.low), (right, pane.low), (right, pane.high), (left, pane.high)].map {
            u,
            v in
            let low = mix(corners[0], corners[1], u)
            let high = mix(corners[3], corners[2], u)
            return mix(low, high, v)
        }
    }

    private static func mix(_ a: StreetPoint, _ b: StreetPoint, _ share: Double) -> StreetPoint {
        StreetPoint(
            x: a.x + (b.x - a.x) * share,
            y: a.y + (b.y - a.y) * share,
            z: a.z + (b.z - a.z) * share
        )
    }
}
