import CameraIndex

/// The shadow that the houses behind the camera cast on the road; it moves with the sun.
struct HouseShadow: Sendable {
    private static let width = 9.0
    private static let wall = -9.0

    private let noise: ValueNoise

    /// Builds the houses.
    init(seed: UInt64) {
        noise = ValueNoise(seed: seed &+ 71)
    }

    /// How far across the road the shadow reaches at a place along it.
    func reach(_ along: Double, _ fall: PaintTone.ShadowFall) -> Double {
        let house = Int((along / Self.width).rounded(.down))
        let height = 7 + 7 * noise.cell(house, 3)
        return Self.wall + height * max(0, fall.across) * 1.8
    }

    /// Darkens the ground; `strength` is how much of the light the sun gives.
    func paint(
        _ fall: PaintTone.ShadowFall,
        strength: Double,
        camera: SceneCamera,
        on canvas: inout FrameCanvas
    ) {
        guard strength > 0.02 else { return }
        for house in -1...9 {
            let (from, to) = (Double(house) * Self.width, Double(house + 1) * Self.width)
            let reach = min(reach(from + 1, fall), StreetBackground.pavementEdge)
            guard reach > -5 else { continue }
            let outline = [(-5.5, from), (reach, from), (reach, to), (-5.5, to)].compactMap {
                camera.project(StreetPoint(x: $0.0, y: max(2, $0.1), z: 0))
            }
            guard outline.count == 4 else { continue }
            canvas.darken(outline, opacity: 0.45 * strength)
        }
    }
}
