import CameraIndex
import Foundation

extension VehiclePainter {
    /// Lights the road before a vehicle; painted before the vehicles themselves.
    func beams(of vehicle: Placed, on canvas: inout FrameCanvas) {
        guard vehicle.lights.isOn, tone.darkness > 0.2 else { return }
        let front = vehicle.style.length / 2
        let strength = 11 * tone.darkness * (1 - tone.fog)
        for step in 0..<5 {
            let share = Double(step) / 5
            let (near, far) = (front + 0.6 + 1.2 * share, front + 15 - 9 * share)
            let (narrow, wide) = (0.9 - 0.5 * share, 2.9 - 1.8 * share)
            light(
                [(near, -narrow), (far, -wide), (far + 1, 0), (far, wide), (near, narrow)].map {
                    vehicle.street($0.0, $0.1, 0)
                },
                by: strength,
                on: &canvas
            )
        }
    }

    /// The shine around the lamps that the camera looks into; painted after the vehicles.
    func glare(of vehicle: Placed, on canvas: inout FrameCanvas) {
        guard tone.darkness > 0.2 else { return }
        let isFront = vehicle.heading < 0
        let end = vehicle.style.length / 2 * (isFront ? 1 : -1)
        let height = vehicle.style.height > 2 ? 0.85 : 0.7
        let half = vehicle.style.width / 2 - 0.25
        if vehicle.lights.blinks {
            for side in [-half, half] {
                spot(vehicle.street(end, side, height), Paint(250, 160, 40), 1.3, on: &canvas)
            }
        }
        guard vehicle.lights.isOn else { return }
        let paint =
            isFront
            ? Paint(255, 250, 225) : vehicle.brakes ? Paint(255, 60, 44) : Paint(170, 24, 20)
        for side in [-half, half] {
            let lamp = vehicle.street(end, side, height)
            spot(lamp, paint, isFront ? 1.6 : 0.7, on: &canvas)
            guard tone.mirror > 0 else { continue }
            streak(below: lamp, paint.luma * 0.35 * tone.mirror, on: &canvas)
        }
    }

    /// A lamp with its bloom.
    private func spot(
        _ place: StreetPoint,
        _ paint: Paint,
        _ size: Double,
        on canvas: inout FrameCanvas
    ) {
        guard let middle = camera.project(place) else { return }
        let metre = camera.focalPixels / max(1, camera.depth(place))
        let strength = tone.darkness * paint.luma / 255
        canvas.shine(middle, 0.62 * size * metre, by: 130 * strength)
        canvas.fill(Self.disc(middle, max(0.7, 0.1 * metre)), paint, opacity: tone.darkness)
    }

    /// What a wet road shows of a lamp: a streak towards the camera.
    private func streak(
        below lamp: StreetPoint,
        _ levels: Double,
        on canvas: inout FrameCanvas
    ) {
        for (width, share) in [(0.3, 0.3), (0.14, 0.5)] {
            guard let top = camera.project(StreetPoint(x: lamp.x, y: lamp.y, z: -0.1)),
                let bottom = camera.project(StreetPoint(x: lamp.x, y: lamp.y, z: -3.2))
            else { return }
            let half = width * camera.focalPixels / max(1, camera.depth(lamp)) / 2
            canvas.lighten(
                [
                    PixelPoint(x: top.x - half, y: top.y), PixelPoint(x: top.x + half, y: top.y),
                    PixelPoint(x: bottom.x + half * 1.4, y: bottom.y),
                    PixelPoint(x: bottom.x - half * 1.4, y: bottom.y),
                ],
                by: levels * share
            )
        }
    }

    private func light(_ ground: [StreetPoint], by levels: Double, on canvas: inout FrameCanvas) {
        let pixels = ground.compactMap { camera.project($0) }
        guard pixels.count == ground.count else { return }
        canvas.lighten(pixels, by: levels)
    }

    private static func disc(_ middle: PixelPoint, _ radius: Double) -> [PixelPoint] {
        (0..<12).map { step in
            let angle = Double(step) / 12 * 2 * Double.pi
            return PixelPoint(x: middle.x + radius * cos(angle), y: middle.y + radius * sin(angle))
        }
    }
}
